#pragma once

#include <cstdint>
#include <system_error>

namespace tuban::data {

/// Makes the empty file `to` share the content of `from`, which takes neither time nor space.
/// Returns whether the file system can do that; if not, `to` is empty still.
/// @source ioctl_ficlonerange(2)
bool cloneContent(int from, int to);

/// Copies the first `size` bytes of `from` to the same places of `to`, within the kernel where it
/// can do so. Neither the places of the descriptors nor any lock is touched. Returns what the
/// system says when it fails; EIO if `from` has fewer bytes.
std::error_code copyContent(int from, int to, std::uint64_t size);

/// As copyContent, from byte `done` on, by reading and writing: what it falls back to.
std::error_code copyByReading(int from, int to, std::uint64_t done, std::uint64_t size);

} // namespace tuban::data
