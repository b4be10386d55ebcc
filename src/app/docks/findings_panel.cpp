#include "app/docks/findings_panel.h"

#include "app/icons.h"
#include "app/texts.h"
#include "app/theme.h"
#include "jobs/check_items.h"
#include "jobs/describe.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace tuban::app {

namespace {

constexpr int kFilterWidth = 200;

const char* iconOf(Severity severity) {
    switch (severity) {
    case Severity::Fault:
        return "state-broken";
    case Severity::Warning:
        return "state-near";
    default:
        return "state-unknown";
    }
}

QString namesOf(const jobs::CheckItem& item) {
    QStringList names;
    for (const jobs::CheckedFeature& feature : item.features) {
        names.append(feature.name.empty() ? QString::number(feature.number)
                                          : fromUtf8(feature.name));
    }
    return names.join(QStringLiteral(", "));
}

/// The rows of a table that a finding speaks of: those of a workspace are known by identifiers.
std::vector<std::uint32_t> rowsOf(const jobs::CheckItem& item, const AttributeTable& table) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const bool concerned = std::any_of(
            item.features.begin(), item.features.end(), [&](const jobs::CheckedFeature& feature) {
                return feature.id == table.id(row);
            });
        if (concerned) {
            rows.push_back(row);
        }
    }
    return rows;
}

} // namespace

FindingsPanel::FindingsPanel(JobRunner& runner, MessageBar& messages)
    : m_runner(runner),
      m_messages(messages),
      m_check(new QPushButton),
      m_filter(new QLineEdit),
      m_count(new QLabel),
      m_list(new QTreeWidget) {
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* const head = new QHBoxLayout;
    head->setContentsMargins(theme::size("space"), 4, theme::size("space"), 4);
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(kFilterWidth);
    head->addWidget(m_check);
    head->addWidget(m_filter);
    head->addStretch();
    head->addWidget(m_count);
    rows->addLayout(head);
    rows->addWidget(m_list, 1);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setColumnCount(4);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    connect(m_check, &QPushButton::clicked, this, &FindingsPanel::check);
    connect(m_filter, &QLineEdit::textChanged, this, &FindingsPanel::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item != nullptr && m_report) {
            show(m_report->items[item->data(0, Qt::UserRole).toULongLong()]);
        }
    });
    retranslate();
}

void FindingsPanel::showDocument(Document* document) {
    m_document = document;
    m_report.reset();
    fill();
}

void FindingsPanel::check() {
    if (m_document == nullptr) {
        return;
    }
    m_runner.run(
        translate("tuban", "Checking the workspace"),
        [source = m_document->path().toStdString()](const Progress& progress) {
            return jobs::CheckJob({.source = source}).run(progress);
        },
        [this, document = m_document](Result<jobs::CheckJob::Report> report) {
            if (m_document != document) {
                return;
            }
            if (report) {
                m_report = std::move(*report);
                // What has to be mended comes first.
                std::ranges::stable_sort(
                    m_report->items, std::greater<>(), &jobs::CheckItem::severity);
                fill();
            } else if (report.error().code != ErrorCode::Cancelled) {
                m_messages.add({.kind = Message::Kind::Error,
                                .title = translate("tuban", "The workspace was not checked."),
                                .text = fromUtf8(jobs::describe(report.error()))});
            }
        });
}

void FindingsPanel::fill() {
    m_list->clear();
    if (!m_report) {
        m_count->setText(m_document == nullptr ? QString() : translate("tuban", "Not checked yet"));
        return;
    }
    qint64 faults = 0;
    QList<QTreeWidgetItem*> items;
    for (std::size_t i = 0; i < m_report->items.size(); ++i) {
        const jobs::CheckItem& item = m_report->items[i];
        faults += item.severity == Severity::Fault ? 1 : 0;
        auto* const line = new QTreeWidgetItem({fromUtf8(jobs::describe(item.severity)),
                                                fromUtf8(jobs::describe(item)),
                                                namesOf(item),
                                                m_document->titleOf(item.layer)});
        line->setIcon(0, icon(iconOf(item.severity)));
        line->setToolTip(1, line->text(1));
        line->setData(0, Qt::UserRole, QVariant::fromValue(static_cast<qulonglong>(i)));
        items.append(line);
    }
    m_list->addTopLevelItems(items);
    m_count->setText(
        translate("tuban", "%1 faults, %2 findings in all")
            .arg(countText(faults), countText(static_cast<qint64>(m_report->items.size()))));
    filter(m_filter->text());
}

void FindingsPanel::filter(const QString& text) {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* const item = m_list->topLevelItem(i);
        bool found = text.isEmpty();
        for (int column = 0; !found && column < m_list->columnCount(); ++column) {
            found = item->text(column).contains(text, Qt::CaseInsensitive);
        }
        item->setHidden(!found);
    }
}

void FindingsPanel::step(int by) {
    for (int i = m_list->indexOfTopLevelItem(m_list->currentItem()) + by;
         i >= 0 && i < m_list->topLevelItemCount();
         i += by) {
        if (!m_list->topLevelItem(i)->isHidden()) {
            m_list->setCurrentItem(m_list->topLevelItem(i));
            return;
        }
    }
}

void FindingsPanel::show(const jobs::CheckItem& item) {
    m_document->activate(item.layer);
    if (const auto& table = m_document->selection().table()) {
        m_document->selection().choose(rowsOf(item, *table), Selection::Mode::Replace);
    }
    if (item.place) {
        Q_EMIT placeAsked(*item.place);
    } else {
        Q_EMIT featuresShown();
    }
}

void FindingsPanel::retranslate() {
    m_check->setText(translate("tuban", "Check now"));
    m_filter->setPlaceholderText(translate("tuban", "Filter"));
    m_filter->setAccessibleName(translate("tuban", "Filter of findings"));
    m_list->setAccessibleName(translate("tuban", "Findings"));
    m_list->setHeaderLabels({translate("tuban", "Kind"),
                             translate("tuban", "Finding"),
                             translate("tuban", "Features"),
                             translate("tuban", "Layer")});
    fill();
}

void FindingsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
