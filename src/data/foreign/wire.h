#pragma once

#include "base/result.h"
#include "data/foreign/foreign_reader.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the program and its reader process say to each other: frames of a type, a length and a
/// body. Both run on one machine, so numbers go in its byte order. The program trusts no byte that
/// comes back: every count and length is checked against what is left, every choice against its
/// list, every text for being UTF-8.
namespace tuban::data::wire {

enum class FrameType : std::uint32_t {
    // from the program
    Open = 1, ///< OpenRequest; the descriptors of its files follow
    Read = 2, ///< number of a layer
    Stop = 3, ///< no more features, please; without meaning where none are under way
    // from the reader
    Opened = 11,   ///< Contents
    Failed = 12,   ///< Error; ends Open and Read
    Alive = 13,    ///< still at work
    Features = 14, ///< a batch
    Done = 15,     ///< findings; ends Read
};

struct FrameHeader {
    std::uint32_t type = 0;
    std::uint32_t length = 0; ///< of the body
};

/// No feature is larger than this, nor any other body.
inline constexpr std::uint32_t kLongestBody = 1U << 30U;
/// No answer but a batch of features is longer: what is made of it takes several times its size.
inline constexpr std::size_t kLongestAnswer = 16 * 1024 * 1024;
/// A batch is sent when it has come to this size.
inline constexpr std::size_t kBatchBytes = 256 * 1024;

/// How the reader ends when it lacks memory.
inline constexpr int kExitMemory = 77;
/// How it ends when it cannot confine itself.
inline constexpr int kExitUnconfined = 78;

/// Puts values behind each other.
class Writer {
public:
    explicit Writer(std::string& out) : m_out(out) {}

    void byte(std::uint8_t value) { m_out.push_back(static_cast<char>(value)); }
    template <typename T> void number(T value) {
        static_assert(std::is_arithmetic_v<T>);
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        m_out.append(raw, sizeof raw);
    }
    void text(std::string_view value) {
        number(static_cast<std::uint32_t>(value.size()));
        m_out.append(value);
    }

private:
    std::string& m_out;
};

/// Takes values off a body; after the first that is not there, all are empty and ok() is false.
class Reader {
public:
    explicit Reader(std::string_view body) : m_rest(body) {}

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.empty(); }
    void spoil() { m_ok = false; }

    std::uint8_t byte() { return number<std::uint8_t>(); }
    template <typename T> T number() {
        static_assert(std::is_arithmetic_v<T>);
        T value{};
        if (m_rest.size() < sizeof value) {
            m_ok = false;
            m_rest = {};
            return value;
        }
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }
    std::string_view bytes(std::size_t count) {
        if (m_rest.size() < count) {
            m_ok = false;
            m_rest = {};
            return {};
        }
        const std::string_view value = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return value;
    }
    std::string_view block() { return bytes(number<std::uint32_t>()); }
    /// A block that has to be UTF-8.
    std::string text();
    /// How many entries follow, each of at least `least` bytes; never more than there is room for.
    std::uint32_t count(std::size_t least);

private:
    std::string_view m_rest;
    bool m_ok = true;
};

/// One file of the chosen set. `folder` tells the files of a folder that stand for one thing.
struct FileEntry {
    std::uint32_t source = 0; ///< which of the chosen
    std::string name;         ///< within its folder
    std::uint64_t size = 0;
};

struct OpenRequest {
    std::vector<std::string> sources = {}; ///< the chosen, for messages
    std::vector<bool> folders = {};        ///< which of them are folders
    std::vector<FileEntry> files = {};     ///< in the order of the descriptors
    ForeignOptions options = {};
};

struct Contents {
    std::vector<ForeignLayer> layers = {};
    std::vector<Finding> findings = {};
};

std::string encode(const OpenRequest& request);
std::string encode(const Contents& contents);
std::string encode(const Error& error);
std::string encode(const std::vector<Finding>& findings);

/// Nothing: the bytes are not what they should be.
std::optional<OpenRequest> decodeOpenRequest(std::string_view body);
std::optional<Contents> decodeContents(std::string_view body);
std::optional<Error> decodeError(std::string_view body);
std::optional<std::vector<Finding>> decodeFindings(std::string_view body);

/// Kinds of values in a batch.
enum class ValueTag : std::uint8_t { Null = 0, Integer = 1, Real = 2, Text = 3 };

/// Hands out the features of a batch, one after the other.
class BatchReader {
public:
    BatchReader(std::string_view body, std::size_t fields) : m_in(body), m_fields(fields) {}

    bool atEnd() const { return m_in.atEnd(); }
    /// False: the batch contradicts itself.
    bool next(ForeignFeature& feature);

private:
    Reader m_in;
    std::size_t m_fields;
};

} // namespace tuban::data::wire
