#include "jobs/drawing_labels.h"

#include <QString>
#include <QStringList>

#include <utility>

namespace tuban::jobs {

namespace {

constexpr const char* kClassField = "class_code";
constexpr qsizetype kLongestLine = 200; // what is longer is no label

QStringList wordsOf(const QString& line) {
    static const QRegularExpression kBetween(QStringLiteral(R"([\s/、，,;；|()（）]+)"),
                                             QRegularExpression::UseUnicodePropertiesOption);
    return line.split(kBetween, Qt::SkipEmptyParts);
}

/// Short figures are numbers of plots, single letters names of blocks, rather than codes.
bool isTellingCode(const std::string& code) {
    const bool figures = code.find_first_not_of("0123456789") == std::string::npos;
    return code.size() >= (figures ? 3U : 2U);
}

} // namespace

Result<DrawingLabels> DrawingLabels::create(const std::vector<DrawingText>& texts,
                                            const std::vector<Classification>& tables) {
    DrawingLabels made;
    for (const DrawingText& text : texts) {
        QRegularExpression expression(QString::fromStdString(text.pattern),
                                      QRegularExpression::UseUnicodePropertiesOption);
        if (!expression.isValid() || expression.captureCount() < 1) {
            return Error{ErrorCode::TableMalformed,
                         text.pattern,
                         expression.isValid() ? "the pattern has no group"
                                              : expression.errorString().toStdString(),
                         text.field};
        }
        made.m_patterns.push_back({text, std::move(expression)});
    }
    for (const Classification& table : tables) {
        for (const LandUseClass& one : table.classes()) {
            if (isTellingCode(one.code)) {
                made.m_classes.insert(one.code);
            }
            made.m_classes.insert(one.name.zh);
            made.m_classes.insert(one.otherNames.begin(), one.otherNames.end());
        }
    }
    made.m_classes.erase(std::string());
    return made;
}

std::vector<DrawingLabel> DrawingLabels::read(const std::string& text) const {
    std::vector<DrawingLabel> labels;
    const QStringList lines = QString::fromStdString(text).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        if (line.size() > kLongestLine) {
            labels.push_back({{}, line.toStdString()});
            continue;
        }
        if (auto whole = labelOf(line.trimmed().toStdString())) {
            labels.push_back(std::move(*whole));
            continue;
        }
        const std::size_t before = labels.size();
        for (const QString& word : wordsOf(line)) {
            if (auto label = labelOf(word.toStdString())) {
                labels.push_back(std::move(*label));
            }
        }
        if (labels.size() == before) {
            labels.push_back({{}, line.trimmed().toStdString()});
        }
    }
    return labels;
}

std::optional<DrawingLabel> DrawingLabels::labelOf(const std::string& part) const {
    if (isClass(part)) {
        return DrawingLabel{kClassField, part};
    }
    const QString text = QString::fromStdString(part);
    for (const Pattern& pattern : m_patterns) {
        const auto match = pattern.expression.match(text);
        if (!match.hasMatch() || match.captured(1).isEmpty()) {
            continue;
        }
        QString value = match.captured(1);
        if (!pattern.text.factor) {
            return DrawingLabel{pattern.text.field, value.toStdString()};
        }
        bool isNumber = false;
        const double number = value.remove(u',').toDouble(&isNumber);
        if (isNumber) {
            return DrawingLabel{pattern.text.field, number * *pattern.text.factor};
        }
    }
    return {};
}

bool DrawingLabels::isClass(const std::string& part) const {
    return m_classes.contains(part);
}

std::optional<std::string> DrawingLabels::classIn(const std::string& layerName) const {
    if (isClass(layerName)) {
        return layerName;
    }
    static const QRegularExpression kBetween(QStringLiteral(R"([\s/、，,;；|()（）_\-－—.]+)"),
                                             QRegularExpression::UseUnicodePropertiesOption);
    for (const QString& word :
         QString::fromStdString(layerName).split(kBetween, Qt::SkipEmptyParts)) {
        if (isClass(word.toStdString())) {
            return word.toStdString();
        }
    }
    return {};
}

} // namespace tuban::jobs
