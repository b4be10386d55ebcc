#pragma once

#include <QByteArray>

namespace tuban::render {

/// Mends what a PDF of QPdfWriter says its glyphs stand for, so that text is found: the writer
/// takes the lowest code of a shared glyph, so that 土, 用 and 工 become radicals (⼟ ⽤ ⼯) and
/// blanks become tabs. Only codes of the same length are exchanged; all else stays as it is, as do
/// runs of neighbouring radicals that the file lists by their first alone.
/// @source Unicode 15, NFKC of the block Kangxi Radicals, and EquivalentUnifiedIdeograph; ISO
/// 32000-1, 9.10.3 (ToUnicode CMaps).
void mendTextMaps(QByteArray& pdf);

/// Takes away when a PDF of QPdfWriter was made: the same map gives the same bytes.
void blankCreationDate(QByteArray& pdf);

} // namespace tuban::render
