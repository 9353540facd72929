// SPDX-License-Identifier: Apache-2.0
// Becomes the program at the path argv[1] with the arguments after it, and does nothing else: what any
// program costs that stands before another one.
#include <cstdio>

#include <unistd.h>

int main(int count, char** arguments) {
    if (count < 2) {
        return 2;
    }
    execv(arguments[1], arguments + 1);
    std::perror(arguments[1]);
    return 1;
}
