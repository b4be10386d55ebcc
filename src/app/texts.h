#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace tuban::app {

/// The translation of a text of the program into the language that is spoken now.
inline QString translate(const char* context, const char* text) {
    return QCoreApplication::translate(context, text);
}

inline QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}

/// A number for people: thousands apart by a narrow space, a decimal point, a true minus sign.
QString numberText(double value, int decimals);
/// A whole number in the same way.
QString countText(qint64 value);

} // namespace tuban::app
