#include "data/sources/dbf_encoding.h"

#include <cpl_vsi.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <memory>
#include <string_view>

namespace tuban::data {

namespace {

struct VsiCloser {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using VsiFile = std::unique_ptr<VSILFILE, VsiCloser>;

constexpr std::size_t kFileHeader = 32;
constexpr std::size_t kDescriptor = 32;
constexpr std::size_t kBlock = 1024 * 1024;
constexpr std::size_t kSamples = 4096; // texts kept to try a declared encoding on

struct TextField {
    std::string name;
    std::size_t offset;
    std::size_t width;
};

/// Encoding of a language byte, for iconv. Empty for unknown ones and for 0x57 ("ANSI"), which
/// writers put by default whatever the texts are.
/// @source dBASE language drivers as used by ESRI; code page numbers of Microsoft
std::string encodingOfLanguageByte(unsigned byte) {
    struct Entry {
        unsigned byte;
        const char* encoding;
    };
    static constexpr Entry kTable[] = {
        {0x01, "CP437"},  {0x02, "CP850"},   {0x03, "CP1252"}, {0x08, "CP865"}, {0x13, "CP932"},
        {0x26, "CP866"},  {0x4D, "GB18030"}, {0x4E, "CP949"},  {0x4F, "CP950"}, {0x50, "CP874"},
        {0x58, "CP1252"}, {0x59, "CP1252"},  {0x64, "CP852"},  {0x65, "CP866"}, {0x7A, "GB18030"},
        {0x78, "CP950"},  {0x79, "CP949"},   {0x7B, "CP932"},  {0x7C, "CP874"}, {0xC8, "CP1250"},
        {0xC9, "CP1251"}, {0xCA, "CP1254"},  {0xCB, "CP1253"}, {0xCC, "CP1257"}};
    const auto found = std::find_if(
        std::begin(kTable), std::end(kTable), [&](const Entry& e) { return e.byte == byte; });
    return found == std::end(kTable) ? std::string() : std::string(found->encoding);
}

std::string upperWithoutBlanks(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isspace(byte) == 0 && c != '\0') {
            result += static_cast<char>(std::toupper(byte));
        }
    }
    return result;
}

/// Encoding that the text of a .cpg file means, for iconv; empty if unknown.
std::string encodingOfCpg(std::string_view text) {
    const std::string name = upperWithoutBlanks(text);
    std::string number;
    for (const char c : name) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            number += c;
        }
    }
    if (name == "UTF-8" || name == "UTF8" || number == "65001") {
        return "UTF-8";
    }
    if (number == "936" || number == "54936" || name == "GBK" || number == "18030" ||
        number == "2312" || name == "GB") {
        return "GB18030";
    }
    if (name.compare(0, 3, "ISO") == 0 && number.compare(0, 4, "8859") == 0) {
        const std::string part = number.substr(4);
        return "ISO-8859-" + (part.empty() ? "1" : part);
    }
    const bool codePage = name.compare(0, 4, "ANSI") == 0 || name.compare(0, 2, "CP") == 0 ||
                          name.compare(0, 3, "OEM") == 0 || name == number;
    if (codePage && !number.empty()) {
        return "CP" + number;
    }
    return TextConverter::from(name) ? name : std::string();
}

/// Encodings that programs declare by default, whatever the texts are. Any other declaration was
/// meant.
bool isDefault(const std::string& encoding) {
    return encoding == "ISO-8859-1" || encoding == "CP1252" || encoding == "CP437" ||
           encoding == "CP850";
}

/// What all texts together say.
struct Evidence {
    std::uint64_t texts = 0;
    bool utf8 = true;
    std::uint64_t utf8Long = 0;
    GbReading gb = {};
    std::uint64_t cutUtf8 = 0;
    std::uint64_t cutGb = 0;
    std::vector<std::string> cutFieldsUtf8 = {};
    std::vector<std::string> cutFieldsGb = {};
    std::vector<std::string> samples = {};

    /// `full`: the value fills its field, so that its last character may be cut off.
    void add(std::string_view text, bool full, const std::string& field) {
        const Utf8Reading asUtf8 = readUtf8(text);
        if (asUtf8.valid && !asUtf8.cut && asUtf8.longSequences + asUtf8.shortSequences == 0) {
            return; // ASCII
        }
        ++texts;
        utf8 = utf8 && asUtf8.valid && (full || !asUtf8.cut);
        utf8Long += asUtf8.longSequences;
        const GbReading asGb = readGb18030(text);
        gb.valid = gb.valid && asGb.valid && (full || !asGb.cut);
        gb.characters += asGb.characters;
        gb.common += asGb.common;
        noteCut(asUtf8.cut, field, cutUtf8, cutFieldsUtf8);
        noteCut(asGb.cut, field, cutGb, cutFieldsGb);
        if (samples.size() < kSamples) {
            samples.emplace_back(text);
        }
    }

    static void noteCut(bool cut,
                        const std::string& field,
                        std::uint64_t& count,
                        std::vector<std::string>& fields) {
        if (cut) {
            ++count;
            if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
                fields.push_back(field);
            }
        }
    }
};

bool acceptsAll(const std::string& encoding, const std::vector<std::string>& samples) {
    const auto converter = TextConverter::from(encoding);
    return converter && std::all_of(samples.begin(), samples.end(), [&](const std::string& text) {
               return converter->accepts(text);
           });
}

/// The decision; see the order of its reasons.
std::string decide(const Evidence& seen, const std::string& declared) {
    if (seen.texts == 0) {
        return "ASCII";
    }
    const bool gb = plausibleGb18030(seen.gb);
    // Bytes are UTF-8 by chance hardly ever; a few characters of two bytes may be GBK by
    // declaration.
    if (seen.utf8 && (seen.utf8Long > 0 || declared != "GB18030" || !gb)) {
        return "UTF-8";
    }
    const bool counts = !declared.empty() && declared != "UTF-8" && !(gb && isDefault(declared));
    if (counts && acceptsAll(declared, seen.samples)) {
        return declared;
    }
    return gb ? "GB18030" : "ISO-8859-1";
}

std::string readAll(const std::string& path, std::size_t most) {
    const VsiFile file(VSIFOpenL(path.c_str(), "rb"));
    std::string text(most, '\0');
    text.resize(file ? VSIFReadL(text.data(), 1, most, file.get()) : 0);
    return text;
}

/// The text of the .cpg file beside `path`.
std::string cpgBeside(const std::string& path) {
    constexpr std::size_t kLongest = 64;
    const std::string stem = path.substr(0, path.rfind('.'));
    for (const char* extension : {".cpg", ".CPG", ".Cpg"}) {
        std::string text = readAll(stem + extension, kLongest);
        text.erase(text.find_last_not_of(" \t\r\n\0") + 1);
        if (!text.empty()) {
            return text;
        }
    }
    return {};
}

struct Header {
    std::uint64_t records;
    std::size_t headerBytes;
    std::size_t recordBytes;
    unsigned languageByte;
    std::vector<TextField> texts;
};

std::optional<Header> readHeader(VSILFILE* file) {
    unsigned char start[kFileHeader];
    if (VSIFReadL(start, 1, sizeof start, file) != sizeof start) {
        return std::nullopt;
    }
    Header header{start[4] + (start[5] * std::uint64_t{1U << 8U}) +
                      (start[6] * std::uint64_t{1U << 16U}) + (start[7] * std::uint64_t{1U << 24U}),
                  start[8] + (start[9] * std::size_t{256}),
                  start[10] + (start[11] * std::size_t{256}),
                  start[29],
                  {}};
    std::size_t offset = 1; // the mark of deleted records
    for (std::size_t at = kFileHeader; at + kDescriptor <= header.headerBytes; at += kDescriptor) {
        char field[kDescriptor];
        if (VSIFReadL(field, 1, sizeof field, file) != sizeof field || field[0] == '\r') {
            break;
        }
        const std::string_view name(field, 11);
        const char type = field[11];
        std::size_t width = static_cast<unsigned char>(field[16]);
        if (type == 'C') {
            width += static_cast<unsigned char>(field[17]) * std::size_t{256};
            header.texts.push_back({std::string(name.substr(0, name.find('\0'))), offset, width});
        }
        offset += width;
    }
    return header.recordBytes == 0 ? std::nullopt : std::optional(header);
}

void readRecord(std::string_view record, const std::vector<TextField>& fields, Evidence& seen) {
    for (const TextField& field : fields) {
        if (field.offset >= record.size()) {
            continue;
        }
        std::string_view value = record.substr(field.offset, field.width);
        const std::size_t used = value.find_last_not_of(std::string_view(" \0", 2)) + 1;
        seen.add(value.substr(0, used), used == field.width, field.name);
    }
}

void readTexts(VSILFILE* file, const Header& header, Evidence& seen) {
    for (const TextField& field : header.texts) {
        seen.add(field.name, field.name.size() >= 10, field.name);
    }
    const std::size_t blockRecords = std::max<std::size_t>(1, kBlock / header.recordBytes);
    std::string block(blockRecords * header.recordBytes, '\0');
    VSIFSeekL(file, header.headerBytes, SEEK_SET);
    // What lies behind the stated number of records is no text of the table.
    for (std::uint64_t left = header.records; left > 0;) {
        const std::size_t asked = std::min<std::uint64_t>(left, blockRecords);
        const std::size_t read = VSIFReadL(block.data(), header.recordBytes, asked, file);
        for (std::size_t i = 0; i < read; ++i) {
            readRecord(std::string_view(block).substr(i * header.recordBytes, header.recordBytes),
                       header.texts,
                       seen);
        }
        left = read == asked ? left - read : 0;
    }
}

} // namespace

std::optional<DbfEncoding> detectDbfEncoding(const std::string& path) {
    const VsiFile file(VSIFOpenL(path.c_str(), "rb"));
    const std::optional<Header> header = file ? readHeader(file.get()) : std::nullopt;
    if (!header) {
        return std::nullopt;
    }
    Evidence seen;
    readTexts(file.get(), *header, seen);

    DbfEncoding encoding;
    encoding.declared = cpgBeside(path);
    std::string declared = encodingOfCpg(encoding.declared);
    if (encoding.declared.empty() && header->languageByte != 0) {
        static constexpr char kHex[] = "0123456789ABCDEF";
        encoding.declared = "LDID 0x";
        encoding.declared += {kHex[header->languageByte >> 4U], kHex[header->languageByte & 15U]};
        declared = encodingOfLanguageByte(header->languageByte);
    }
    encoding.name = decide(seen, declared);
    encoding.texts = seen.texts;
    encoding.contradicts = seen.texts > 0 && !declared.empty() && declared != encoding.name;
    const bool utf8 = encoding.name == "UTF-8";
    if (utf8 || encoding.name == "GB18030") {
        encoding.cutTexts = utf8 ? seen.cutUtf8 : seen.cutGb;
        encoding.cutFields = utf8 ? seen.cutFieldsUtf8 : seen.cutFieldsGb;
    }
    return encoding;
}

std::vector<Finding> DbfEncoding::findings(const std::string& layer,
                                           const TextConverter& converter) const {
    std::vector<Finding> all;
    if (texts > 0) {
        all.push_back({.severity = contradicts ? Severity::Warning : Severity::Note,
                       .code = FindingCode::EncodingDetected,
                       .layer = layer,
                       .values = {name, declared, std::to_string(texts)}});
    }
    if (cutTexts > 0) {
        std::string fields;
        for (const std::string& field : cutFields) {
            fields += (fields.empty() ? "" : ", ") + converter.toUtf8(field);
        }
        all.push_back(
            {.severity = Severity::Warning,
             .code = FindingCode::ReaderWarning,
             .layer = layer,
             .values = {"texts cut within a character at the width of the field (" + fields + ")",
                        std::to_string(cutTexts)}});
    }
    return all;
}

} // namespace tuban::data
