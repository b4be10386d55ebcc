#pragma once

#include "support/temporary_folder.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace tuban::test {

/// What a run of the program left behind.
struct ProgramRun {
    int exitCode = -1;
    std::string out;
    std::string err;
};

inline std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string shellQuoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

/// Runs the program with `arguments` and keeps stdout and stderr apart.
inline ProgramRun runTuban(const std::vector<std::string>& arguments) {
    const TemporaryFolder folder;
    std::string command = shellQuoted(TUBAN_PROGRAM);
    for (const std::string& argument : arguments) {
        command += " " + shellQuoted(argument);
    }
    command += " >" + shellQuoted(folder.file("out")) + " 2>" + shellQuoted(folder.file("err")) + " </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            contentOf(folder.file("out")),
            contentOf(folder.file("err"))};
}

} // namespace tuban::test
