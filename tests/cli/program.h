#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
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
    std::string pattern = (std::filesystem::temp_directory_path() / "tuban-run-XXXXXX").string();
    const std::string folder = ::mkdtemp(pattern.data());
    std::string command = shellQuoted(TUBAN_PROGRAM);
    for (const std::string& argument : arguments) {
        command += " " + shellQuoted(argument);
    }
    command += " >" + folder + "/out 2>" + folder + "/err </dev/null";
    const int status = std::system(command.c_str());
    ProgramRun run{WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            contentOf(folder + "/out"),
            contentOf(folder + "/err")};
    std::filesystem::remove_all(folder);
    return run;
}

} // namespace tuban::test
