#pragma once

#include "base/result.h"
#include "model/classification.h"
#include "model/import_profile.h"
#include "model/layer_schema.h"

#include <QRegularExpression>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::jobs {

/// What a text of a drawing says of the area that it stands in.
struct DrawingLabel {
    std::string field; ///< empty: nothing that is known
    FieldValue value;
};

/// Reads texts of drawings: codes and names of classes by the class tables, others by patterns.
class DrawingLabels {
public:
    /// Errors: TableMalformed (a pattern that is no regular expression with a group).
    static Result<DrawingLabels> create(const std::vector<DrawingText>& texts,
                                        const std::vector<Classification>& tables);

    /// The labels of a text, line by line, lines that say nothing word by word.
    std::vector<DrawingLabel> read(const std::string& text) const;
    /// The code or name of a class that the name of a drawing layer is, or has as a word.
    std::optional<std::string> classIn(const std::string& layerName) const;

private:
    struct Pattern {
        DrawingText text;
        QRegularExpression expression;
    };

    std::optional<DrawingLabel> labelOf(const std::string& part) const;
    bool isClass(const std::string& part) const;

    std::vector<Pattern> m_patterns;
    std::set<std::string, std::less<>> m_classes; ///< codes and names
};

} // namespace tuban::jobs
