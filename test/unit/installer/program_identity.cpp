// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/program_identity.hpp"

#include "installer/survey/embedded_wrapper.hpp"

#include <boost/test/unit_test.hpp>

#include <elf.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

namespace {

using namespace std::string_literals;

/// Programs that exist only as bytes, for any kind of machine.
class MadeUpProgram {
public:
    MadeUpProgram(unsigned char word_size, unsigned char byte_order, std::uint16_t architecture)
        : wide_(word_size == ELFCLASS64), big_endian_(byte_order == ELFDATA2MSB),
          architecture_(architecture) {}

    void note(const std::string& name, std::uint32_t type, const std::string& description,
              std::uint32_t lie_about_size = 0) {
        notes_ += number(name.size(), 4) + number(description.size() + lie_about_size, 4) + number(type, 4) +
                  filled_up(name) + filled_up(description);
    }

    [[nodiscard]] std::string bytes() const {
        const std::size_t header = wide_ ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr);
        const std::size_t segment = wide_ ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
        const std::size_t word = wide_ ? 8 : 4;
        std::string file = ELFMAG + std::string{static_cast<char>(wide_ ? ELFCLASS64 : ELFCLASS32),
                                                static_cast<char>(big_endian_ ? ELFDATA2MSB : ELFDATA2LSB)};
        file.resize(EI_NIDENT, '\0');
        file += number(ET_DYN, 2) + number(architecture_, 2) + number(1, 4) + number(0, word) +
                number(header, word) + number(0, word) + number(0, 4) + number(header, 2) +
                number(segment, 2) + number(2, 2) + number(0, 6);
        const std::size_t notes_at = header + 2 * segment;
        file += segment_header(PT_LOAD, 0, notes_at + notes_.size(), 4096);
        file += segment_header(PT_NOTE, notes_at, notes_.size(), 4);
        return file + notes_;
    }

private:
    [[nodiscard]] std::string number(std::uint64_t value, std::size_t size) const {
        std::string text;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t place = big_endian_ ? size - 1 - i : i;
            text += static_cast<char>(place < sizeof value ? value >> (8 * place) : 0);
        }
        return text;
    }

    static std::string filled_up(std::string text) {
        text.resize((text.size() + 3) / 4 * 4, '\0');
        return text;
    }

    [[nodiscard]] std::string segment_header(std::uint32_t type, std::size_t offset, std::size_t size,
                                             std::size_t alignment) const {
        if (wide_) {
            return number(type, 4) + number(4, 4) + number(offset, 8) + number(0, 16) + number(size, 8) +
                   number(size, 8) + number(alignment, 8);
        }
        return number(type, 4) + number(offset, 4) + number(0, 8) + number(size, 4) + number(size, 4) +
               number(4, 4) + number(alignment, 4);
    }

    bool wide_;
    bool big_endian_;
    std::uint16_t architecture_;
    std::string notes_;
};

MadeUpProgram program_of_64_bits() {
    return {ELFCLASS64, ELFDATA2LSB, EM_X86_64};
}

std::optional<std::string> wrapper_version_in(const MadeUpProgram& program) {
    const auto identity = identify_program(program.bytes());
    BOOST_REQUIRE(identity);
    return identity->wrapper_version;
}

} // namespace

BOOST_AUTO_TEST_SUITE(program_identity)

BOOST_AUTO_TEST_CASE(the_embedded_wrapper_says_what_it_is) {
    const auto identity = identify_program(embedded_wrapper());
    BOOST_REQUIRE(identity);
    BOOST_TEST((identity->wrapper_version == IPTABLES_WRAPPER_VERSION));
    BOOST_TEST(!identity->installer_version);
    BOOST_TEST(identity->machine.word_size == (sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32));
}

BOOST_AUTO_TEST_CASE(it_is_read_for_machines_of_each_kind) {
    for (const std::uint8_t word_size : {std::uint8_t{ELFCLASS32}, std::uint8_t{ELFCLASS64}}) {
        for (const std::uint8_t byte_order : {std::uint8_t{ELFDATA2LSB}, std::uint8_t{ELFDATA2MSB}}) {
            MadeUpProgram program(word_size, byte_order, EM_S390);
            program.note("GNU\0"s, 1, "another's");
            program.note("iptables-wrapper\0"s, 1, "1.10.0\0"s);
            program.note("iptables-wrapper\0"s, 2, "1.11.0\0"s);
            const auto identity = identify_program(program.bytes());
            BOOST_REQUIRE(identity);
            BOOST_TEST((identity->machine == Machine{word_size, byte_order, EM_S390}));
            BOOST_TEST((identity->wrapper_version == "1.10.0"));
            BOOST_TEST((identity->installer_version == "1.11.0"));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_program_is_told_from_a_part_of_one) {
    BOOST_TEST(!identify_program(""));
    BOOST_TEST(!identify_program("#!/bin/sh\n"));
    BOOST_TEST(!is_elf("#!/bin/sh\n"));
    BOOST_TEST(is_elf(embedded_wrapper()));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_cut_off_is_none_wherever_that_is) {
    MadeUpProgram program = program_of_64_bits();
    program.note("iptables-wrapper\0"s, 1, "1.0.0\0"s);
    const std::string whole = program.bytes();
    BOOST_TEST(identify_program(whole).has_value());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        BOOST_TEST(!identify_program(std::string_view(whole).substr(0, size)));
    }
    BOOST_TEST(!identify_program(embedded_wrapper().substr(0, embedded_wrapper().size() / 2)));
}

BOOST_AUTO_TEST_CASE(a_program_of_others_has_no_version) {
    MadeUpProgram program = program_of_64_bits();
    BOOST_TEST(!wrapper_version_in(program));
    program.note("iptables-wrappers\0"s, 1, "1.0.0\0"s);
    program.note("iptables-wrapper"s, 1, "1.0.0\0"s); // without its zero
    program.note("iptables-wrapper\0"s, 1, "1.0.0"s);
    program.note("iptables-wrapper\0"s, 3, "1.0.0\0"s);
    program.note("iptables-wrapper\0"s, 1, std::string(65, '1') + '\0');
    program.note("", 1, "");
    BOOST_TEST(!wrapper_version_in(program));
}

BOOST_AUTO_TEST_CASE(a_note_that_lies_about_its_size_is_not_believed) {
    for (const std::uint32_t lie : {1U, 3U, 100U, 0x7fffffffU, 0xfffffff9U}) {
        MadeUpProgram program = program_of_64_bits();
        program.note("iptables-wrapper\0"s, 1, "1.0.0\0"s, lie);
        BOOST_TEST((wrapper_version_in(program).value_or("") != "1.0.0"));
    }
    MadeUpProgram program = program_of_64_bits();
    program.note("iptables-wrapper\0"s, 1, "1.0.0\0"s);
    program.note("GNU\0"s, 1, "short", 1000);
    BOOST_TEST((wrapper_version_in(program) == "1.0.0"));
}

BOOST_AUTO_TEST_CASE(headers_that_lie_are_not_believed) {
    MadeUpProgram program = program_of_64_bits();
    program.note("iptables-wrapper\0"s, 1, "1.0.0\0"s);
    const auto with = [&program](std::size_t offset, const std::string& lie) {
        return program.bytes().replace(offset, lie.size(), lie);
    };
    const std::string nothing("\0\0", 2);
    const std::string much(8, '\xff');
    BOOST_TEST(!identify_program(with(offsetof(Elf64_Ehdr, e_type), nothing)));
    BOOST_TEST(!identify_program(with(offsetof(Elf64_Ehdr, e_phoff), much)));
    BOOST_TEST(!identify_program(with(offsetof(Elf64_Ehdr, e_phnum), nothing)));
    BOOST_TEST(!identify_program(with(offsetof(Elf64_Ehdr, e_phnum), "\xff\xff")));
    BOOST_TEST(!identify_program(with(offsetof(Elf64_Ehdr, e_phentsize), "\x20")));
    constexpr std::size_t segment = sizeof(Elf64_Ehdr);
    BOOST_TEST(!identify_program(with(segment + offsetof(Elf64_Phdr, p_offset), much)));
    BOOST_TEST(!identify_program(with(segment + offsetof(Elf64_Phdr, p_filesz), much)));
}

BOOST_AUTO_TEST_SUITE_END()
