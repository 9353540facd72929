// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/json_writer.hpp"

namespace iptables_wrapper::wrapper {

namespace {

/// Escapes what a JSON string must not contain. Control characters have been replaced before.
struct Escaping {
    Output& output;

    void append(std::string_view text) {
        for (const char& character : text) {
            output.append(character == '"' || character == '\\' ? "\\" : "");
            output.append({&character, 1});
        }
    }
};

} // namespace

void JsonWriter::plain(std::string_view value) {
    output_.append(separator_).append(value);
    separator_ = ",";
}

void JsonWriter::begin(std::string_view bracket) {
    plain(bracket);
    separator_ = "";
}

void JsonWriter::end(std::string_view bracket) {
    separator_ = "";
    plain(bracket);
}

void JsonWriter::key(std::string_view name) {
    text(name);
    output_.append(":");
    separator_ = "";
}

void JsonWriter::text(std::string_view text) {
    plain("\"");
    Escaping escaping{output_};
    append_printable(escaping, text);
    output_.append("\"");
}

void JsonWriter::text_or_null(std::string_view text) {
    text.empty() ? null() : this->text(text);
}

} // namespace iptables_wrapper::wrapper
