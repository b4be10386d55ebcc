#include "app/import/import_page.h"

#include "app/import/judgement_card.h"
#include "app/texts.h"
#include "jobs/describe.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr int kListWidth = 258;
constexpr int kDecisionWidth = 776;
constexpr int kReportWidth = 420;

QLabel* head() {
    auto* const label = new QLabel;
    label->setProperty("letters", QStringLiteral("title"));
    return label;
}

QTableWidget* plainTable(int columns) {
    auto* const table = new QTableWidget(0, columns);
    table->verticalHeader()->hide();
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    return table;
}

} // namespace

ImportPage::ImportPage(JobRunner& runner, QWidget* parent) : QWidget(parent), m_runner(runner) {
    setFocusPolicy(Qt::StrongFocus);
    auto* const columns = new QSplitter;
    columns->addWidget(fileColumn());
    columns->addWidget(decisionColumn());
    columns->addWidget(reportColumn());
    columns->setSizes({kListWidth, kDecisionWidth, kReportWidth});
    columns->setStretchFactor(1, 1);
    columns->setChildrenCollapsible(false);
    auto* const all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(columns);
    retranslate();
}

QWidget* ImportPage::fileColumn() {
    auto* const column = new QWidget;
    auto* const rows = new QVBoxLayout(column);
    rows->addWidget(m_filesTitle = head());
    rows->addWidget(m_list = new QListWidget, 1);
    rows->addWidget(m_add = new QPushButton);
    rows->addWidget(m_promise = new QLabel);
    m_promise->setWordWrap(true);
    m_promise->setProperty("role", QStringLiteral("secondary"));
    connect(m_add, &QPushButton::clicked, this, &ImportPage::chooseFiles);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] { refreshDecisions(); });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        m_drafts[static_cast<std::size_t>(m_list->row(item))]->wanted =
            item->checkState() == Qt::Checked;
        refreshReport();
    });
    return column;
}

QWidget* ImportPage::decisionColumn() {
    auto* const page = new QWidget;
    auto* const rows = new QVBoxLayout(page);
    rows->addWidget(m_title = head());
    auto* const target = new QHBoxLayout;
    target->addWidget(m_target = new QLabel);
    target->addWidget(m_targets = new QComboBox, 1);
    rows->addLayout(target);
    connect(m_targets, &QComboBox::activated, this, [this] {
        if (ImportDraft* const draft = current()) {
            draft->settings.layer = m_targets->currentData().toString().toStdString();
            draft->settings.fields.clear();
            rehearse(*draft);
        }
    });
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const auto aspect = static_cast<ImportAspect>(i);
        rows->addWidget(m_cards[i] = new JudgementCard(aspect));
        connect(m_cards[i], &JudgementCard::chosen, this, [this, aspect](const QString& value) {
            overrule(aspect, value);
        });
    }
    rows->addWidget(m_fieldsTitle = head());
    rows->addWidget(m_fields = plainTable(3), 1);
    m_fields->setMinimumHeight(200);
    auto* const scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    return scroll;
}

QWidget* ImportPage::reportColumn() {
    auto* const column = new QWidget;
    auto* const rows = new QVBoxLayout(column);
    rows->addWidget(m_reportTitle = head());
    rows->addWidget(m_report = plainTable(2), 1);
    m_report->horizontalHeader()->hide();
    rows->addWidget(m_hint = new QLabel);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("secondary"));
    auto* const buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel = new QPushButton);
    buttons->addWidget(m_import = new QPushButton);
    m_import->setDefault(true);
    rows->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_drafts.clear();
        refresh();
        Q_EMIT left();
    });
    connect(m_import, &QPushButton::clicked, this, &ImportPage::importAll);
    return column;
}

void ImportPage::setWorkspace(const QString& path, std::vector<LayerSchema> layers) {
    m_layers = std::move(layers);
    if (path != m_workspace) {
        m_workspace = path;
        m_drafts.clear();
        refresh();
    }
}

void ImportPage::addFiles(const QStringList& files) {
    const std::size_t first = m_drafts.size();
    for (const QString& file : files) {
        auto& draft = m_drafts.emplace_back(std::make_shared<ImportDraft>());
        draft->file = file;
        draft->settings.workspace = m_workspace.toStdString();
        draft->settings.sources = {file.toStdString()};
    }
    refresh();
    m_list->setCurrentRow(static_cast<int>(first));
    for (std::size_t i = first; i < m_drafts.size(); ++i) {
        rehearse(*m_drafts[i]);
    }
}

void ImportPage::chooseFiles() {
    addFiles(QFileDialog::getOpenFileNames(this, translate("tuban", "Files to bring in")));
}

ImportDraft* ImportPage::current() {
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_drafts.size())
               ? m_drafts[static_cast<std::size_t>(row)].get()
               : nullptr;
}

/// Results that come late are of no use: the number tells them.
void ImportPage::rehearse(ImportDraft& draft) {
    draft.outcome.reset();
    const int number = ++draft.rehearsal;
    jobs::ImportJob::Settings settings = draft.settings;
    settings.dryRun = true;
    m_runner.run(
        translate("tuban", "Reading %1").arg(QFileInfo(draft.file).fileName()),
        [settings](const Progress& progress) { return jobs::ImportJob(settings).run(progress); },
        [this, number, file = draft.file, workspace = m_workspace](
            Result<jobs::ImportJob::Summary> outcome) {
            const auto found = std::find_if(m_drafts.begin(), m_drafts.end(), [&](const auto& one) {
                return one->file == file && one->rehearsal == number;
            });
            if (workspace == m_workspace && found != m_drafts.end()) {
                (*found)->outcome.emplace(std::move(outcome));
                refresh();
            }
        });
    refresh();
}

void ImportPage::overrule(ImportAspect aspect, const QString& value) {
    ImportDraft* const draft = current();
    if (draft == nullptr) {
        return;
    }
    const std::string chosen = value.toStdString();
    switch (aspect) {
    case ImportAspect::Encoding:
        draft->settings.encoding = chosen;
        break;
    case ImportAspect::Place:
        draft->settings.crs = chosen;
        break;
    case ImportAspect::Rows:
        draft->settings.shareVertices = chosen.empty();
        break;
    case ImportAspect::Classes:
        draft->settings.classification = chosen;
        break;
    }
    rehearse(*draft);
}

void ImportPage::chooseField(const QString& source, const QString& target) {
    ImportDraft* const draft = current();
    if (draft == nullptr || !draft->isReady()) {
        return;
    }
    auto& fields = draft->settings.fields;
    for (const jobs::ImportedLayer::Field& field : (*draft->outcome)->layers.front().fields) {
        if (field.source == source.toStdString()) {
            fields[field.target] = ""; // what it filled is empty now
        }
    }
    if (!target.isEmpty()) {
        fields[target.toStdString()] = source.toStdString();
    }
    rehearse(*draft);
}

void ImportPage::importAll() {
    std::vector<std::shared_ptr<ImportDraft>> left;
    for (const auto& draft : m_drafts) {
        if (draft->wanted && draft->isReady()) {
            left.push_back(draft);
        }
    }
    m_busy = true;
    refreshReport();
    importNext(std::move(left), 0);
}

/// One file after the other: a workspace has one writer. What was asked for is done even if another
/// workspace has been opened, and the list forgotten, meanwhile.
void ImportPage::importNext(std::vector<std::shared_ptr<ImportDraft>> left, std::uint64_t rows) {
    if (left.empty()) {
        m_busy = false;
        refresh();
        if (rows > 0) {
            Q_EMIT imported(
                translate("tuban", "Rows brought in: %1. One undo takes each file back.")
                    .arg(countText(static_cast<qint64>(rows))));
        }
        return;
    }
    const std::shared_ptr<ImportDraft> draft = left.front();
    left.erase(left.begin());
    m_runner.run(
        translate("tuban", "Bringing in %1").arg(QFileInfo(draft->file).fileName()),
        [settings = draft->settings](const Progress& progress) {
            return jobs::ImportJob(settings).run(progress);
        },
        [this, draft, left, rows](Result<jobs::ImportJob::Summary> outcome) {
            std::uint64_t stored = rows;
            if (outcome) {
                stored += totalsOf(*outcome).rows;
                std::erase(m_drafts, draft);
            } else {
                Q_EMIT failed(QFileInfo(draft->file).fileName(),
                              fromUtf8(jobs::describe(outcome.error())));
                draft->outcome.emplace(std::move(outcome));
            }
            importNext(left, stored);
        });
}

void ImportPage::retranslate() {
    m_filesTitle->setText(translate("tuban", "Files to bring in"));
    m_add->setText(translate("tuban", "Choose files …"));
    m_promise->setText(
        translate("tuban",
                  "The files are only read and never changed. What comes of them goes "
                  "into the workspace that is open, and can be taken back."));
    m_target->setText(translate("tuban", "Goes into"));
    m_targets->setAccessibleName(m_target->text());
    m_fieldsTitle->setText(translate("tuban", "Fields"));
    m_fields->setHorizontalHeaderLabels({translate("tuban", "Column of the file"),
                                         translate("tuban", "Field"),
                                         translate("tuban", "Why")});
    m_fields->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_reportTitle->setText(translate("tuban", "Report of the rehearsal; nothing is written yet"));
    m_hint->setText(translate("tuban", "Each file is one step that one undo takes back."));
    m_cancel->setText(translate("tuban", "Cancel"));
    refresh();
}

void ImportPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
