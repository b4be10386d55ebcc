#include "data/foreign/frame_channel.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace tuban::data::wire {

namespace {

constexpr std::size_t kDescriptorsAtOnce = 64;
constexpr int kTickMilliseconds = 100;

/// Sends all of `parts`, which it shortens as they go.
bool sendAll(int descriptor, iovec* parts, std::size_t count) {
    while (count > 0) {
        msghdr message{};
        message.msg_iov = parts;
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(descriptor, &message, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        auto left = static_cast<std::size_t>(sent);
        while (count > 0 && left >= parts->iov_len) {
            left -= parts->iov_len;
            ++parts;
            --count;
        }
        if (count > 0) {
            parts->iov_base = static_cast<char*>(parts->iov_base) + left;
            parts->iov_len -= left;
        }
    }
    return true;
}

} // namespace

FrameChannel::FrameChannel(FrameChannel&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FrameChannel& FrameChannel::operator=(FrameChannel&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FrameChannel::~FrameChannel() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool FrameChannel::send(FrameType type, std::string_view body) const {
    if (body.size() > kLongestBody) {
        return false;
    }
    FrameHeader header{static_cast<std::uint32_t>(type), static_cast<std::uint32_t>(body.size())};
    iovec parts[] = {{&header, sizeof header}, {const_cast<char*>(body.data()), body.size()}};
    return sendAll(m_descriptor, parts, body.empty() ? 1 : 2);
}

bool FrameChannel::sendDescriptors(std::span<const int> descriptors) const {
    while (!descriptors.empty()) {
        const std::size_t count = std::min(descriptors.size(), kDescriptorsAtOnce);
        char mark = 'f';
        iovec part{&mark, 1};
        std::vector<std::max_align_t> control(CMSG_SPACE(kDescriptorsAtOnce * sizeof(int)));
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        cmsghdr* const head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(count * sizeof(int));
        std::memcpy(CMSG_DATA(head), descriptors.data(), count * sizeof(int));
        ssize_t sent = -1;
        do {
            sent = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        } while (sent < 0 && errno == EINTR);
        if (sent != 1) {
            return false;
        }
        descriptors = descriptors.subspan(count);
    }
    return true;
}

bool FrameChannel::receiveDescriptors(std::span<int> descriptors) const {
    while (!descriptors.empty()) {
        const std::size_t count = std::min(descriptors.size(), kDescriptorsAtOnce);
        char mark = 0;
        iovec part{&mark, 1};
        std::vector<std::max_align_t> control(CMSG_SPACE(kDescriptorsAtOnce * sizeof(int)));
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        ssize_t got = -1;
        do {
            got = ::recvmsg(m_descriptor, &message, MSG_CMSG_CLOEXEC);
        } while (got < 0 && errno == EINTR);
        const cmsghdr* const head = got == 1 ? CMSG_FIRSTHDR(&message) : nullptr;
        if (head == nullptr || head->cmsg_type != SCM_RIGHTS ||
            head->cmsg_len != CMSG_LEN(count * sizeof(int))) {
            return false;
        }
        std::memcpy(descriptors.data(), CMSG_DATA(head), count * sizeof(int));
        descriptors = descriptors.subspan(count);
    }
    return true;
}

Arrival FrameChannel::fill(char* to, std::size_t size, const Interrupted& interrupted) const {
    auto last = std::chrono::steady_clock::now();
    while (size > 0) {
        const ssize_t got = ::recv(m_descriptor, to, size, interrupted ? MSG_DONTWAIT : 0);
        if (got > 0) {
            to += got;
            size -= static_cast<std::size_t>(got);
            last = std::chrono::steady_clock::now();
            if (interrupted && interrupted(std::chrono::milliseconds(0))) {
                return Arrival::Interrupted;
            }
            continue;
        }
        if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
            return Arrival::Closed;
        }
        pollfd wait{m_descriptor, POLLIN, 0};
        if (interrupted && ::poll(&wait, 1, kTickMilliseconds) == 0) {
            const auto silence = std::chrono::steady_clock::now() - last;
            if (interrupted(std::chrono::duration_cast<std::chrono::milliseconds>(silence))) {
                return Arrival::Interrupted;
            }
        }
    }
    return Arrival::Here;
}

Arrival FrameChannel::receive(FrameHeader& header,
                              std::string& body,
                              const Interrupted& interrupted) const {
    char raw[sizeof header];
    if (const Arrival arrival = fill(raw, sizeof raw, interrupted); arrival != Arrival::Here) {
        return arrival;
    }
    std::memcpy(&header, raw, sizeof header);
    if (header.length > kLongestBody) {
        return Arrival::Closed;
    }
    // Memory is taken as the bytes come: a length alone costs nothing.
    constexpr std::size_t kStep = 16 * 1024 * 1024;
    body.clear();
    while (body.size() < header.length) {
        const std::size_t have = body.size();
        const std::size_t step = std::min<std::size_t>(kStep, header.length - have);
        body.resize(have + step);
        if (const Arrival arrival = fill(body.data() + have, step, interrupted);
            arrival != Arrival::Here) {
            return arrival;
        }
    }
    return Arrival::Here;
}

bool FrameChannel::hasInput() const {
    pollfd wait{m_descriptor, POLLIN, 0};
    return ::poll(&wait, 1, 0) > 0;
}

} // namespace tuban::data::wire
