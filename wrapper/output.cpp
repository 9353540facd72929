// SPDX-License-Identifier: Apache-2.0
#include "wrapper/output.hpp"

#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::wrapper {

Output& Output::append(std::string_view text) {
    while (!text.empty()) {
        if (size_ == buffer_.size()) {
            flush();
        }
        const std::size_t size = text.copy(buffer_.data() + size_, buffer_.size() - size_);
        size_ += size;
        text.remove_prefix(size);
    }
    return *this;
}

int Output::flush() {
    std::string_view text{buffer_.data(), size_};
    size_ = 0;
    while (!text.empty() && error_number_ == 0) {
        const ssize_t size = ::write(descriptor_, text.data(), text.size());
        if (size >= 0) {
            text.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno != EINTR) {
            error_number_ = errno;
        }
    }
    return error_number_;
}

ExitStatus report(Output& err, const Failure& failure) {
    append_report(err, wrapper_name, failure.text());
    err.flush();
    return failure.status;
}

} // namespace iptables_wrapper::wrapper
