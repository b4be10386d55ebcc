#pragma once

#include "model/classification.h"

#include <QToolButton>

#include <optional>

namespace tuban::app {

/// A colour, or none, that a click changes: a menu with "none" where there may be none, and a
/// dialog for the colour.
class ColourButton : public QToolButton {
    Q_OBJECT

public:
    explicit ColourButton(bool mayBeNone, QWidget* parent = nullptr);

    std::optional<Rgb> colour() const { return m_colour; }
    void setColour(std::optional<Rgb> colour);
    void retranslate();

Q_SIGNALS:
    /// By the user.
    void chosen();

private:
    void choose();

    std::optional<Rgb> m_colour;
    QAction* m_none = nullptr;
    QAction* m_other = nullptr;
};

} // namespace tuban::app
