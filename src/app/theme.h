#pragma once

#include "jobs/language.h"

#include <QColor>
#include <QFont>
#include <QString>

namespace tuban::app {

enum class Appearance { System, Light, Dark };

/// Sizes of letters, see styles/window/colours.ini.
enum class TextSize { Text, Table, Note, Title, Figure };

/// The looks of the window: colours, sizes and fonts from styles/window, and the one place where
/// they are asked for. Names are those of the file.
namespace theme {

/// Gives palette, font and style sheet to the application, from now on.
void apply(Appearance appearance, jobs::Language language);
bool isDark();

/// Black where the file does not have the name.
QColor colour(const char* name);
/// Pixels at 96 dpi; 0 where the file does not have the name.
int size(const char* name);
QFont font(TextSize size, bool bold = false);
QFont monospace(TextSize size);

/// The family to install where the system has no font that can write the language; empty: it has.
/// `language` is that of apply().
QString missingFont(jobs::Language language);

} // namespace theme

} // namespace tuban::app
