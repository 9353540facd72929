// SPDX-License-Identifier: Apache-2.0
// The note by which the installer recognizes the wrapper. It is compiled into the program itself: the linker
// would leave it out of a library, because nothing refers to it.
#include "common/identity.hpp"

namespace iptables_wrapper {
namespace {

[[gnu::used, gnu::section(".note.iptables-wrapper")]] alignas(4) constexpr IdentityNote note{
    .type = NoteType::wrapper_version};

} // namespace
} // namespace iptables_wrapper
