#include "app/legend_panel.h"

#include "app/texts.h"
#include "app/theme.h"
#include "jobs/language.h"
#include "model/symbology.h"
#include "render/legend_swatch.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace tuban::app {

namespace {

constexpr int kSwatchWidth = 18;
constexpr int kSwatchHeight = 12;
constexpr double kSwatchScale = 10000.0; ///< denominator
constexpr int kShareDecimals = 2;

} // namespace

LegendPanel::LegendPanel(Selection& selection)
    : m_selection(selection), m_list(new QTreeWidget), m_basis(new QLabel) {
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setColumnCount(4);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_basis->setProperty("role", QStringLiteral("secondary"));
    m_basis->setProperty("letters", QStringLiteral("note"));
    m_basis->setContentsMargins(theme::size("space"), 4, theme::size("space"), 4);
    rows->addWidget(m_list, 1);
    rows->addWidget(m_basis);
    connect(m_list, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
        const auto at = static_cast<std::size_t>(m_list->indexOfTopLevelItem(item));
        m_selection.choose(m_rows[at].rows, Selection::Mode::Replace);
    });
    connect(&m_selection, &Selection::activated, this, &LegendPanel::fill);
    fill();
}

void LegendPanel::showDocument(Document* document) {
    m_document = document;
    fill();
}

void LegendPanel::setUnit(jobs::AreaUnit unit) {
    m_unit = unit;
    fill();
}

void LegendPanel::fill() {
    m_list->clear();
    m_rows.clear();
    m_list->setAccessibleName(translate("tuban", "Legend"));
    m_list->setHeaderLabels({translate("tuban", "Class"),
                             translate("tuban", "n"),
                             fromUtf8(jobs::symbolOf(m_unit)),
                             QStringLiteral("%")});
    const render::SceneLayer* const layer =
        m_document == nullptr ? nullptr : m_document->sceneLayer(m_document->activeLayer());
    if (layer == nullptr) {
        m_basis->clear();
        return;
    }
    m_rows = jobs::legendOf(*layer, *m_selection.table());
    for (const jobs::LegendRow& row : m_rows) {
        const Rule& rule = layer->style->rules[row.rule];
        const std::string& title = jobs::nameIn(jobs::currentLanguage(), rule.title);
        const bool areas = row.planar > Area();
        auto* const item = new QTreeWidgetItem(
            m_list,
            {fromUtf8(title.empty() ? rule.name : title),
             countText(static_cast<qint64>(row.count)),
             areas ? numberText(jobs::valueIn(m_unit, row.planar), jobs::decimalsOf(m_unit))
                   : QString(),
             numberText(row.share.inPercent(), kShareDecimals)});
        item->setIcon(0,
                      QIcon(QPixmap::fromImage(render::swatchPicture(rule,
                                                                     layer->features->kind(),
                                                                     kSwatchWidth,
                                                                     kSwatchHeight,
                                                                     devicePixelRatioF(),
                                                                     kSwatchScale,
                                                                     layer->pictures))));
        item->setToolTip(0, item->text(0));
        for (int column = 1; column < m_list->columnCount(); ++column) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    m_basis->setText(
        translate("tuban", "%1 · planar area").arg(m_document->titleOf(m_document->activeLayer())));
}

void LegendPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
