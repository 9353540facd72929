// SPDX-License-Identifier: Apache-2.0
// What the installer recognizes the wrapper by. This file belongs to the program itself: from a library,
// where nothing refers to it, it would not be linked.
#include "common/identity.hpp"

namespace iptables_wrapper {
namespace {

[[gnu::used, gnu::section(".note.iptables-wrapper")]] alignas(4) constexpr IdentityNote note{
    .type = NoteType::wrapper_version};

} // namespace
} // namespace iptables_wrapper
