#include "jobs/sentence.h"

#include <QCoreApplication>

namespace tuban::jobs {

namespace {

/// A run of the pattern: appended whole, or dropped where a value in it is missing.
struct Part {
    std::string text = {};
    bool complete = true;
};

} // namespace

std::string sentence(const char* pattern, const std::vector<std::string>& values) {
    const std::string text = QCoreApplication::translate("tuban", pattern).toStdString();
    std::string out;
    Part part;
    const auto endPart = [&](bool optional) {
        if (part.complete || !optional) {
            out += part.text;
        }
        part = {};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '[' || c == ']') {
            endPart(c == ']');
        } else if (c == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9') {
            const auto index = static_cast<std::size_t>(text[++i] - '1');
            const bool given = index < values.size() && !values[index].empty();
            part.text += given ? values[index] : std::string();
            part.complete = part.complete && given;
        } else {
            part.text += c;
        }
    }
    endPart(false);
    return out;
}

} // namespace tuban::jobs
