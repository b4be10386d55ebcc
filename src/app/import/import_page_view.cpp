#include "app/import/import_page.h"
#include "app/import/judgement_card.h"
#include "app/texts.h"
#include "jobs/describe.h"
#include "jobs/import_systems.h"
#include "jobs/language.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>

// What the page shows of its files.

namespace tuban::app {

namespace {

QString titleIn(const BilingualText& title) {
    return fromUtf8(jobs::nameIn(jobs::currentLanguage(), title));
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

} // namespace

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

} // namespace tuban::app
