#pragma once

#include <QString>
#include <QStringList>

namespace tuban::app {

class MainWindow;

/// Gives commands of the window, one after the other as soon as nothing runs and the map is
/// complete; then writes a picture of the window to a file and ends the program: with 1 if the file
/// cannot be written or there is no such command.
void takePicture(MainWindow& window, const QString& file, const QStringList& commands = {});

} // namespace tuban::app
