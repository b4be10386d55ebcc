#pragma once

#include "data/foreign/wire.h"

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace tuban::data::wire {

/// What became of waiting for bytes of the other side.
enum class Arrival { Here, Closed, Interrupted };

/// One end of the connection between the program and its reader process: a stream socket. Owns the
/// descriptor. One thread.
class FrameChannel {
public:
    explicit FrameChannel(int descriptor) : m_descriptor(descriptor) {}
    FrameChannel(FrameChannel&& other) noexcept;
    FrameChannel& operator=(FrameChannel&& other) noexcept;
    ~FrameChannel();

    int descriptor() const { return m_descriptor; }
    /// Whether all went out; false: the other side is gone.
    bool send(FrameType type, std::string_view body) const;
    /// Open descriptors, to be received by as many calls of receiveDescriptors.
    bool sendDescriptors(std::span<const int> descriptors) const;
    /// Fills `descriptors`, in the order they were sent.
    bool receiveDescriptors(std::span<int> descriptors) const;

    /// The next frame. `interrupted` is asked ten times a second while nothing comes, with the time
    /// since the last byte; nullptr: never. A frame too long to be one of ours closes the channel.
    using Interrupted = std::function<bool(std::chrono::milliseconds silence)>;
    Arrival receive(FrameHeader& header, std::string& body, const Interrupted& interrupted) const;
    /// Whether bytes wait.
    bool hasInput() const;

private:
    Arrival fill(char* to, std::size_t size, const Interrupted& interrupted) const;

    int m_descriptor;
};

} // namespace tuban::data::wire
