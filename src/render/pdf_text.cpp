#include "render/pdf_text.h"

#include <QString>

namespace tuban::render {

namespace {

constexpr qsizetype kCode = 6; // <XXXX>

/// What should stand in place of a code; the same where it is right.
char16_t mended(char16_t code) {
    if (code == u'\t') {
        return u' ';
    }
    const bool radical = code >= 0x2E80 && code <= 0x2FD5;
    const QString text =
        radical ? QString(QChar(code)).normalized(QString::NormalizationForm_KC) : QString();
    return text.size() == 1 ? text.front().unicode() : code;
}

/// Mends the codes of a line "<first> <last> <code>" or "<first> <last> [<code> <code> …]".
void mendLine(QByteArray& pdf, qsizetype from, qsizetype to) {
    const qsizetype first = pdf.indexOf('<', from);
    const qsizetype last = pdf.indexOf('<', first + 1);
    if (first < 0 || last < 0 || last >= to) {
        return;
    }
    const bool single = pdf.mid(first, kCode) == pdf.mid(last, kCode);
    const bool listed = pdf.mid(last, to - last).contains('[');
    if (!single && !listed) {
        return;
    }
    for (qsizetype at = pdf.indexOf('<', last + 1); at >= 0 && at + kCode <= to;
         at = pdf.indexOf('<', at + 1)) {
        bool isCode = false;
        const auto code = static_cast<char16_t>(pdf.mid(at + 1, 4).toUShort(&isCode, 16));
        if (isCode && pdf[at + kCode - 1] == '>') {
            const QByteArray hex = QByteArray::number(static_cast<uint>(mended(code)), 16);
            pdf.replace(at + 1, 4, hex.rightJustified(4, '0').toUpper());
        }
    }
}

} // namespace

void mendTextMaps(QByteArray& pdf) {
    const QByteArray begin = "beginbfrange\n";
    for (qsizetype at = pdf.indexOf(begin); at >= 0; at = pdf.indexOf(begin, at)) {
        at += begin.size();
        const qsizetype end = pdf.indexOf("endbfrange", at);
        while (at < end) {
            const qsizetype lineEnd = pdf.indexOf('\n', at);
            if (lineEnd < 0) {
                return;
            }
            mendLine(pdf, at, lineEnd);
            at = lineEnd + 1;
        }
    }
}

void blankCreationDate(QByteArray& pdf) {
    const qsizetype at = pdf.indexOf("/CreationDate (D:");
    const qsizetype end = pdf.indexOf(')', at);
    if (at >= 0 && end >= 0) {
        pdf.replace(at, end + 1 - at, QByteArray(end + 1 - at, ' ')); // offsets stay valid
    }
}

} // namespace tuban::render
