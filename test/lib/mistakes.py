# SPDX-License-Identifier: Apache-2.0
"""Mistakes that a text could have: where they fit, and what they put there.

Most mistakes in C++ can also be written as a choice at run time, so that one build holds many of them, all switched off: HERE
stands for whether this one is on. One without such a form (in a table that the compiler reads, a case, a type) needs a build of
its own. Nothing here knows what the program is about, or whether a mistake compiles."""
import re
from dataclasses import dataclass
from itertools import pairwise

HERE = "\0"


@dataclass(eq=False)
class Mistake:
    file: str
    kind: str
    start: int
    end: int
    wrong: str
    switched: str | None = None  # the form with a switch
    number: int | None = None  # of that switch
    line: int = 0
    before: str = ""  # the lines it changes, blanks squeezed: by these it is known again
    after: str = ""

    def __str__(self):
        return f"{self.file}:{self.line}: {self.kind}: {self.before}  =>  {self.after or '(nothing)'}"


TOKEN = re.compile(r"""
    (?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ ]*\#(?:\\\n|[^\n])*)
  | (?P<text>R"(\w*)\(.*?\)\w*"|"(?:\\.|[^"\\\n])*"\w*)
  | (?P<char>'(?:\\.|[^'\\\n])*')
  | (?P<number>\d(?:'?[\w.])*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<mark>->|::|\.\.\.|<=>|<<=|>>=|[-+*/%&|^=!<>]=|&&|\|\||\+\+|--|<<|>>|.)
""", re.X | re.S | re.M)
COMPARED = {"==": ["!="], "!=": ["=="], "<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="]}
JOINED = {"&&": ("||", "true"), "||": ("&&", "false")}
# Where an operand of && ends, one of a comparison, and one of |.
OPERAND_ENDS = {"&&", "||", ",", ";", "?", ":", "return", "=", "<<"}
COMPARED_ENDS, FLAG_ENDS = OPERAND_ENDS | set(COMPARED) | {"!"}, OPERAND_ENDS | {"|"}
CONTROL = {"if", "for", "while", "switch", "catch", "else", "do", "return", "case", "default", "try", "throw"}
NO_STATEMENT = CONTROL | {"using", "namespace", "struct", "class", "enum", "template", "static_assert", "friend", "public", "private",
                          "protected", "typedef", "goto", "asm", "union", "inline", "virtual"}
DECLARES_IN_CONDITION = re.compile(r"(?:const )?[\w:<>]+[ *&]+(\w+) = ")
DECLARES = re.compile(r"(?:const |static |constexpr )*[\w:]+(?:<.*?>)?[*&]* [*&]*(\w+|\[.*?\])\s*(\{|\(|=|;)", re.S)
# Constants of others that stand for a choice, beside those that begin alike.
ALIKE = [("CLOCK_MONOTONIC", "CLOCK_REALTIME"), ("LOCK_EX", "LOCK_SH"), ("F_OK", "X_OK"), ("W_OK", "R_OK"),
         ("O_RDONLY", "O_WRONLY"), ("SOCK_DGRAM", "SOCK_STREAM"), ("SIGKILL", "SIGTERM")]


class Vocabulary:
    """What may stand in the place of a name: the other values of an enum, other constants that begin alike."""

    def __init__(self, texts):
        self.enums, self.constants = {}, {}
        for text in texts:
            text = re.sub(r"//[^\n]*", "", text)
            for name, body in re.findall(r"\benum (?:class |struct )?(\w+)[^{};]*\{([^}]*)\}", text):
                self.enums.setdefault(name, []).extend(re.findall(r"(\w+)\s*(?:=[^,]*)?(?:,|$)", body.strip()))
            self.add(re.findall(r"\b(?:E[A-Z0-9]{3,}|[A-Z][A-Z0-9]*_[A-Z0-9_]+)\b", text))
        for names in ALIKE:
            self.add(names)

    def add(self, names):
        for name in names:
            self.constants.setdefault(self.family(name), set()).add(name)

    @staticmethod
    def family(name):
        return name[: name.rindex("_") + 1] if "_" in name else "E"

    def others(self, scope, name):
        """In an order that is the same at every run."""
        found = self.enums.get(scope, ()) if scope else sorted(self.constants.get(self.family(name), ()))
        return [other for other in found if other != name] if name in found else []


def another_text(text, rng):
    """With another letter, or another sign if it has none; None where that makes no sense."""
    places = [match.start() for match in re.finditer(r"(?<![\\%])[A-Za-z]", text)] or \
             [match.start() for match in re.finditer(r"(?<!\\)[-/:. ,0-9_=]", text)]
    if not places:
        return None
    place = rng.choice(places)
    letter = text[place]
    other = {"z": "y", "Z": "Y", "9": "8"}.get(letter) or (chr(ord(letter) + 1) if letter.isalnum() else "x")
    return text[:place] + other + text[place + 1:]


class Source:
    """The mistakes of one file of C++."""

    def __init__(self, file, text, vocabulary, rng):
        self.file, self.text, self.vocabulary, self.rng, self.mistakes = file, text, vocabulary, rng, []
        self.tokens = [(match.lastgroup, match.group(), match.start(), match.end())
                       for match in TOKEN.finditer(text) if match.lastgroup != "skip"]
        self.partner, opened = {}, []
        for index, (kind, token, _, _) in enumerate(self.tokens):
            if kind == "mark" and token in "([{":
                opened.append(index)
            elif kind == "mark" and token in ")]}" and opened:
                self.partner[index] = opened.pop()
                self.partner[self.partner[index]] = index
        for index in range(len(self.tokens) - 1):
            for look in (self.conditions, self.operators, self.values, self.lists, self.statements, self.early_returns):
                look(index)

    def word(self, index):
        return self.tokens[index][1] if 0 <= index < len(self.tokens) else ""

    def part(self, first, last):
        return self.text[self.tokens[first][2]: self.tokens[last][3]]

    def add(self, kind, first, last, wrong, switched=None):
        if wrong != self.part(first, last):
            self.mistakes.append(Mistake(self.file, kind, self.tokens[first][2], self.tokens[last][3], wrong, switched))

    def choice(self, kind, first, last, wrong, right=None):
        """Another expression in the place of one."""
        self.add(kind, first, last, wrong, f"({HERE} ? {wrong} : {right or self.part(first, last)})")

    def reach(self, index, step, ends):
        """The last token of the operand that begins beside `index`."""
        at = index + step
        while (word := self.word(at)) and word not in ends and word not in ("([{" if step < 0 else ")]}"):
            at = self.partner.get(at, at) + step
        return at - step

    def conditions(self, index):
        if self.word(index) not in ("if", "while") or self.word(index + 1) != "(":
            return
        last = self.partner[index + 1] - 1
        first = self.reach(last + 1, -1, {";"})
        condition = self.part(first, last)
        declared = DECLARES_IN_CONDITION.match(condition)
        kept, tested = (f"{condition}; ", declared[1]) if declared else ("", condition)
        for kind, wrong in (("negated", f"!({tested})"), ("dropped", "true"), ("dropped", "false")):
            self.add(kind, first, last, kept + wrong, f"{kept}({HERE} ? {wrong} : static_cast<bool>({tested}))")

    def operators(self, index):
        kind, mark, start, end = self.tokens[index]
        if kind != "mark" or not (self.text[start - 1] + self.text[end]).isspace():
            return
        ends = OPERAND_ENDS if mark in JOINED else COMPARED_ENDS if mark in COMPARED else FLAG_ENDS
        first, last = self.reach(index, -1, ends), self.reach(index, 1, ends)
        one, two = self.part(first, index - 1), self.part(index + 1, last)
        if mark in JOINED:
            other, neutral = JOINED[mark]
            for begin, finish in ((first, index - 1), (index + 1, last)):
                self.choice("dropped", begin, finish, neutral, f"static_cast<bool>({self.part(begin, finish)})")
            self.choice("joined", first, last, f"({one} {other} {two})", f"({one} {mark} {two})")
        elif mark in COMPARED:
            for other in COMPARED[mark]:
                self.choice("compared", first, last, f"({one} {other} {two})", f"({one} {mark} {two})")
        elif mark == "|":
            self.choice("flag", first, index - 1, f"decltype({one}){{}}")
            self.choice("flag", index + 1, last, f"decltype({two}){{}}")

    def values(self, index):
        kind, word, _, _ = self.tokens[index]
        if kind == "number" and (match := re.fullmatch(r"(0[xX][\da-fA-F]+|\d+)([uUlL]*)", word.replace("'", ""))):
            number = int(match[1], 16 if match[1][:2] in ("0x", "0X") else 8 if match[1][0] == "0" else 10)
            for other in (number + 1, number - 1, 1 - number if number < 2 else 0):
                if other >= 0:
                    self.choice("number", index, index, f"{other}{match[2]}")
        elif kind == "word" and word in ("true", "false"):
            self.choice("value", index, index, "false" if word == "true" else "true")
        elif kind == "word" and self.word(index - 1) == "::" and self.word(index - 2) in self.vocabulary.enums:
            first = index - 2
            while self.word(first - 1) == "::" and self.tokens[first - 2][0] == "word":
                first -= 2
            for other in self.vocabulary.others(self.word(index - 2), word):
                self.choice("value", first, index, self.part(first, index - 1) + other)
        elif kind == "word" and (others := self.vocabulary.others(None, word)):
            self.choice("value", index, index, self.rng.choice(others))
        elif kind == "text" and self.word(index - 1) != "extern" and (other := another_text(word, self.rng)):
            joined = "text" in (self.tokens[index - 1][0], self.tokens[index + 1][0])
            (self.add if joined else self.choice)("text", index, index, other)

    def lists(self, index):
        """Arguments and elements: two exchanged, one left out."""
        if self.word(index) not in ("(", "{") or index not in self.partner:
            return
        closing, elements, begin = self.partner[index], [], index + 1
        while begin < closing:
            last = self.reach(begin - 1, 1, {",", ";"})
            if self.word(last + 1) == ";":
                return
            elements.append((begin, last))
            begin = last + 2
        callee = index
        while self.tokens[callee - 1][0] == "word" and self.word(callee - 1) not in CONTROL or self.word(callee - 1) in ("::", ".", "->"):
            callee -= 1
        kind, before, _, _ = self.tokens[callee - 1]
        if "enum" in (self.word(callee), before, self.word(callee - 2)) or self.word(closing + 1) in (";", "const", "noexcept") and \
                (kind == "word" and before not in CONTROL or before in ("&", "*", ">")):
            return  # enumerators, or parameters, whose order may mean nothing
        for one, two in pairwise(elements):
            swapped = self.part(*two) + self.text[self.tokens[one[1]][3]: self.tokens[two[0]][2]] + self.part(*one)
            if callee < index:
                call = self.text[self.tokens[callee][2]: self.tokens[one[0]][2]] + swapped + self.text[self.tokens[two[1]][3]: self.tokens[closing][3]]
                self.choice("exchanged", callee, closing, call)
            else:
                self.add("exchanged", one[0], two[1], swapped)
        if self.word(index) == "{" and len(elements) > 1:
            for begin, finish in elements:
                comma = self.word(finish + 1) == ","
                self.add("row", begin if comma else begin - 1, finish + comma, "")

    def statements(self, index):
        if self.word(index) not in (";", "{", "}"):
            return
        first, last = index + 1, self.reach(index, 1, {";"})
        statement = self.part(first, last) if first <= last else ""
        if self.word(last + 1) != ";" or not statement or statement.count("\n") > 8:
            return
        if self.word(first) == "return" and self.word(last) not in ("return", "}", "nullopt", "nullptr", "false", "0"):
            self.add("returned", first, last + 1, "return {};", f"if ({HERE}) {{ return {{}}; }} {statement};")
        elif self.word(first) not in NO_STATEMENT and re.search(r"[(=]|\+\+|--|^break$|^continue$", statement):
            self.add("deleted", first, last + 1, "", None if DECLARES.match(statement + ";") else f"if (!{HERE}) {{ {statement}; }}")

    def early_returns(self, index):
        before = index - 1
        while self.word(before) in ("const", "noexcept", "override", "final", "mutable"):
            before -= 1
        if self.word(index) != "{" or self.word(before) != ")" or before not in self.partner:
            return
        name = self.partner[before] - 1
        if self.word(name) in CONTROL | {"constexpr"} or self.tokens[name][0] != "word" and self.word(name) != "]":
            return
        while self.word(name - 1) == "::":
            name -= 2
        result = "return;" if self.word(name - 1) == "void" else "return {};"
        self.add("returns early", index, index, f"{{ {result}", f"{{ if ({HERE}) {{ {result} }}")


def in_script(file, text, rng):
    """The mistakes of a script, a recipe or a list of files: a line, a word or a letter."""
    for line in re.finditer(r"^[ \t]*([^#\s].*)$", text, re.M):
        yield Mistake(file, "deleted", line.start(1), line.end(1), "")
        for word in re.finditer(r"\S+", line[1]):
            start, end = line.start(1) + word.start(), line.start(1) + word.end()
            if word.start():
                yield Mistake(file, "word", start, end, "")
            if other := another_text(word[0], rng):
                yield Mistake(file, "text", start, end, other)


def mistakes_in(file, text, vocabulary, rng):
    """All that fit, in a list for each line in which some begin."""
    lines = {}
    for one in Source(file, text, vocabulary, rng).mistakes if file.endswith("pp") else in_script(file, text, rng):
        one.line = text.count("\n", 0, one.start) + 1
        begin, end = text.rfind("\n", 0, one.start) + 1, (text + "\n").index("\n", one.end)
        one.before = " ".join(text[begin:end].split())
        one.after = " ".join((text[begin: one.start] + one.wrong + text[one.end: end]).split())
        lines.setdefault(one.line, []).append(one)
    return list(lines.values())
