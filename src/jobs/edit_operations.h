#pragma once

#include "jobs/edit_session.h"

#include <string>
#include <string_view>

namespace tuban::jobs {

/// Does one operation of `tuban edit`, a line of JSON as docs/edit.md describes them, and returns
/// the answer, a line of JSON without line break: `ok`, then the entry or the error, and the `tag`
/// of the operation.
struct Answer {
    std::string json;
    bool ok = false;
    bool busy = false; ///< another program holds the file: the operation can be tried again
};
Answer runOperation(EditSession& session, std::string_view line);

} // namespace tuban::jobs
