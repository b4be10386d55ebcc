#pragma once

#include <QString>

namespace tuban::app {

class MainWindow;

/// Writes a picture of the window to a file as soon as nothing runs and the map is complete, and
/// ends the program: with 1 if the file cannot be written.
void takePicture(MainWindow& window, const QString& file);

} // namespace tuban::app
