#pragma once

#include "model/classification.h"

#include <string>

namespace tuban::jobs {

/// The language of what a user reads. Texts of the program come from the translator that is
/// installed in QCoreApplication; this picks among the texts that are data.
enum class Language { English, Chinese };

/// The name in `language`, or in the other one where there is none.
inline const std::string& nameIn(Language language, const BilingualText& text) {
    const bool chinese = language == Language::Chinese;
    const std::string& wanted = chinese ? text.zh : text.en;
    return wanted.empty() ? (chinese ? text.en : text.zh) : wanted;
}

/// BCP 47 tag.
inline const char* tagOf(Language language) {
    return language == Language::Chinese ? "zh-CN" : "en";
}

} // namespace tuban::jobs
