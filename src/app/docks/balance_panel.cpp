#include "app/docks/balance_panel.h"

#include "app/texts.h"
#include "app/theme.h"
#include "jobs/balance_table.h"
#include "jobs/describe.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <unordered_map>

namespace tuban::app {

namespace {

constexpr const char* kParcels = "parcel";
constexpr const char* kDistricts = "district";
constexpr int kLevels = 3;

/// The rows of the parcels that a cell is made of, by their numbers.
std::vector<std::uint32_t> rowsOf(const jobs::CellExplanation& cell, const AttributeTable& table) {
    std::unordered_map<std::string, std::uint32_t> byName;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        byName.emplace(table.nameOf(row), row);
    }
    std::vector<std::uint32_t> rows;
    for (const jobs::CellParcel& parcel : cell.parcels) {
        if (const auto found = byName.find(parcel.number); found != byName.end()) {
            rows.push_back(found->second);
        }
    }
    return rows;
}

} // namespace

BalancePanel::BalancePanel(JobRunner& runner, MessageBar& messages)
    : m_runner(runner),
      m_messages(messages),
      m_level(new QComboBox),
      m_table(new ReportTable),
      m_notes(new QLabel) {
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    auto* const head = new QHBoxLayout;
    head->setContentsMargins(theme::size("space"), 4, theme::size("space"), 0);
    head->addWidget(m_level);
    head->addStretch();
    rows->addLayout(head);
    rows->addWidget(m_table, 1);
    m_notes->setWordWrap(true);
    m_notes->setProperty("role", QStringLiteral("secondary"));
    m_notes->setProperty("letters", QStringLiteral("note"));
    m_notes->setContentsMargins(theme::size("space"), 0, theme::size("space"), 4);
    rows->addWidget(m_notes);
    for (int level = 1; level <= kLevels; ++level) {
        m_level->addItem(QString(), level);
    }
    connect(m_level, &QComboBox::currentIndexChanged, this, &BalancePanel::compute);
    connect(m_table, &QTableWidget::cellClicked, this, &BalancePanel::explain);
    retranslate();
}

void BalancePanel::showDocument(Document* document) {
    m_document = document;
    m_ratios.reset();
    compute();
}

void BalancePanel::setUnit(jobs::AreaUnit unit) {
    m_unit = unit;
    fill();
}

jobs::RatioSettings BalancePanel::settings() const {
    const std::string path = m_document->path().toStdString();
    jobs::RatioSettings settings{.parcels = path + ':' + kParcels,
                                 .level = m_level->currentData().toInt()};
    const auto districts = m_document->loaded().table(kDistricts);
    if (districts && districts->size() > 0) {
        settings.districts = path + ':' + kDistricts;
    }
    return settings;
}

void BalancePanel::compute() {
    m_runner.cancel(m_job);
    fill();
    const auto parcels = m_document == nullptr ? nullptr : m_document->loaded().table(kParcels);
    if (!parcels || parcels->size() == 0) {
        return;
    }
    m_job = m_runner.run(
        translate("tuban", "Land-use balance"),
        [asked = settings()](const Progress& progress) {
            return jobs::computeRatios(asked, progress);
        },
        [this, document = m_document](Result<jobs::RatioResult> ratios) {
            if (m_document != document) {
                return;
            }
            if (ratios) {
                m_ratios = std::move(*ratios);
                fill();
            } else if (ratios.error().code != ErrorCode::Cancelled) {
                m_messages.add({.kind = Message::Kind::Warning,
                                .title = translate("tuban", "There is no land-use balance."),
                                .text = fromUtf8(jobs::describe(ratios.error()))});
            }
        });
}

void BalancePanel::fill() {
    if (!m_ratios) {
        m_table->showTable({});
        m_notes->setText(
            m_document == nullptr
                ? QString()
                : translate("tuban",
                            "There are no parcels yet. Bring some in to see the balance."));
        return;
    }
    const jobs::Language language = jobs::currentLanguage();
    const Table table = jobs::balanceTable(jobs::reportOf(*m_ratios, kParcels, m_unit, language),
                                           jobs::BalanceLayout::Working,
                                           language);
    m_table->showTable(table);
    QStringList notes;
    for (const std::string& note : table.subtitle) {
        notes.append(fromUtf8(note));
    }
    notes.append(
        translate("tuban", "Click a number to see its parcels; point at it for the raw value."));
    m_notes->setText(notes.join(QStringLiteral(" · ")));
}

/// Rows of classes come first, and columns in pairs behind those that name a row.
void BalancePanel::explain(int row, int column) {
    if (!m_ratios || m_document == nullptr) {
        return;
    }
    const landuse::LandBalance& balance = m_ratios->balance;
    const auto line = static_cast<std::size_t>(row);
    const int names = m_ratios->classification ? 2 : 1;
    if (line >= balance.rows.size() || column < names) {
        return;
    }
    jobs::RatioSettings asked = settings();
    const std::string& code = balance.rows[line].code;
    std::string cell = code.empty() ? "-" : code;
    const auto district = static_cast<std::size_t>((column - names) / 2);
    if (district < balance.districts.size() && !m_ratios->districtLayer.empty()) {
        cell = balance.districts[district].name + '/' + cell;
    } else {
        asked.districts.clear();
    }
    m_runner.run(
        translate("tuban", "Parcels of a number"),
        [asked, cell](const Progress& progress) {
            return jobs::explainCell(asked, cell, progress);
        },
        [this, document = m_document](Result<jobs::CellExplanation> explained) {
            if (m_document != document || !explained) {
                return;
            }
            document->activate(kParcels);
            document->selection().choose(rowsOf(*explained, *document->selection().table()),
                                         Selection::Mode::Replace);
            Q_EMIT parcelsShown();
        });
}

void BalancePanel::retranslate() {
    const QSignalBlocker quiet(m_level);
    for (int i = 0; i < m_level->count(); ++i) {
        m_level->setItemText(i, translate("tuban", "Level %1").arg(i + 1));
    }
    m_level->setAccessibleName(translate("tuban", "Level of classes"));
    m_table->setAccessibleName(translate("tuban", "Land-use balance"));
    fill();
}

void BalancePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
