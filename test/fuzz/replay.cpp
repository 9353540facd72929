// SPDX-License-Identifier: Apache-2.0
// replay DIRECTORY: feeds every file of a corpus to a fuzz target, whole and cut off at every length, and
// says how many. A corpus that is not there or is empty is an error: a test must not pass for want of input.
#include "test/fuzz/target.hpp"

#include <boost/filesystem.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

namespace {

std::size_t replay(const boost::filesystem::path& file) {
    std::ifstream stream{file.string(), std::ios::binary};
    const std::vector<char> content{std::istreambuf_iterator<char>{stream}, {}};
    // Not whole files for the long ones: their first bytes hold the structures.
    const std::size_t cuts = std::min<std::size_t>(content.size(), 2048);
    for (std::size_t size = 0; size < cuts; ++size) {
        // An allocation of its own lets AddressSanitizer see one byte too far.
        const std::vector<std::uint8_t> cut(content.begin(),
                                            content.begin() + static_cast<std::ptrdiff_t>(size));
        LLVMFuzzerTestOneInput(cut.data(), cut.size());
    }
    const std::vector<std::uint8_t> whole(content.begin(), content.end());
    LLVMFuzzerTestOneInput(whole.data(), whole.size());
    return cuts + 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "replay: error: one corpus directory, please\n";
        return 2;
    }
    std::size_t files = 0;
    std::size_t inputs = 0;
    boost::system::error_code error;
    for (const auto& entry : boost::filesystem::directory_iterator{argv[1], error}) {
        inputs += replay(entry.path());
        ++files;
    }
    if (error || files == 0) {
        std::cerr << "replay: error: cannot read a corpus from '" << argv[1] << "'\n";
        return 1;
    }
    std::cout << inputs << " inputs from " << files << " files\n";
    return 0;
}
