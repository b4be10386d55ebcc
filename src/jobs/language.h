#pragma once

#include "model/classification.h"

#include <optional>
#include <string>
#include <string_view>

namespace tuban::jobs {

/// The language of what a user reads. Texts of the program come from the translator that is
/// installed in QCoreApplication; nameIn() picks among the texts that are data.
enum class Language { English, Chinese };

/// "en" or "zh" (also "zh_CN", "zh-Hans", …); nothing for other names.
std::optional<Language> languageNamed(std::string_view name);

/// The language that the environment asks for (LC_ALL, LC_MESSAGES, LANG); English if none of ours.
Language systemLanguage();

/// Makes `language` that of all texts of the program from now on. Needs a QCoreApplication.
void useLanguage(Language language);
Language currentLanguage();

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
