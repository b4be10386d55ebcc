#pragma once

#include "app/commands.h"
#include "app/document.h"
#include "app/job_runner.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace tuban::app {

/// A row that a search found.
struct FoundRow {
    std::string layer;
    std::uint32_t row = 0;
    std::string text = {}; ///< the value that was found
};

/// The rows of which a text, or its pinyin initials, hold `text` (whatever the case of ASCII
/// letters), at most `most`, whole values before beginnings before others, by the order of layers.
std::vector<FoundRow> findRows(const std::vector<std::shared_ptr<const AttributeTable>>& tables,
                               const std::string& text,
                               std::size_t most,
                               const Progress& progress);

/// East and north in "490000 4300000" or "490000,4300000"; north may stand first where both could
/// only be meant so, as in coordinate files (X 4300000, Y 39490000). The number of a zone before
/// eastings is added or taken off as the system has it by its false easting.
std::optional<std::array<double, 2>> placeIn(const QString& text, double falseEasting);

/// One box for all that can be found: commands, layers, rows by any of their texts, coordinates.
/// Results drop down below it; arrows and Enter choose one.
class SearchBox : public QLineEdit {
    Q_OBJECT

public:
    SearchBox(Commands& commands, JobRunner& runner, QWidget* parent = nullptr);

    /// Null: none is open.
    void showDocument(Document* document);
    void retranslate();
    QListWidget& results() { return *m_list; }

Q_SIGNALS:
    void placeAsked(std::array<double, 2> place);
    void layerAsked(const QString& layer);
    void rowAsked(const QString& layer, std::uint32_t row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void search();
    void showRows(const std::vector<FoundRow>& rows);
    void add(const QString& text, const QString& kind, std::function<void()> act);
    void placeList();
    void choose(int line);

    Commands& m_commands;
    JobRunner& m_runner;
    Document* m_document = nullptr;
    QListWidget* m_list;
    QTimer m_pause; ///< while keys are pressed
    int m_job = 0;
    std::vector<std::function<void()>> m_acts;
};

} // namespace tuban::app
