// SPDX-License-Identifier: Apache-2.0
// Executes the program at the path argv[1] with no arguments at all, not even a name.
#include <cstdio>

#include <unistd.h>

int main(int count, char** arguments) {
    if (count != 2) {
        return 2;
    }
    char* nothing = nullptr;
    execve(arguments[1], &nothing, environ);
    std::perror(arguments[1]);
    return 1;
}
