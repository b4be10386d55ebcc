#pragma once

#include "data/foreign/frame_channel.h"

namespace tuban::data {

/// What the reader process does: takes the files, gives up all rights, opens them, and answers
/// until nobody asks any more. The exit code of the program.
int runReaderSession(wire::FrameChannel channel);

} // namespace tuban::data
