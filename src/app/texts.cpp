#include "app/texts.h"

namespace tuban::app {

namespace {

constexpr QChar kNarrowSpace(0x202F);
constexpr QChar kMinus(0x2212);
constexpr int kGroup = 3;

} // namespace

QString numberText(double value, int decimals) {
    QString text = QString::number(value, 'f', decimals);
    const bool negative = text.startsWith(u'-');
    if (negative) {
        text.remove(0, 1);
    }
    const auto point = text.indexOf(u'.');
    for (auto at = (point < 0 ? text.size() : point) - kGroup; at > 0; at -= kGroup) {
        text.insert(at, kNarrowSpace);
    }
    if (negative && value != 0.0) {
        text.prepend(kMinus);
    }
    return text;
}

QString countText(qint64 value) {
    return numberText(static_cast<double>(value), 0);
}

} // namespace tuban::app
