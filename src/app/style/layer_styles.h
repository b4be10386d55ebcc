#pragma once

#include "app/document.h"
#include "app/job_runner.h"
#include "app/message_bar.h"
#include "app/settings.h"
#include "app/style/style_editor.h"

#include <QWidget>

#include <map>
#include <memory>
#include <string>

namespace tuban::app {

/// The styles of the layers of a workspace: one is edited here and seen on the map at once. What
/// the user made of them is kept in the user's folder for settings and comes back with the
/// workspace.
class LayerStyles : public QWidget {
    Q_OBJECT

public:
    LayerStyles(Settings& settings,
                JobRunner& runner,
                MessageBar& messages,
                QWidget* parent = nullptr);

    /// Null: none is open.
    void showDocument(Document* document);
    /// Shows the style of a layer of the map.
    void edit(const std::string& layer);
    StyleEditor& editor() { return *m_editor; }

private:
    QString fileOf(const std::string& layer) const;
    void restore();
    void reset();
    /// Draws the layer in another style; `keep`: for the next time too.
    void apply(const std::string& layer, Style style, bool keep);
    void keep(const std::string& layer, const Style& style);

    Settings& m_settings;
    JobRunner& m_runner;
    MessageBar& m_messages;
    StyleEditor* m_editor;
    Document* m_document = nullptr;
    std::string m_layer;                                         ///< that is edited
    std::map<std::string, std::shared_ptr<const Style>> m_first; ///< those of the product
    int m_shown = 0;  ///< how many documents have been shown
    int m_change = 0; ///< of the layer that is edited: the latest counts
};

} // namespace tuban::app
