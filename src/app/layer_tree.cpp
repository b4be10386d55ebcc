#include "app/layer_tree.h"

#include "app/texts.h"
#include "jobs/language.h"

#include <QEvent>

namespace tuban::app {

LayerTree::LayerTree(QWidget* parent) : QTreeWidget(parent) {
    setHeaderHidden(true);
    setRootIsDecorated(true);
    fill();
}

void LayerTree::showDocument(const Document* document) {
    m_document = document;
    fill();
}

void LayerTree::fill() {
    clear();
    setAccessibleName(translate("tuban", "Layers"));
    if (m_document == nullptr) {
        return;
    }
    auto* const map = new QTreeWidgetItem(this, {translate("tuban", "Map")});
    auto* const tables = new QTreeWidgetItem(this, {translate("tuban", "Tables")});
    for (const auto& layer : m_document->summary().layers) {
        const QString title = fromUtf8(jobs::nameIn(jobs::currentLanguage(), layer.schema.title));
        const bool onMap = layer.schema.geometry != GeometryKind::None;
        new QTreeWidgetItem(
            onMap ? map : tables,
            {QStringLiteral("%1 (%2)").arg(title, countText(static_cast<qint64>(layer.rows)))});
    }
    expandAll();
}

void LayerTree::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QTreeWidget::changeEvent(event);
}

} // namespace tuban::app
