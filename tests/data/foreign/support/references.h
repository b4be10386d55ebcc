#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tuban::test {

/// Files that make other programs open other files or the network, by name and content. `other`: a
/// file that none of them may lead to.
std::vector<std::pair<std::string, std::string>> referringFiles(const std::string& other);

} // namespace tuban::test
