// SPDX-License-Identifier: Apache-2.0
// Stands in for the real iptables and prints everything it received, one fact a line, in an order that is
// always the same: two dumps that are equal show that two calls are equal. With the only argument "wait" it
// reports its process id and waits for SIGTERM instead.
#include <array>
#include <csignal>
#include <iostream>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr int highest_descriptor = 64;

void print_arguments(char** arguments) {
    for (int i = 0; arguments[i] != nullptr; ++i) {
        std::cout << "argv[" << i << "] = '" << arguments[i] << "'\n";
    }
}

void print_surroundings() {
    for (char** variable = environ; *variable != nullptr; ++variable) {
        std::cout << "environ " << *variable << '\n';
    }
    std::array<char, 4096> directory{};
    if (getcwd(directory.data(), directory.size()) != nullptr) {
        std::cout << "cwd " << directory.data() << '\n';
    }
    std::cout << "umask " << std::oct << umask(0) << std::dec << '\n';
}

void print_signals() {
    sigset_t blocked;
    sigprocmask(SIG_BLOCK, nullptr, &blocked);
    sigset_t pending;
    sigpending(&pending);
    for (int number = 1; number < NSIG; ++number) {
        struct sigaction action {};
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): the system's own structure
        if (sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) {
            std::cout << "signal " << number << " ignored\n";
        }
        if (sigismember(&blocked, number) == 1) {
            std::cout << "signal " << number << " blocked\n";
        }
        if (sigismember(&pending, number) == 1) {
            std::cout << "signal " << number << " pending\n";
        }
    }
}

void print_descriptors() {
    for (int number = 0; number < highest_descriptor; ++number) {
        struct stat status {};
        if (fstat(number, &status) == 0) {
            std::cout << "fd " << number << ": device " << status.st_dev << " inode " << status.st_ino
                      << " flags " << fcntl(number, F_GETFL) << " offset " << lseek(number, 0, SEEK_CUR)
                      << '\n';
        }
    }
}

void print_input() {
    std::cout << "input:\n" << std::cin.rdbuf();
    std::cout.clear(); // an empty input counts as a failure
}

// SIGTERM is blocked before the process id is told, so it cannot come too early.
void wait_for_sigterm() {
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGTERM);
    sigprocmask(SIG_BLOCK, &awaited, nullptr);
    std::cout << "pid " << getpid() << std::endl;
    int number = 0;
    sigwait(&awaited, &number);
    std::cout << "received SIGTERM\n";
}

} // namespace

int main(int count, char** arguments) {
    if (count == 2 && std::string_view(arguments[1]) == "wait") {
        wait_for_sigterm();
    } else {
        print_arguments(arguments);
        print_surroundings();
        print_signals();
        print_descriptors();
        print_input();
    }
    return std::cout.flush() ? 0 : 1;
}
