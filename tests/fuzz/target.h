#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What a fuzz target is: a program that takes any bytes. Each target defines the first two; it is
/// linked with replay.cpp, which runs it under CTest, or with libfuzzer_entry.cpp and libFuzzer,
/// which looks for inputs by the coverage they reach.
namespace tuban::fuzz {

/// Inputs to begin with, all of them accepted; the same in each run, but for times of day in them.
std::vector<std::string> seeds();

/// Gives `input` to the code under test and checks what that promises of any input; a broken
/// promise ends the program. Returns whether the code took the input for sound.
bool examine(std::string_view input);

/// Ends the program with `promise` on stderr if it was not kept.
void require(bool kept, const char* promise);

} // namespace tuban::fuzz
