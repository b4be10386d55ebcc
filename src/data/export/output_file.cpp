#include "data/export/output_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tuban::data {

OutputFile::OutputFile(const std::filesystem::path& path, std::string subject)
    : m_subject(std::move(subject)),
      m_file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (m_file < 0) {
        fail("create");
    }
    m_buffer.reserve(kBufferBytes + kBufferBytes / 4);
}

OutputFile::~OutputFile() {
    if (m_file >= 0) {
        ::close(m_file);
    }
}

void OutputFile::fail(const char* step) {
    if (!m_error) {
        m_error = Error{
            ErrorCode::WriteFailed, m_subject, std::string(step) + ": " + std::strerror(errno)};
    }
}

void OutputFile::flush() {
    std::string_view rest = m_buffer;
    while (!rest.empty() && !m_error) {
        const ssize_t n = ::write(m_file, rest.data(), rest.size());
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            fail("write");
            break;
        }
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    m_written += m_buffer.size();
    m_buffer.clear();
}

void OutputFile::patch(std::uint64_t place, std::string_view bytes) {
    flush();
    const ssize_t n =
        m_error ? 0 : ::pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (!m_error && n != static_cast<ssize_t>(bytes.size())) {
        fail("write");
    }
}

void OutputFile::append(const std::filesystem::path& path) {
    const int from = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        fail("read again");
        return;
    }
    std::string piece(kBufferBytes, '\0');
    ssize_t n = 0;
    while (!m_error &&
           ((n = ::read(from, piece.data(), piece.size())) > 0 || (n < 0 && errno == EINTR))) {
        if (n > 0) {
            put({piece.data(), static_cast<std::size_t>(n)});
        }
    }
    if (n < 0) {
        fail("read again");
    }
    ::close(from);
}

Result<void> OutputFile::close() {
    flush();
    if (m_file >= 0 && ::close(std::exchange(m_file, -1)) != 0) {
        fail("close");
    }
    if (m_error) {
        return *m_error;
    }
    return {};
}

} // namespace tuban::data
