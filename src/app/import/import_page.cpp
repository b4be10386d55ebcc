#include "app/import/import_page.h"

#include "app/import/judgement_card.h"
#include "app/texts.h"
#include "jobs/describe.h"
#include "jobs/import_systems.h"
#include "jobs/language.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr int kListWidth = 258;
constexpr int kDecisionWidth = 776;
constexpr int kReportWidth = 420;

QString titleIn(const BilingualText& title) {
    return fromUtf8(jobs::nameIn(jobs::currentLanguage(), title));
}

QLabel* head() {
    auto* const label = new QLabel;
    label->setProperty("letters", QStringLiteral("title"));
    return label;
}

QString reasonText(MatchReason reason) {
    switch (reason) {
    case MatchReason::Chosen:
        return translate("tuban", "chosen");
    case MatchReason::Name:
        return translate("tuban", "same name");
    case MatchReason::Title:
        return translate("tuban", "same title");
    case MatchReason::Alias:
        return translate("tuban", "known name");
    case MatchReason::CutName:
        return translate("tuban", "name cut at ten bytes");
    }
    return {};
}

/// The file in the list: its name, and how far the rehearsal is.
QString lineOf(const ImportDraft& draft) {
    const QString name = QFileInfo(draft.file).fileName();
    if (!draft.outcome) {
        return name + u'\n' + translate("tuban", "is being read …");
    }
    if (!*draft.outcome) {
        return name + u'\n' + translate("tuban", "■ cannot be brought in");
    }
    const ImportTotals totals = totalsOf(**draft.outcome);
    const QString format = (*draft.outcome)->layers.empty()
                               ? QString()
                               : fromUtf8((*draft.outcome)->layers.front().format);
    return name + u'\n' +
           translate("tuban", "%1 · features %2")
               .arg(format, countText(static_cast<qint64>(totals.read)));
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
        auto& draft = m_drafts.emplace_back(std::make_unique<ImportDraft>());
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
    std::vector<ImportDraft*> left;
    for (const auto& draft : m_drafts) {
        if (draft->wanted && draft->isReady()) {
            left.push_back(draft.get());
        }
    }
    m_busy = true;
    refreshReport();
    importNext(std::move(left), 0);
}

/// One file after the other: a workspace has one writer.
void ImportPage::importNext(std::vector<ImportDraft*> left, std::uint64_t rows) {
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
    ImportDraft* const draft = left.front();
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
                std::erase_if(m_drafts, [&](const auto& one) { return one.get() == draft; });
            } else {
                Q_EMIT failed(QFileInfo(draft->file).fileName(),
                              fromUtf8(jobs::describe(outcome.error())));
                draft->outcome.emplace(std::move(outcome));
            }
            importNext(left, stored);
        });
}

void ImportPage::refresh() {
    refreshList();
    refreshDecisions();
    refreshReport();
}

void ImportPage::refreshList() {
    const QSignalBlocker quiet(m_list);
    const int row = m_list->currentRow();
    m_list->clear();
    for (const auto& draft : m_drafts) {
        auto* const item = new QListWidgetItem(lineOf(*draft), m_list);
        item->setToolTip(draft->file);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(draft->wanted ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
}

const LayerSchema* ImportPage::targetOf(const ImportDraft& draft) const {
    const std::string name = draft.isReady() ? (*draft.outcome)->layers.front().target : "";
    const auto found = std::find_if(m_layers.begin(),
                                    m_layers.end(),
                                    [&](const LayerSchema& layer) { return layer.name == name; });
    return found == m_layers.end() ? nullptr : &*found;
}

void ImportPage::refreshDecisions() {
    const ImportDraft* const draft = current();
    m_fields->setRowCount(0);
    m_targets->setEnabled(draft != nullptr);
    if (draft == nullptr) {
        m_title->setText(translate("tuban", "No file is chosen"));
        for (std::size_t i = 0; i < m_cards.size(); ++i) {
            m_cards[i]->show({.aspect = static_cast<ImportAspect>(i)});
            m_cards[i]->offer({}, {});
        }
        return;
    }
    const QString name = QFileInfo(draft->file).fileName();
    m_title->setText(translate("tuban", "%1: what it was taken for, and why").arg(name));
    offerChoices(*draft);
    std::vector<ImportJudgement> judgements;
    if (draft->outcome && *draft->outcome) {
        judgements = judgementsOf(**draft->outcome);
        refreshFields(*draft);
    } else {
        judgements = judgementsOf({});
        auto& rows = judgements[static_cast<std::size_t>(ImportAspect::Rows)];
        if (draft->outcome) {
            rows.verdict = Verdict::Look;
            rows.reasons = {{fromUtf8(jobs::describe(draft->outcome->error())), Severity::Fault}};
        }
    }
    for (const ImportJudgement& judgement : judgements) {
        m_cards[static_cast<std::size_t>(judgement.aspect)]->show(judgement);
    }
}

void ImportPage::offerChoices(const ImportDraft& draft) {
    const QString asFound = translate("tuban", "As found");
    const auto offer = [&](ImportAspect aspect,
                           std::vector<std::pair<QString, QString>> choices,
                           const std::string& chosen) {
        choices.insert(choices.begin(), {QString(), asFound});
        m_cards[static_cast<std::size_t>(aspect)]->offer(choices, fromUtf8(chosen));
    };
    offer(ImportAspect::Encoding,
          {{QStringLiteral("GB18030"), translate("tuban", "GBK (simplified Chinese)")},
           {QStringLiteral("UTF-8"), QStringLiteral("UTF-8")},
           {QStringLiteral("BIG5"), translate("tuban", "Big5 (traditional Chinese)")}},
          draft.settings.encoding);
    std::vector<std::pair<QString, QString>> systems;
    for (const jobs::ImportSystem& system : jobs::importSystems()) {
        systems.emplace_back(fromUtf8(system.crs), fromUtf8(system.crs + "  " + system.name));
    }
    offer(ImportAspect::Place, std::move(systems), draft.settings.crs);
    offer(ImportAspect::Rows,
          {{QStringLiteral("own"), translate("tuban", "No vertices of neighbours")}},
          draft.settings.shareVertices ? "" : "own");
    offer(ImportAspect::Classes,
          {{QStringLiteral("none"), translate("tuban", "Plain values, no class table")}},
          draft.settings.classification);

    m_targets->clear();
    m_targets->addItem(asFound, QString());
    for (const LayerSchema& layer : m_layers) {
        m_targets->addItem(titleIn(layer.title), fromUtf8(layer.name));
    }
    m_targets->setCurrentIndex(std::max(0, m_targets->findData(fromUtf8(draft.settings.layer))));
    if (draft.isReady() && draft.settings.layer.empty()) {
        const LayerSchema* const target = targetOf(draft);
        const QString name = target != nullptr ? titleIn(target->title)
                                               : fromUtf8((*draft.outcome)->layers.front().target);
        m_targets->setItemText(0, translate("tuban", "As found: %1").arg(name));
    }
}

void ImportPage::refreshFields(const ImportDraft& draft) {
    if (!draft.isReady()) {
        return;
    }
    const jobs::ImportedLayer& layer = (*draft.outcome)->layers.front();
    for (const jobs::ImportedLayer::Field& field : layer.fields) {
        addFieldRow(
            draft, fromUtf8(field.source), fromUtf8(field.target), reasonText(field.reason));
    }
    for (const std::string& source : layer.leftOut) {
        addFieldRow(draft, fromUtf8(source), {}, translate("tuban", "fills none"));
    }
    m_fields->resizeColumnToContents(0);
}

void ImportPage::addFieldRow(const ImportDraft& draft,
                             const QString& source,
                             const QString& target,
                             const QString& reason) {
    const int row = m_fields->rowCount();
    m_fields->insertRow(row);
    m_fields->setItem(row, 0, new QTableWidgetItem(source));
    m_fields->setItem(row, 2, new QTableWidgetItem(reason));
    const LayerSchema* const schema = targetOf(draft);
    if (schema == nullptr) { // a new layer: it gets the fields of the file
        m_fields->setItem(row, 1, new QTableWidgetItem(target));
        return;
    }
    auto* const choices = new QComboBox;
    choices->setAccessibleName(source);
    choices->addItem(translate("tuban", "(not brought in)"), QString());
    for (const FieldSchema& field : schema->fields) {
        choices->addItem(titleIn(field.title), fromUtf8(field.name));
    }
    choices->setCurrentIndex(std::max(0, choices->findData(target)));
    connect(choices, &QComboBox::activated, this, [this, source, choices] {
        chooseField(source, choices->currentData().toString());
    });
    m_fields->setCellWidget(row, 1, choices);
}

void ImportPage::refreshReport() {
    ImportTotals all;
    std::size_t waiting = 0;
    for (const auto& draft : m_drafts) {
        waiting += draft->wanted && !draft->outcome ? 1U : 0U;
        if (!draft->wanted || !draft->isReady()) {
            continue;
        }
        const ImportTotals one = totalsOf(**draft->outcome);
        all.read += one.read;
        all.taken += one.taken;
        all.refused += one.refused;
        all.rows += one.rows;
        all.before += one.before;
        all.after += one.after;
    }
    const auto hectares = [](Area area) {
        return translate("tuban", "%1 ha").arg(numberText(area.inHectares(), 4));
    };
    const auto count = [](std::uint64_t n) { return countText(static_cast<qint64>(n)); };
    const std::pair<QString, QString> lines[] = {
        {translate("tuban", "Features read"), count(all.read)},
        {translate("tuban", "Taken over"), count(all.taken)},
        {translate("tuban", "Refused, each with its reason"), count(all.refused)},
        {translate("tuban", "Rows that will be stored"), count(all.rows)},
        {translate("tuban", "Planar area before repairing"), hectares(all.before)},
        {translate("tuban", "Planar area stored"), hectares(all.after)},
        {translate("tuban", "Change of area"),
         translate("tuban", "%1 m²")
             .arg(numberText((all.after - all.before).inSquareMetres(), 2))}};
    m_report->setRowCount(0);
    for (const auto& [name, value] : lines) {
        const int row = m_report->rowCount();
        m_report->insertRow(row);
        m_report->setItem(row, 0, new QTableWidgetItem(name));
        auto* const number = new QTableWidgetItem(value);
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_report->setItem(row, 1, number);
    }
    m_report->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_report->resizeColumnToContents(1);
    m_import->setText(translate("tuban", "Bring in %1 rows").arg(count(all.rows)));
    m_import->setEnabled(!m_busy && all.taken > 0 && waiting == 0);
    m_cancel->setEnabled(!m_busy);
    m_list->setEnabled(!m_busy);
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
