#include "app/arguments.h"

#include "app/texts.h"

#include <QCommandLineParser>

#include <cstdio>

namespace tuban::app {

namespace {

const QString kSample = QStringLiteral("sample");
const QString kLanguage = QStringLiteral("lang");
const QString kTheme = QStringLiteral("theme");
const QString kScreenshot = QStringLiteral("screenshot");
const QString kDo = QStringLiteral("do");
const QString kImport = QStringLiteral("import");

void addOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        translate("tuban", "Tuban: land of development zones, measured exactly"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("WORKSPACE"),
                                 translate("tuban", "A workspace to open"),
                                 QStringLiteral("[WORKSPACE]"));
    parser.addOptions({{kSample, translate("tuban", "Open the sample zone")},
                       {kLanguage,
                        translate("tuban", "Language of texts; default: that of the system"),
                        QStringLiteral("en|zh")},
                       {kTheme,
                        translate("tuban", "Appearance of the window"),
                        QStringLiteral("system|light|dark")},
                       {kScreenshot,
                        translate("tuban", "Write a picture of the window and end"),
                        QStringLiteral("FILE.png")},
                       {kDo,
                        translate("tuban", "Give a command before the picture is taken"),
                        QStringLiteral("COMMAND")},
                       {kImport,
                        translate("tuban", "Show what a file would become in the workspace"),
                        QStringLiteral("FILE")}});
}

std::optional<Appearance> appearanceNamed(const QString& name) {
    const std::pair<const char*, Appearance> known[] = {
        {"system", Appearance::System}, {"light", Appearance::Light}, {"dark", Appearance::Dark}};
    for (const auto& [id, appearance] : known) {
        if (name == QLatin1String(id)) {
            return appearance;
        }
    }
    return std::nullopt;
}

std::optional<Asked> refuse(const QString& what) {
    std::fprintf(stderr, "%s\n", what.toUtf8().constData());
    return std::nullopt;
}

} // namespace

std::optional<Asked> askedOf(const QStringList& arguments, const Settings& settings) {
    QCommandLineParser first; // the language decides how the rest is explained
    addOptions(first);
    first.parse(arguments);
    const QString language = first.value(kLanguage);
    const auto spoken = jobs::languageNamed(language.toStdString());
    jobs::useLanguage(spoken.value_or(settings.language()));

    QCommandLineParser parser;
    addOptions(parser);
    parser.process(arguments);
    if (!language.isEmpty() && !spoken) {
        return refuse(translate("tuban", "error: --lang is en or zh, not %1").arg(language));
    }
    Asked asked;
    asked.appearance = settings.appearance();
    asked.commands = parser.values(kDo);
    asked.imports = parser.values(kImport);
    if (parser.isSet(kTheme)) {
        const auto appearance = appearanceNamed(parser.value(kTheme));
        if (!appearance) {
            return refuse(translate("tuban", "error: --theme is system, light or dark, not %1")
                              .arg(parser.value(kTheme)));
        }
        asked.appearance = *appearance;
    }
    if (parser.positionalArguments().size() > 1) {
        return refuse(translate("tuban", "error: one workspace at a time"));
    }
    asked.workspace = parser.positionalArguments().value(0);
    asked.sample = parser.isSet(kSample);
    asked.screenshot = parser.value(kScreenshot);
    return asked;
}

} // namespace tuban::app
