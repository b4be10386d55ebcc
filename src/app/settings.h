#pragma once

#include "app/theme.h"
#include "jobs/area_unit.h"
#include "jobs/language.h"

#include <QByteArray>
#include <QDateTime>
#include <QSettings>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace tuban::app {

/// A workspace that was opened before.
struct RecentFile {
    QString path;
    QString title;    ///< of the workspace
    QString note;     ///< what was in it: one line
    QDateTime opened; ///< last time
};

/// What the program remembers of its user, in the user's folder for settings, never in a workspace.
/// A setting that cannot be written is lost at the end of the program, which goes on.
class Settings {
public:
    Settings();

    jobs::Language language() const;
    void setLanguage(jobs::Language language);
    Appearance appearance() const;
    void setAppearance(Appearance appearance);
    jobs::AreaUnit areaUnit() const;
    void setAreaUnit(jobs::AreaUnit unit);

    /// Newest first.
    std::vector<RecentFile> recent() const;
    void addRecent(const RecentFile& file);
    /// Where the picture of a workspace is kept for the start page.
    static QString thumbnailOf(const QString& workspace);
    /// Where the style that the user gave a layer is kept; `workspace`: its identifier.
    QString styleOf(const std::string& workspace, const std::string& layer) const;

    /// Something kept under a name: places of docks, the last view of a workspace.
    QVariant value(const QString& key) const { return m_file.value(key); }
    void setValue(const QString& key, const QVariant& value) { m_file.setValue(key, value); }

    /// Writes what was set; false: it cannot be written.
    bool write();
    QString file() const { return m_file.fileName(); }

private:
    QSettings m_file;
};

} // namespace tuban::app
