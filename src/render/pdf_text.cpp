#include "render/pdf_text.h"

#include <QString>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tuban::render {

namespace {

constexpr qsizetype kCode = 6; // <XXXX>

/// Radicals that NFKC leaves as they are, or takes for another form, and the ideographs that fonts
/// draw by the same glyph.
/// @source Unicode 15, EquivalentUnifiedIdeograph.txt; of U+2F3E, Noto Sans CJK SC, which draws 户.
constexpr std::pair<char16_t, char16_t> kIdeographs[] = {
    // clang-format off
    {0x2E82, 0x4E5B}, {0x2E83, 0x4E5A}, {0x2E85, 0x4EBB}, {0x2E89, 0x5202}, {0x2E8B, 0x353E},
    {0x2E8F, 0x5C23}, {0x2E90, 0x5C22}, {0x2E92, 0x5DF3}, {0x2E93, 0x5E7A}, {0x2E94, 0x5F51},
    {0x2E95, 0x5F50}, {0x2E96, 0x5FC4}, {0x2E98, 0x624C}, {0x2E99, 0x6535}, {0x2E9B, 0x65E1},
    {0x2E9E, 0x6B7A}, {0x2EA0, 0x6C11}, {0x2EA1, 0x6C35}, {0x2EA3, 0x706C}, {0x2EA4, 0x722B},
    {0x2EA6, 0x4E2C}, {0x2EA8, 0x72AD}, {0x2EAD, 0x793B}, {0x2EAF, 0x7CF9}, {0x2EB0, 0x7E9F},
    {0x2EB1, 0x7F53}, {0x2EB3, 0x34C1}, {0x2EB9, 0x8002}, {0x2EBA, 0x8080}, {0x2EBE, 0x8279},
    {0x2EC2, 0x8864}, {0x2EC5, 0x89C1}, {0x2EC6, 0x89D2}, {0x2EC8, 0x8BA0}, {0x2EC9, 0x8D1D},
    {0x2ECB, 0x8F66}, {0x2ECC, 0x8FB6}, {0x2ED0, 0x9485}, {0x2ED1, 0x9577}, {0x2ED2, 0x9578},
    {0x2ED3, 0x957F}, {0x2ED4, 0x95E8}, {0x2ED6, 0x961D}, {0x2ED8, 0x9752}, {0x2ED9, 0x97E6},
    {0x2EDA, 0x9875}, {0x2EDB, 0x98CE}, {0x2EDC, 0x98DE}, {0x2EDD, 0x98DF}, {0x2EDF, 0x98E0},
    {0x2EE0, 0x9963}, {0x2EE2, 0x9A6C}, {0x2EE3, 0x9AA8}, {0x2EE4, 0x9B3C}, {0x2EE5, 0x9C7C},
    {0x2EE6, 0x9E1F}, {0x2EE7, 0x5364}, {0x2EE8, 0x9EA6}, {0x2EE9, 0x9EC4}, {0x2EEA, 0x9EFE},
    {0x2EEB, 0x6589}, {0x2EEC, 0x9F50}, {0x2EEE, 0x9F7F}, {0x2EEF, 0x7ADC}, {0x2EF0, 0x9F99},
    {0x2EF1, 0x9F9C}, {0x2EF2, 0x4E80}, {0x2F3E, 0x6237},
    // clang-format on
};

/// What should stand in place of a code; the same where it is right.
char16_t mended(char16_t code) {
    if (code == u'\t') {
        return u' ';
    }
    const auto known = std::find_if(std::begin(kIdeographs),
                                    std::end(kIdeographs),
                                    [&](const auto& pair) { return pair.first == code; });
    if (known != std::end(kIdeographs)) {
        return known->second;
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
