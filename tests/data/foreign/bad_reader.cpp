// A program in the reader's place that breaks the rules in the way that its argument says.

#include "data/foreign/frame_channel.h"
#include "data/foreign/wire.h"

#include <csignal>
#include <cstring>
#include <string>
#include <unistd.h>

namespace {

using namespace tuban;
using namespace tuban::data;
using wire::FrameType;

/// One layer "parcel" with one text field.
std::string contents() {
    ForeignLayer layer{.name = "parcel", .file = "parcel.shp", .format = "ESRI Shapefile"};
    layer.fields.push_back({"code", ValueKind::Text, 0});
    return wire::encode(wire::Contents{{layer}, {}});
}

std::string feature(std::string_view text) {
    std::string body;
    wire::Writer out(body);
    out.number(std::int64_t{1});
    out.text({});
    out.byte(static_cast<std::uint8_t>(wire::ValueTag::Text));
    out.text(text);
    out.text({});
    out.number(std::uint64_t{0});
    return body;
}

void answerRead(const wire::FrameChannel& channel, const std::string& how) {
    if (how == "dies while reading") {
        channel.send(FrameType::Features, feature("first"));
        ::signal(SIGSEGV, SIG_DFL); // sanitizers catch it
        ::raise(SIGSEGV);
    } else if (how == "hangs while reading") {
        channel.send(FrameType::Features, feature("first"));
        ::pause();
    } else if (how == "sends a text that is no UTF-8") {
        channel.send(FrameType::Features, feature("\xFF\xFE"));
    } else if (how == "cuts a batch off") {
        channel.send(FrameType::Features, feature("first").substr(0, 15));
    } else if (how == "counts more than it sends") {
        std::string body = feature("first");
        const std::uint32_t many = 0xFFFFFFFF;
        std::memcpy(body.data() + 8, &many, sizeof many);
        channel.send(FrameType::Features, body);
    } else if (how == "states a length beyond all") {
        const wire::FrameHeader header{static_cast<std::uint32_t>(FrameType::Features), 0xFFFFFFFF};
        static_cast<void>(::write(channel.descriptor(), &header, sizeof header));
        ::pause();
    } else if (how == "sends an unknown frame") {
        channel.send(static_cast<FrameType>(99), "?");
    } else if (how == "exits while reading") {
        ::_exit(3);
    } else if (how == "lacks memory while reading") {
        ::_exit(wire::kExitMemory);
    }
}

} // namespace

int main(int argc, char** argv) {
    const std::string how = argc > 1 ? argv[1] : "";
    const wire::FrameChannel channel(3);
    wire::FrameHeader header;
    std::string body;
    if (channel.receive(header, body, nullptr) != wire::Arrival::Here) {
        return 1;
    }
    int descriptor = -1;
    channel.receiveDescriptors(std::span(&descriptor, 1));
    if (how == "dies at once") {
        ::raise(SIGKILL);
    } else if (how == "hangs at once") {
        ::pause();
    } else if (how == "answers with noise") {
        channel.send(FrameType::Opened, "\xFF\xFF\xFF\xFF\xFF\xFF");
    }
    channel.send(FrameType::Opened, contents());
    while (channel.receive(header, body, nullptr) == wire::Arrival::Here) {
        answerRead(channel, how);
    }
    return 0;
}
