#include "data/export/dxf_document.h"

#include "data/export/dxf_colours.h"
#include "data/export/export_geometry.h"
#include "data/sources/text_encoding.h"

#include <algorithm>
#include <cstdio>

namespace tuban::data {

namespace {

// Handles of what every drawing has.
enum Own : std::uint64_t {
    kBlockRecords = 0x1,
    kLayers = 0x2,
    kStyles = 0x3,
    kLineTypes = 0x5,
    kViews = 0x6,
    kUcs = 0x7,
    kViewports = 0x8,
    kAppIds = 0x9,
    kDimStyles = 0xA,
    kRoot = 0xC,
    kGroups = 0xD,
    kLayerZero = 0x10,
    kStandardStyle = 0x11,
    kAcad = 0x12,
    kTuban = 0x13,
    kByBlock = 0x14,
    kByLayer = 0x15,
    kContinuous = 0x16,
    kPaperSpace = 0x1B,
    kPaperBlock = 0x1C,
    kPaperEnd = 0x1D,
    kModelBlock = 0x20,
    kModelEnd = 0x21,
};

/// The code point of the character of UTF-8 at the start of `text`, of `length` bytes.
std::uint32_t codePoint(std::string_view text, std::size_t length) {
    const auto first = static_cast<unsigned char>(text.front());
    std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    return code;
}

class Writer {
public:
    explicit Writer(const DxfDocument& document) : g(document.encoding), m_document(document) {}

    DxfGroups g;

    void header(std::uint64_t seed) {
        const bool utf8 = m_document.encoding == ExportEncoding::Utf8;
        g.put(999, m_document.comment);
        section("HEADER");
        variable("$ACADVER", 1, utf8 ? "AC1021" : "AC1015");
        // Drawings since AutoCAD 2007 are in UTF-8 whatever this says; GDAL goes by it all the
        // same.
        variable("$DWGCODEPAGE", 3, utf8 ? "ANSI_65001" : "ANSI_936");
        g.put(9, "$INSUNITS");
        g.put(70, std::int64_t{6}); // metres
        g.put(9, "$MEASUREMENT");
        g.put(70, std::int64_t{1});
        const auto& box = m_document.extent;
        corner("$EXTMIN", box[0], box[1]);
        corner("$EXTMAX", box[2], box[3]);
        g.put(9, "$HANDSEED");
        g.putHandle(5, seed);
        g.put(0, "ENDSEC");
        section("CLASSES");
        g.put(0, "ENDSEC");
    }

    void tables(std::uint64_t firstLayer) {
        section("TABLES");
        table("VPORT", kViewports, 0);
        g.put(0, "ENDTAB");
        lineTypes();
        layers(firstLayer);
        styles();
        table("VIEW", kViews, 0);
        g.put(0, "ENDTAB");
        table("UCS", kUcs, 0);
        g.put(0, "ENDTAB");
        appIds();
        table("DIMSTYLE", kDimStyles, 0);
        g.put(100, "AcDbDimStyleTable");
        g.put(0, "ENDTAB");
        blockRecords();
        g.put(0, "ENDSEC");
    }

    void blocks() {
        section("BLOCKS");
        block("*Model_Space", DxfDocument::kModelSpace, kModelBlock, kModelEnd);
        block("*Paper_Space", kPaperSpace, kPaperBlock, kPaperEnd);
        g.put(0, "ENDSEC");
    }

    void section(const char* name) {
        g.put(0, "SECTION");
        g.put(2, name);
    }

    void objects() {
        section("OBJECTS");
        dictionary(kRoot, 0);
        g.put(3, "ACAD_GROUP");
        g.putHandle(350, kGroups);
        dictionary(kGroups, kRoot);
        g.put(0, "ENDSEC");
    }

private:
    void variable(const char* name, int code, std::string_view value) {
        g.put(9, name);
        g.put(code, value);
    }

    void corner(const char* name, double x, double y) {
        g.put(9, name);
        g.put(10, x, m_document.decimals);
        g.put(20, y, m_document.decimals);
        g.put(30, 0.0, 1);
    }

    void table(const char* name, std::uint64_t handle, std::size_t entries) {
        g.put(0, "TABLE");
        g.put(2, name);
        g.putHandle(5, handle);
        g.putHandle(330, 0);
        g.put(100, "AcDbSymbolTable");
        g.put(70, static_cast<std::int64_t>(entries));
    }

    void record(const char* type, std::uint64_t handle, std::uint64_t owner, const char* subclass) {
        g.put(0, type);
        g.putHandle(5, handle);
        g.putHandle(330, owner);
        g.put(100, "AcDbSymbolTableRecord");
        g.put(100, subclass);
    }

    void lineTypes() {
        const std::pair<std::uint64_t, const char*> all[] = {
            {kByBlock, "ByBlock"}, {kByLayer, "ByLayer"}, {kContinuous, "Continuous"}};
        table("LTYPE", kLineTypes, std::size(all));
        for (const auto& [handle, name] : all) {
            record("LTYPE", handle, kLineTypes, "AcDbLinetypeTableRecord");
            g.put(2, name);
            g.put(70, std::int64_t{0});
            g.put(3, handle == kContinuous ? "Solid line" : "");
            g.put(72, std::int64_t{65});
            g.put(73, std::int64_t{0});
            g.put(40, 0.0, 1);
        }
        g.put(0, "ENDTAB");
    }

    void layer(std::uint64_t handle, std::string_view name, Rgb colour) {
        record("LAYER", handle, kLayers, "AcDbLayerTableRecord");
        g.putText(2, name);
        g.put(70, std::int64_t{0});
        g.put(62, static_cast<std::int64_t>(nearestColourIndex(colour)));
        if (m_document.encoding == ExportEncoding::Utf8) { // since AutoCAD 2004
            g.put(420, static_cast<std::int64_t>((colour.r << 16) | (colour.g << 8) | colour.b));
        }
        g.put(6, "Continuous");
    }

    void layers(std::uint64_t handle) {
        table("LAYER", kLayers, m_document.layers.size() + 1);
        layer(kLayerZero, "0", {255, 255, 255});
        for (const DxfLayer& one : m_document.layers) {
            layer(handle++, one.name, one.colour);
        }
        g.put(0, "ENDTAB");
    }

    void styles() {
        table("STYLE", kStyles, 1);
        record("STYLE", kStandardStyle, kStyles, "AcDbTextStyleTableRecord");
        g.put(2, "Standard");
        g.put(70, std::int64_t{0});
        g.put(40, 0.0, 1);
        g.put(41, 1.0, 1);
        g.put(50, 0.0, 1);
        g.put(71, std::int64_t{0});
        g.put(42, 2.5, 1);
        g.put(3, "txt.shx");
        g.put(4, "gbcbig.shx"); // Chinese letters of every AutoCAD
        g.put(0, "ENDTAB");
    }

    void appIds() {
        table("APPID", kAppIds, 2);
        for (const auto& [handle, name] : {std::pair(kAcad, "ACAD"), std::pair(kTuban, "TUBAN")}) {
            record("APPID", handle, kAppIds, "AcDbRegAppTableRecord");
            g.put(2, name);
            g.put(70, std::int64_t{0});
        }
        g.put(0, "ENDTAB");
    }

    void blockRecords() {
        table("BLOCK_RECORD", kBlockRecords, 2);
        const std::pair<std::uint64_t, const char*> all[] = {
            {DxfDocument::kModelSpace, "*Model_Space"}, {kPaperSpace, "*Paper_Space"}};
        for (const auto& [handle, name] : all) {
            record("BLOCK_RECORD", handle, kBlockRecords, "AcDbBlockTableRecord");
            g.put(2, name);
        }
        g.put(0, "ENDTAB");
    }

    void block(const char* name, std::uint64_t owner, std::uint64_t begin, std::uint64_t end) {
        const bool paper = owner == kPaperSpace;
        const auto part = [&](const char* type, std::uint64_t handle, const char* subclass) {
            g.put(0, type);
            g.putHandle(5, handle);
            g.putHandle(330, owner);
            g.put(100, "AcDbEntity");
            if (paper) {
                g.put(67, std::int64_t{1});
            }
            g.put(8, "0");
            g.put(100, subclass);
        };
        part("BLOCK", begin, "AcDbBlockBegin");
        g.put(2, name);
        g.put(70, std::int64_t{0});
        for (const int code : {10, 20, 30}) {
            g.put(code, 0.0, 1);
        }
        g.put(3, name);
        g.put(1, "");
        part("ENDBLK", end, "AcDbBlockEnd");
    }

    void dictionary(std::uint64_t handle, std::uint64_t owner) {
        g.put(0, "DICTIONARY");
        g.putHandle(5, handle);
        g.putHandle(330, owner);
        g.put(100, "AcDbDictionary");
        g.put(281, std::int64_t{1});
    }

    const DxfDocument& m_document;
};

} // namespace

void DxfGroups::put(int code, std::string_view plain) {
    const std::string digits = std::to_string(code);
    bytes.append(digits.size() < 3 ? 3 - digits.size() : 0, ' ').append(digits).append("\r\n");
    bytes.append(plain).append("\r\n");
}

void DxfGroups::put(int code, std::int64_t number) {
    put(code, std::to_string(number));
}

void DxfGroups::put(int code, double number, int decimals) {
    m_text.clear();
    appendCoordinate(m_text, number, decimals);
    if (m_text.find('.') == std::string::npos) {
        m_text += ".0";
    }
    put(code, m_text);
}

void DxfGroups::putHandle(int code, std::uint64_t handle) {
    char text[20];
    std::snprintf(text, sizeof text, "%llX", static_cast<unsigned long long>(handle));
    put(code, text);
}

std::size_t DxfGroups::putText(int code, std::string_view text, std::size_t mostBytes) {
    constexpr std::uint32_t kLastShort = 0xFFFF;
    std::size_t lost = 0;
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(utf8Length(text, at), 1);
        std::string_view one = text.substr(at, length);
        at += length;
        if (length == 1 && static_cast<unsigned char>(one.front()) < 0x20) {
            one = " ";
        }
        m_text.clear();
        if (m_encoder.append(m_text, one) > 0) {
            const std::uint32_t point = length > 1 ? codePoint(one, length) : kLastShort + 1;
            if (point <= kLastShort) {
                char escape[12];
                std::snprintf(escape, sizeof escape, "\\U+%04X", static_cast<unsigned>(point));
                m_text = escape;
            } else {
                ++lost;
            }
        }
        if (all.size() + m_text.size() > mostBytes) {
            ++lost;
            break;
        }
        all += m_text;
    }
    put(code, all);
    return lost;
}

std::string DxfDocument::head() {
    Writer writer(*this);
    const std::uint64_t firstLayer = nextHandle;
    nextHandle += layers.size();
    writer.header(nextHandle);
    writer.tables(firstLayer);
    writer.blocks();
    writer.section("ENTITIES");
    return std::move(writer.g.bytes);
}

std::string DxfDocument::tail() const {
    Writer writer(*this);
    writer.g.put(0, "ENDSEC");
    writer.objects();
    writer.g.put(0, "EOF");
    return std::move(writer.g.bytes);
}

} // namespace tuban::data
