#pragma once

#include "app/canvas/select_tool.h"
#include "app/document.h"
#include "app/job_runner.h"

#include <QObject>

namespace tuban::app {

/// Turns what a tool asks for into a selection: of the active layer, or for a click that finds
/// nothing there, of the topmost visible layer that has something at the place.
class MapSelector : public QObject {
    Q_OBJECT

public:
    explicit MapSelector(JobRunner& runner) : m_runner(runner) {}

    /// Null: none is open.
    void showDocument(Document* document) { m_document = document; }
    /// `unitsPerPixel` of the view that the request was made in.
    void select(const SelectRequest& request, double unitsPerPixel);

Q_SIGNALS:
    /// A click found this row of the active layer.
    void rowClicked(std::uint32_t row);

private:
    void selectAt(const SelectRequest& request, double unitsPerPixel);
    void selectIn(const SelectRequest& request);

    JobRunner& m_runner;
    Document* m_document = nullptr;
};

} // namespace tuban::app
