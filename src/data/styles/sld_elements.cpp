#include "data/styles/sld_elements.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tuban::data {

namespace {

std::string escaped(std::string_view text) {
    std::string all;
    for (const char c : text) {
        switch (c) {
        case '&':
            all += "&amp;";
            break;
        case '<':
            all += "&lt;";
            break;
        case '>':
            all += "&gt;";
            break;
        case '"':
            all += "&quot;";
            break;
        case '\n': // in attributes they would be read as blanks, and the last one as the first
            all += "&#10;";
            break;
        case '\t':
            all += "&#9;";
            break;
        case '\r':
            all += "&#13;";
            break;
        default:
            all += c;
        }
    }
    return all;
}

} // namespace

void SldElements::startLine() {
    if (m_inlineFrom == 0) {
        m_text += '\n' + std::string(m_open.size(), ' ');
    }
}

void SldElements::open(const char* name, const Attributes& attributes) {
    startLine();
    m_text += std::string("<") + name;
    for (const auto& [key, value] : attributes) {
        m_text += std::string(" ") + key + "=\"" + escaped(value) + '"';
    }
    m_text += '>';
    m_open.push_back(name);
}

void SldElements::openInline(const char* name) {
    open(name);
    m_inlineFrom = m_open.size();
}

void SldElements::close() {
    const char* const name = m_open.back();
    const bool endsLine = m_inlineFrom == m_open.size();
    m_open.pop_back();
    startLine();
    m_text += std::string("</") + name + '>';
    if (endsLine) {
        m_inlineFrom = 0;
    }
}

void SldElements::leaf(const char* name, std::string_view content, const Attributes& attributes) {
    open(name, attributes);
    m_text += escaped(content) + "</" + name + '>';
    m_open.pop_back();
}

void SldElements::leafUnlessEmpty(const char* name, std::string_view content) {
    if (!content.empty()) {
        leaf(name, content);
    }
}

void SldElements::literal(std::string_view content) {
    m_text += "<![CDATA[";
    for (std::size_t at = 0; at < content.size(); ++at) {
        if (content[at] == '\r') {
            m_text += "]]>&#13;<![CDATA[";
        } else if (content.substr(at).starts_with("]]>")) { // it would end here
            m_text += "]]]><![CDATA[";
        } else {
            m_text += content[at];
        }
    }
    m_text += "]]>";
}

std::string SldElements::numberText(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

std::string SldElements::lengthText(const SymbolLength& length) const {
    if (const Length* const ground = std::get_if<Length>(&length)) {
        return numberText(ground->inMetres()) + (m_inMetres ? "" : "m");
    }
    constexpr double kFinest = 1e9; // parts of a pixel: finer than lengths are read
    return numberText(std::round(std::get<PaperLength>(length).inPixels() * kFinest) / kFinest);
}

std::string SldElements::text() const {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + m_text + '\n';
}

} // namespace tuban::data
