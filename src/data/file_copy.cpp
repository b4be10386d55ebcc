#include "data/file_copy.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

namespace tuban::data {

namespace {

std::error_code systemError(int number) {
    return {number, std::generic_category()};
}

/// What says that the kernel cannot copy between these files, as against that copying failed.
bool meansUnable(int error) {
    return error == EXDEV || error == EINVAL || error == ENOSYS || error == EOPNOTSUPP ||
           error == EPERM;
}

std::error_code writeAt(int to, const std::byte* bytes, std::size_t size, std::uint64_t place) {
    while (size > 0) {
        const ssize_t n = ::pwrite(to, bytes, size, static_cast<off_t>(place));
        if (n < 0 && errno != EINTR) {
            return systemError(errno);
        }
        const auto written = static_cast<std::size_t>(std::max<ssize_t>(n, 0));
        bytes += written;
        size -= written;
        place += written;
    }
    return {};
}

} // namespace

bool cloneContent(int from, int to) {
    return ::ioctl(to, FICLONE, from) == 0;
}

std::error_code copyContent(int from, int to, std::uint64_t size) {
    constexpr std::uint64_t kAtOnce = std::uint64_t{1} << 30U;
    std::uint64_t done = 0;
    while (done < size) {
        auto source = static_cast<off_t>(done);
        off_t target = source;
        const ssize_t n =
            ::copy_file_range(from,
                              &source,
                              to,
                              &target,
                              static_cast<std::size_t>(std::min(size - done, kAtOnce)),
                              0);
        // Some file systems say "nothing left" where they mean "unable".
        if (n == 0 || (n < 0 && meansUnable(errno))) {
            return copyByReading(from, to, done, size);
        }
        if (n < 0 && errno != EINTR) {
            return systemError(errno);
        }
        done += static_cast<std::uint64_t>(std::max<ssize_t>(n, 0));
    }
    return {};
}

std::error_code copyByReading(int from, int to, std::uint64_t done, std::uint64_t size) {
    constexpr std::size_t kAtOnce = std::size_t{1} << 20U;
    std::vector<std::byte> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(size, kAtOnce)));
    while (done < size) {
        const std::uint64_t wanted = std::min<std::uint64_t>(size - done, buffer.size());
        const ssize_t n = ::pread(
            from, buffer.data(), static_cast<std::size_t>(wanted), static_cast<off_t>(done));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return systemError(n < 0 ? errno : EIO);
        }
        const auto read = static_cast<std::size_t>(n);
        if (const std::error_code failed = writeAt(to, buffer.data(), read, done)) {
            return failed;
        }
        done += read;
    }
    return {};
}

} // namespace tuban::data
