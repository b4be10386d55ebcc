#pragma once

#include "app/settings.h"
#include "app/theme.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tuban::app {

/// What was asked for on the command line.
struct Asked {
    QString workspace = {};  ///< empty: none
    bool sample = false;     ///< open the sample zone
    QString screenshot = {}; ///< a file for a picture of the window; empty: none
    QStringList commands = {}; ///< to be given before the picture is taken
    QStringList imports = {};  ///< files to be brought in
    Appearance appearance = Appearance::System;
};

/// Reads the arguments and makes the language asked for that of the program; what is not said is as
/// in the settings. Help and version end the program. Nothing: the arguments are wrong, which was
/// said on the standard error.
std::optional<Asked> askedOf(const QStringList& arguments, const Settings& settings);

} // namespace tuban::app
