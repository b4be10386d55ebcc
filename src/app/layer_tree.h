#pragma once

#include "app/document.h"

#include <QTreeWidget>

namespace tuban::app {

/// The layers and tables of the workspace.
class LayerTree : public QTreeWidget {
    Q_OBJECT

public:
    explicit LayerTree(QWidget* parent = nullptr);

    /// Null: none is open. The document outlives its showing.
    void showDocument(const Document* document);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();

    const Document* m_document = nullptr;
};

} // namespace tuban::app
