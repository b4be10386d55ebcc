#include "data/styles/xml_tree.h"

#include <QByteArray>
#include <QXmlStreamReader>

#include <algorithm>

namespace tuban::data {

namespace {

constexpr std::size_t kDeepest = 100;
constexpr std::string_view kBlanks = " \t\r\n";

bool sameName(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) {
        return lower(x) == lower(y);
    });
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    return first == std::string::npos
               ? std::string()
               : text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

/// Blanks that hold a line break only lay the file out.
std::string withoutLayout(const std::string& text) {
    const std::size_t first = std::min(text.find_first_not_of(kBlanks), text.size());
    const std::size_t last = text.find_last_not_of(kBlanks) + 1; // 0: there is none
    const bool cutFront = text.substr(0, first).find('\n') != std::string::npos;
    const bool cutBack = text.substr(last).find('\n') != std::string::npos;
    const std::size_t from = cutFront ? first : 0;
    const std::size_t to = cutBack ? last : text.size();
    return from < to ? text.substr(from, to - from) : std::string();
}

XmlNode elementAt(const QXmlStreamReader& reader) {
    XmlNode element{.name = reader.name().toUtf8().toStdString(), .line = reader.lineNumber()};
    for (const QXmlStreamAttribute& attribute : reader.attributes()) {
        element.attributes.emplace_back(attribute.name().toUtf8().toStdString(),
                                        attribute.value().toUtf8().toStdString());
    }
    return element;
}

void addText(const QXmlStreamReader& reader, XmlNode& parent) {
    const std::string text = reader.text().toUtf8().toStdString();
    const std::string kept = reader.isCDATA() ? text : withoutLayout(text);
    if (!kept.empty() && !parent.children.empty() && parent.children.back().name.empty()) {
        parent.children.back().text += kept;
    } else if (!kept.empty()) {
        parent.children.push_back({.text = kept, .line = reader.lineNumber()});
    }
}

Error malformed(const std::string& subject, std::int64_t line, std::string detail) {
    return {ErrorCode::StyleMalformed, subject, std::move(detail), std::to_string(line)};
}

} // namespace

XmlNode* XmlNode::child(std::string_view childName) {
    for (XmlNode& node : children) {
        if (node.is(childName)) {
            node.taken = true;
            return &node;
        }
    }
    return nullptr;
}

std::vector<XmlNode*> XmlNode::childrenNamed(std::string_view childName) {
    std::vector<XmlNode*> found;
    for (XmlNode& node : children) {
        if (node.is(childName)) {
            node.taken = true;
            found.push_back(&node);
        }
    }
    return found;
}

std::string XmlNode::content() {
    std::string all;
    for (XmlNode& node : children) {
        if (node.name.empty()) {
            node.taken = true;
            all += node.text;
        }
    }
    return trimmed(all);
}

std::string XmlNode::attribute(std::string_view attributeName) const {
    for (const auto& [key, value] : attributes) {
        if (sameName(key, attributeName)) {
            return value;
        }
    }
    return {};
}

bool XmlNode::is(std::string_view elementName) const {
    return sameName(name, elementName);
}

void XmlNode::takeAll() {
    taken = true;
    for (XmlNode& node : children) {
        node.takeAll();
    }
}

Result<XmlNode> readXml(std::string_view bytes, const std::string& subject) {
    QXmlStreamReader reader(
        QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())));
    std::vector<XmlNode> open(1); // the last one is being filled; the first holds the root
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD:
            return malformed(subject, reader.lineNumber(), "<!DOCTYPE");
        case QXmlStreamReader::StartElement:
            if (open.size() > kDeepest) {
                return malformed(subject, reader.lineNumber(), elementAt(reader).name);
            }
            open.push_back(elementAt(reader));
            break;
        case QXmlStreamReader::EndElement: {
            XmlNode done = std::move(open.back());
            open.pop_back();
            open.back().children.push_back(std::move(done));
            break;
        }
        case QXmlStreamReader::Characters:
            if (open.size() > 1) {
                addText(reader, open.back());
            }
            break;
        default:
            break;
        }
    }
    if (reader.hasError()) {
        return malformed(subject, reader.lineNumber(), reader.errorString().toStdString());
    }
    return std::move(open.front().children.front());
}

} // namespace tuban::data
