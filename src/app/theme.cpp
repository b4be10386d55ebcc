#include "app/theme.h"

#include "data/product_files.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QHash>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>

namespace tuban::app::theme {

namespace {

/// What is in force.
struct State {
    bool styled = false;                 ///< the style of the toolkit is chosen
    QHash<QString, QString> values = {}; ///< colours of the appearance, sizes and fonts by name
    QStringList families = {};
    bool dark = false;
};

State& state() {
    static State now;
    return now;
}

QString styleFile(const char* name) {
    return QString::fromStdString((data::productFolder() / "styles" / "window" / name).string());
}

bool systemIsDark() {
    static const bool dark = [] {
        const QPalette palette = QApplication::palette();
        return palette.color(QPalette::Window).lightness() <
               palette.color(QPalette::WindowText).lightness();
    }();
    return dark;
}

void read(QSettings& file, const QString& group, QHash<QString, QString>& values) {
    file.beginGroup(group);
    for (const QString& key : file.childKeys()) {
        // A list of families is one value for us.
        values.insert(key, file.value(key).toStringList().join(QStringLiteral(",")));
    }
    file.endGroup();
}

QStringList familiesOf(const State& now, const QString& name) {
    QStringList families;
    for (const QString& family : now.values.value(name).split(u',')) {
        families.append(family.trimmed());
    }
    return families;
}

QPalette palette() {
    QPalette made(colour("window"));
    const std::pair<QPalette::ColorRole, const char*> roles[] = {
        {QPalette::Window, "window"},
        {QPalette::WindowText, "text"},
        {QPalette::Base, "base"},
        {QPalette::AlternateBase, "alternate"},
        {QPalette::Text, "text"},
        {QPalette::Button, "header"},
        {QPalette::ButtonText, "text"},
        {QPalette::Highlight, "selected"},
        {QPalette::HighlightedText, "selected_text"},
        {QPalette::PlaceholderText, "hint"},
        {QPalette::ToolTipBase, "panel"},
        {QPalette::ToolTipText, "text"},
        {QPalette::Link, "accent"},
        {QPalette::Mid, "line"},
        {QPalette::Midlight, "faint"}};
    for (const auto& [role, name] : roles) {
        made.setColor(role, colour(name));
    }
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        made.setColor(QPalette::Disabled, role, colour("hint"));
    }
    return made;
}

/// The style sheet with the values in place of their names.
QString styleSheet() {
    QFile file(styleFile("window.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    for (auto value = state().values.cbegin(); value != state().values.cend(); ++value) {
        sheet.replace(u'@' + value.key() + u'@', value.value());
    }
    return sheet;
}

} // namespace

void apply(Appearance appearance, jobs::Language language) {
    State& now = state();
    now.dark = appearance == Appearance::System ? systemIsDark() : appearance == Appearance::Dark;
    now.values.clear();
    QSettings file(styleFile("colours.ini"), QSettings::IniFormat);
    for (const char* group : {"sizes", "fonts", now.dark ? "dark" : "light"}) {
        read(file, QString::fromLatin1(group), now.values);
    }
    const bool chinese = language == jobs::Language::Chinese;
    now.families = familiesOf(now, chinese ? QStringLiteral("zh") : QStringLiteral("en"));
    // Each of these visits every widget there is: what stays is not set again.
    if (!now.styled) {
        now.styled = true;
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }
    if (const QPalette wanted = palette(); QApplication::palette() != wanted) {
        QApplication::setPalette(wanted);
    }
    if (const QFont wanted = font(TextSize::Text); QApplication::font() != wanted) {
        QApplication::setFont(wanted);
    }
    if (const QString wanted = styleSheet(); qApp->styleSheet() != wanted) {
        qApp->setStyleSheet(wanted);
    }
}

bool isDark() {
    return state().dark;
}

QColor colour(const char* name) {
    return QColor(state().values.value(QString::fromLatin1(name)));
}

int size(const char* name) {
    return state().values.value(QString::fromLatin1(name)).toInt();
}

QFont font(TextSize size, bool bold) {
    static const char* const kNames[] = {"text", "table", "note", "title", "figure"};
    QFont made;
    made.setFamilies(state().families);
    const QString points = state().values.value(
        QStringLiteral("%1_points").arg(QLatin1String(kNames[static_cast<std::size_t>(size)])));
    made.setPointSizeF(points.isEmpty() ? made.pointSizeF() : points.toDouble());
    made.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return made;
}

QFont monospace(TextSize size) {
    QFont made = font(size);
    made.setFamilies(familiesOf(state(), QStringLiteral("mono")));
    return made;
}

QString missingFont(jobs::Language language) {
    const bool chinese = language == jobs::Language::Chinese;
    const QStringList able =
        QFontDatabase::families(chinese ? QFontDatabase::SimplifiedChinese : QFontDatabase::Latin);
    return able.isEmpty() ? state().families.value(0) : QString();
}

} // namespace tuban::app::theme
