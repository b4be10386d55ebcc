#include "app/settings.h"

#include "app/texts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr int kMostRecent = 12;

const QString kLanguage = QStringLiteral("language");
const QString kAppearance = QStringLiteral("appearance");
const QString kAreaUnit = QStringLiteral("area_unit");
const QString kRecent = QStringLiteral("recent");

const std::pair<Appearance, const char*> kAppearances[] = {
    {Appearance::System, "system"}, {Appearance::Light, "light"}, {Appearance::Dark, "dark"}};

} // namespace

Settings::Settings()
    : m_file(QSettings::IniFormat,
             QSettings::UserScope,
             QStringLiteral("tuban"),
             QStringLiteral("desktop")) {}

jobs::Language Settings::language() const {
    const std::string name = m_file.value(kLanguage).toString().toStdString();
    return jobs::languageNamed(name).value_or(jobs::systemLanguage());
}

void Settings::setLanguage(jobs::Language language) {
    m_file.setValue(kLanguage, QString::fromLatin1(jobs::tagOf(language)));
}

Appearance Settings::appearance() const {
    const QString name = m_file.value(kAppearance).toString();
    for (const auto& [appearance, id] : kAppearances) {
        if (name == QLatin1String(id)) {
            return appearance;
        }
    }
    return Appearance::System;
}

void Settings::setAppearance(Appearance appearance) {
    for (const auto& [known, id] : kAppearances) {
        if (known == appearance) {
            m_file.setValue(kAppearance, QString::fromLatin1(id));
        }
    }
}

jobs::AreaUnit Settings::areaUnit() const {
    return jobs::areaUnit(m_file.value(kAreaUnit).toString().toStdString())
        .value_or(jobs::AreaUnit::Hectares);
}

void Settings::setAreaUnit(jobs::AreaUnit unit) {
    m_file.setValue(kAreaUnit, fromUtf8(std::string(jobs::idOf(unit))));
}

std::vector<RecentFile> Settings::recent() const {
    std::vector<RecentFile> files;
    for (const QVariant& entry : m_file.value(kRecent).toList()) {
        const QStringList parts = entry.toStringList();
        if (parts.size() == 4) {
            files.push_back(
                {parts[0], parts[1], parts[2], QDateTime::fromString(parts[3], Qt::ISODate)});
        }
    }
    return files;
}

void Settings::addRecent(const RecentFile& file) {
    std::vector<RecentFile> files = recent();
    std::erase_if(files, [&](const RecentFile& known) { return known.path == file.path; });
    files.insert(files.begin(), file);
    files.resize(std::min<std::size_t>(files.size(), kMostRecent));
    QVariantList list;
    for (const RecentFile& one : files) {
        list.append(QStringList{one.path, one.title, one.note, one.opened.toString(Qt::ISODate)});
    }
    m_file.setValue(kRecent, list);
}

QString Settings::thumbnailOf(const QString& workspace) {
    const QByteArray name =
        QCryptographicHash::hash(workspace.toUtf8(), QCryptographicHash::Sha1).toHex();
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                           QStringLiteral("/tuban/thumbnails");
    QDir().mkpath(folder);
    return folder + u'/' + QString::fromLatin1(name) + QStringLiteral(".png");
}

QString Settings::styleOf(const std::string& workspace, const std::string& layer) const {
    return QFileInfo(m_file.fileName()).path() + QStringLiteral("/styles/") +
           QString::fromStdString(workspace) + u'/' + QString::fromStdString(layer) +
           QStringLiteral(".sld");
}

bool Settings::write() {
    m_file.sync();
    return m_file.status() == QSettings::NoError && m_file.isWritable();
}

} // namespace tuban::app
