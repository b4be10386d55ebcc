#include "jobs/language.h"

#include <QCoreApplication>
#include <QTranslator>

#include <cstdlib>
#include <memory>

namespace tuban::jobs {

namespace {

/// The translator lives as long as Chinese is spoken; English needs none.
struct Spoken {
    Language language = Language::English;
    std::unique_ptr<QTranslator> translator = {};
};

Spoken& spoken() {
    static Spoken instance;
    return instance;
}

} // namespace

std::optional<Language> languageNamed(std::string_view name) {
    const std::string_view start = name.substr(0, 2);
    const bool whole = name.size() == 2 || (name.size() > 2 && (name[2] == '_' || name[2] == '-'));
    if (whole && start == "zh") {
        return Language::Chinese;
    }
    if (whole && start == "en") {
        return Language::English;
    }
    return std::nullopt;
}

Language systemLanguage() {
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value != '\0') {
            return languageNamed(value).value_or(Language::English);
        }
    }
    return Language::English;
}

void useLanguage(Language language) {
    Spoken& now = spoken();
    now.language = language;
    now.translator.reset();
    if (language == Language::Chinese) {
        now.translator = std::make_unique<QTranslator>();
        if (now.translator->load(QStringLiteral(":/i18n/tuban_zh_CN.qm"))) {
            QCoreApplication::installTranslator(now.translator.get());
        }
    }
}

Language currentLanguage() {
    return spoken().language;
}

} // namespace tuban::jobs
