// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/output.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

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

/// Writes a JSON text (RFC 8259) piece by piece, and puts the commas.
class JsonWriter {
public:
    explicit JsonWriter(Output& output) : output_(output) {}

    void begin_object() { begin("{"); }
    void end_object() { end("}"); }
    void begin_list() { begin("["); }
    void end_list() { end("]"); }

    /// The key of the next value.
    void key(std::string_view name) {
        text(name);
        output_.append(":");
        separator_ = "";
    }
    void key(const char* name) { key(std::string_view{name}); }

    /// Control characters are shown as \xNN, as everywhere; bytes above 0x7f can only come from paths and
    /// pass as they are.
    void text(std::string_view text) {
        plain("\"");
        Escaping escaping{output_};
        append_printable(escaping, text);
        output_.append("\"");
    }
    /// Null for an empty one.
    void text_or_null(std::string_view text) { text.empty() ? null() : this->text(text); }
    void boolean(bool value) { plain(value ? "true" : "false"); }
    void null() { plain("null"); }
    /// A number, as it is to be written.
    void number(std::string_view digits) { plain(digits); }

private:
    void begin(std::string_view bracket) {
        plain(bracket);
        separator_ = "";
    }
    void end(std::string_view bracket) {
        separator_ = "";
        plain(bracket);
    }
    void plain(std::string_view value) {
        output_.append(separator_).append(value);
        separator_ = ",";
    }

    Output& output_;
    std::string_view separator_; ///< what the next value begins with
};

} // namespace iptables_wrapper::wrapper
