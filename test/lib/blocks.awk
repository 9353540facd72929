# SPDX-License-Identifier: Apache-2.0
# Takes the code blocks out of a document: each becomes a file NUMBER.LANGUAGE in the directory `into`; NUMBER.before is the line
# before it that is not empty.
/^```[a-z]+$/ { inside = 1; number++; file = into "/" sprintf("%03d", number); print before >(file ".before"); file = file "." substr($0, 4); printf "" >file; next }
/^```$/ { inside = 0; close(file); next }
inside { print >file; next }
NF { before = $0 }
