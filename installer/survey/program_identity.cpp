// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/program_identity.hpp"

#include "common/identity.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <elf.h>

namespace iptables_wrapper::installer {

namespace {

constexpr std::uint64_t most_segments = 64;
constexpr std::uint64_t longest_version = 64;

/// Where something lies in an ELF structure, and in how many bytes.
struct Field {
    std::size_t offset;
    std::size_t size;
};

/// The structures differ between programs of 32 and 64 bits.
struct Layout {
    Field segments_offset, segment_size, segment_count; // of the header
    Field type, offset, file_size, alignment;           // of a segment
    std::size_t size_of_segment;
};

// A function cannot take a member's name.
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define FIELD(type, member)                                                                                  \
    Field {                                                                                                  \
        offsetof(type, member), sizeof(type::member)                                                         \
    }
constexpr Layout layout_32{FIELD(Elf32_Ehdr, e_phoff),  FIELD(Elf32_Ehdr, e_phentsize),
                           FIELD(Elf32_Ehdr, e_phnum),  FIELD(Elf32_Phdr, p_type),
                           FIELD(Elf32_Phdr, p_offset), FIELD(Elf32_Phdr, p_filesz),
                           FIELD(Elf32_Phdr, p_align),  sizeof(Elf32_Phdr)};
constexpr Layout layout_64{FIELD(Elf64_Ehdr, e_phoff),  FIELD(Elf64_Ehdr, e_phentsize),
                           FIELD(Elf64_Ehdr, e_phnum),  FIELD(Elf64_Phdr, p_type),
                           FIELD(Elf64_Phdr, p_offset), FIELD(Elf64_Phdr, p_filesz),
                           FIELD(Elf64_Phdr, p_align),  sizeof(Elf64_Phdr)};
constexpr Field type_of_file = FIELD(Elf64_Ehdr, e_type); // in the same place in both
constexpr Field architecture_of_file = FIELD(Elf64_Ehdr, e_machine);
#undef FIELD

/// Numbers of a file in the file's byte order. Beyond its end there is nothing.
class Numbers {
public:
    Numbers(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

    [[nodiscard]] bool has(std::uint64_t offset, std::uint64_t size) const {
        return offset <= bytes_.size() && size <= bytes_.size() - offset;
    }

    [[nodiscard]] std::optional<std::uint64_t> at(std::uint64_t start, Field field) const {
        if (start > bytes_.size() || !has(start + field.offset, field.size)) {
            return std::nullopt;
        }
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < field.size; ++i) {
            const std::size_t place = big_endian_ ? i : field.size - 1 - i;
            number = (number << 8U) | static_cast<unsigned char>(bytes_[start + field.offset + place]);
        }
        return number;
    }

    [[nodiscard]] std::string_view text(std::uint64_t offset, std::uint64_t size) const {
        return bytes_.substr(offset, size);
    }

private:
    std::string_view bytes_;
    bool big_endian_;
};

struct Segment {
    std::uint64_t type;
    std::uint64_t offset;
    std::uint64_t size; ///< in the file
    std::uint64_t alignment;
};

std::optional<Segment> segment_at(const Numbers& numbers, const Layout& layout, std::uint64_t start) {
    const auto type = numbers.at(start, layout.type);
    const auto offset = numbers.at(start, layout.offset);
    const auto size = numbers.at(start, layout.file_size);
    const auto alignment = numbers.at(start, layout.alignment);
    if (!type || !offset || !size || !alignment || !numbers.has(*offset, *size)) {
        return std::nullopt;
    }
    return Segment{*type, *offset, *size, *alignment};
}

/// All of the program headers; nothing where one of them, or what it is about, is not in the file.
std::optional<std::vector<Segment>> segments_of(const Numbers& numbers, const Layout& layout) {
    const auto start = numbers.at(0, layout.segments_offset);
    const auto size = numbers.at(0, layout.segment_size);
    const auto count = numbers.at(0, layout.segment_count);
    if (!start || !size || !count || *size != layout.size_of_segment || *count == 0 ||
        *count > most_segments || !numbers.has(*start, *size * *count)) {
        return std::nullopt;
    }
    std::vector<Segment> segments;
    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto segment = segment_at(numbers, layout, *start + i * *size);
        if (!segment) {
            return std::nullopt;
        }
        segments.push_back(*segment);
    }
    return segments;
}

/// A text without the zero at its end; nothing where there is none.
std::optional<std::string_view> text_in(std::string_view bytes) {
    if (bytes.empty() || bytes.back() != '\0') {
        return std::nullopt;
    }
    bytes.remove_suffix(1);
    return bytes;
}

/// Takes what the notes of a segment say of this project. Those behind one that lies about its size are lost.
void read_notes(const Numbers& numbers, const Segment& segment, ProgramIdentity& identity) {
    constexpr std::array<Field, 3> words{Field{0, 4}, Field{4, 4}, Field{8, 4}};
    constexpr std::uint64_t size_of_header = 12;
    const std::uint64_t alignment = segment.alignment == 8 ? 8 : 4;
    const auto aligned = [alignment](std::uint64_t number) {
        return (number + alignment - 1) / alignment * alignment;
    };
    const std::uint64_t end = segment.offset + segment.size;
    std::uint64_t start = segment.offset;
    while (end - start >= size_of_header) {
        const std::uint64_t name_size = *numbers.at(start, words[0]);
        const std::uint64_t description_size = *numbers.at(start, words[1]);
        const std::uint64_t type = *numbers.at(start, words[2]);
        const std::uint64_t description_offset = aligned(size_of_header + name_size);
        if (description_offset > end - start || description_size > end - start - description_offset) {
            return;
        }
        const auto name = text_in(numbers.text(start + size_of_header, name_size));
        const auto version = text_in(numbers.text(start + description_offset, description_size));
        if (name == note_name && version && version->size() <= longest_version) {
            if (type == static_cast<std::uint64_t>(NoteType::wrapper_version)) {
                identity.wrapper_version = *version;
            } else if (type == static_cast<std::uint64_t>(NoteType::installer_version)) {
                identity.installer_version = *version;
            }
        }
        start += std::min(aligned(description_offset + description_size), end - start);
    }
}

} // namespace

bool is_elf(std::string_view file) {
    return file.starts_with(ELFMAG);
}

std::optional<ProgramIdentity> identify_program(std::string_view file) {
    if (!is_elf(file) || file.size() < EI_NIDENT) {
        return std::nullopt;
    }
    ProgramIdentity identity;
    identity.machine.word_size = static_cast<std::uint8_t>(file[EI_CLASS]);
    identity.machine.byte_order = static_cast<std::uint8_t>(file[EI_DATA]);
    const Numbers numbers(file, identity.machine.byte_order == ELFDATA2MSB);
    const std::uint64_t type = numbers.at(0, type_of_file).value_or(ET_NONE);
    const auto architecture = numbers.at(0, architecture_of_file);
    const auto segments =
        segments_of(numbers, identity.machine.word_size == ELFCLASS32 ? layout_32 : layout_64);
    const bool is_program = type == ET_EXEC || type == ET_DYN;
    if (!architecture || !segments || !is_program) {
        return std::nullopt;
    }
    identity.machine.architecture = static_cast<std::uint16_t>(*architecture);
    for (const Segment& segment : *segments) {
        if (segment.type == PT_NOTE) {
            read_notes(numbers, segment, identity);
        }
    }
    return identity;
}

} // namespace iptables_wrapper::installer
