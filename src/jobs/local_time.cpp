#include "jobs/local_time.h"

#include <ctime>

namespace tuban::jobs {

std::string localTime(const std::string& utc) {
    std::tm parts{};
    const char* const end = ::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
    if (end == nullptr || (*end != '.' && *end != 'Z')) {
        return utc;
    }
    const std::time_t moment = ::timegm(&parts);
    std::tm local{};
    char text[32];
    if (::localtime_r(&moment, &local) == nullptr ||
        std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local) == 0) {
        return utc;
    }
    return text;
}

} // namespace tuban::jobs
