#pragma once

#include "app/selection.h"
#include "jobs/load_workspace_job.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tuban::app {

/// The workspace that is open, as it stood when it was read. Its file is not held open, and nothing
/// is written into it by looking at it: how its layers are arranged is remembered elsewhere.
class Document : public QObject {
    Q_OBJECT

public:
    /// `selection` outlives the document.
    Document(QString path, jobs::LoadedWorkspace loaded, Selection& selection);
    ~Document() override;

    const QString& path() const { return m_path; }
    const jobs::LoadedWorkspace& loaded() const { return m_loaded; }
    Selection& selection() const { return m_selection; }

    /// The layers as they are arranged, from the bottom to the top.
    const render::MapScene& scene() const { return m_loaded.scene; }
    void arrange(std::vector<render::SceneLayer> layers);
    /// The map as it is to be seen: the layers, and above them what is selected.
    render::MapScene sceneToShow() const;
    /// Null: it is not on the map.
    const render::SceneLayer* sceneLayer(const std::string& name) const;

    /// Makes a layer or table the active one, which is listed and selected from.
    void activate(const std::string& layer);
    /// Its name; empty: none is.
    std::string activeLayer() const;

    /// Of the selected features; nothing where they have no place.
    std::optional<render::MapExtent> selectionExtent() const;
    /// Of one feature of the active layer.
    std::optional<render::MapExtent> extentOf(std::uint32_t row) const;

    /// The title of a layer in the language that is spoken, or the one that the user gave it.
    QString titleOf(const std::string& layer) const;
    void rename(const std::string& layer, const QString& title);
    const std::map<std::string, QString>& givenTitles() const { return m_titles; }

Q_SIGNALS:
    void sceneChanged();

private:
    std::optional<render::MapExtent> extentWhere(const std::vector<char>& chosen) const;

    QString m_path;
    jobs::LoadedWorkspace m_loaded;
    Selection& m_selection;
    std::shared_ptr<const Style> m_selectionStyle;
    std::map<std::string, QString> m_titles;
};

} // namespace tuban::app
