#pragma once

#include <QIcon>

namespace tuban::app {

/// The icon of this name, drawn in the colour of texts, whichever appearance is in force when it is
/// painted: one of styles/icons, else one of the Breeze theme of the system. Without either file
/// the icon is empty and its command keeps its text.
QIcon icon(const char* name);

} // namespace tuban::app
