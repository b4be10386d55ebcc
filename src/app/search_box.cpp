#include "app/search_box.h"

#include "app/icons.h"
#include "app/texts.h"
#include "app/theme.h"
#include "jobs/pinyin.h"

#include <QKeyEvent>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace tuban::app {

namespace {

constexpr int kWidth = 346;
constexpr int kPauseMilliseconds = 120;
constexpr std::size_t kMostRows = 40;
constexpr int kMostLines = 14;
constexpr int kShortest = 1;

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// 0: the whole value, 1: its beginning, 2: somewhere in it; nothing: not in it. Chinese is also
/// found by the first letters of its syllables.
std::optional<int> rankOf(const std::string& value, const std::string& wanted) {
    const auto rankIn = [&](const std::string& text) -> std::optional<int> {
        const auto at = text.find(wanted);
        if (at == std::string::npos) {
            return std::nullopt;
        }
        return at > 0 ? 2 : text.size() == wanted.size() ? 0 : 1;
    };
    const auto rank = rankIn(lowered(value));
    return rank || !jobs::hasHan(value) ? rank : rankIn(jobs::pinyinInitials(value));
}

} // namespace

std::vector<FoundRow> findRows(const std::vector<std::shared_ptr<const AttributeTable>>& tables,
                               const std::string& text,
                               std::size_t most,
                               const Progress& progress) {
    const std::string wanted = lowered(text);
    std::array<std::vector<FoundRow>, 3> byRank;
    for (const auto& table : tables) {
        for (std::size_t field = 0; field < table->schema().fields.size(); ++field) {
            const AttributeColumn& column = table->column(field);
            std::vector<std::optional<int>> ranks(column.distinct());
            bool any = false;
            for (std::uint32_t place = 1; place < ranks.size(); ++place) {
                ranks[place] = rankOf(column.textAt(place), wanted);
                any = any || ranks[place].has_value();
            }
            for (std::uint32_t row = 0; any && row < table->size(); ++row) {
                const auto rank = ranks[column.place(row)];
                auto* const found = rank ? &byRank[static_cast<std::size_t>(*rank)] : nullptr;
                if (found != nullptr && found->size() < most) {
                    found->push_back({table->schema().name, row, column.text(row)});
                }
            }
            if (progress.cancelled()) {
                return {};
            }
        }
    }
    std::vector<FoundRow> all;
    for (const auto& found : byRank) {
        all.insert(all.end(), found.begin(), found.end());
    }
    all.resize(std::min(all.size(), most));
    return all;
}

std::optional<std::array<double, 2>> placeIn(const QString& text, double falseEasting) {
    static const QRegularExpression kPlace(QStringLiteral(
        R"(^\s*[XxYy]?\s*(-?\d+(?:\.\d+)?)\s*[,;，\s]\s*[XxYy]?\s*(-?\d+(?:\.\d+)?)\s*$)"));
    const QRegularExpressionMatch match = kPlace.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const double first = match.captured(1).toDouble();
    const double second = match.captured(2).toDouble();
    // Northings of China run from 2 to 6 million metres, eastings stay below one or begin with the
    // number of a zone. @source GB/T 17798-2007
    constexpr double kMillion = 1e6;
    constexpr double kLeastZone = 13.0;
    const auto isEasting = [&](double value) {
        return value < kMillion || value >= kLeastZone * kMillion;
    };
    const bool northFirst = first > kMillion && first < 10 * kMillion && isEasting(second);
    std::array<double, 2> place =
        northFirst ? std::array{second, first} : std::array{first, second};
    const double zone = std::floor(place[0] / kMillion);
    const double ownZone = std::floor(falseEasting / kMillion);
    if (zone == 0.0) {
        place[0] += ownZone * kMillion;
    } else if (ownZone == 0.0 && zone >= kLeastZone) {
        place[0] -= zone * kMillion;
    }
    return place;
}

SearchBox::SearchBox(Commands& commands, JobRunner& runner, QWidget* parent)
    : QLineEdit(parent), m_commands(commands), m_runner(runner), m_list(new QListWidget(this)) {
    setFixedWidth(kWidth);
    setClearButtonEnabled(true);
    addAction(icon("search"), QLineEdit::LeadingPosition);
    m_list->setWindowFlags(Qt::ToolTip);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &SearchBox::search);
    connect(this, &QLineEdit::textEdited, this, [this] { m_pause.start(); });
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        choose(m_list->row(item));
    });
    installEventFilter(this);
    retranslate();
}

void SearchBox::showDocument(Document* document) {
    m_document = document;
    m_runner.cancel(m_job);
    m_list->hide();
    clear();
}

void SearchBox::retranslate() {
    setPlaceholderText(
        translate("tuban", "Parcel, holder, layer, coordinates or command (Ctrl+K)"));
    setAccessibleName(translate("tuban", "Search"));
}

void SearchBox::add(const QString& text, const QString& kind, std::function<void()> act) {
    auto* const item = new QListWidgetItem(text + QStringLiteral("   ") + kind, m_list);
    item->setToolTip(text);
    m_acts.push_back(std::move(act));
}

void SearchBox::search() {
    m_runner.cancel(m_job);
    m_list->clear();
    m_acts.clear();
    const QString wanted = text().trimmed();
    if (wanted.size() < kShortest) {
        m_list->hide();
        return;
    }
    const double falseEasting =
        m_document == nullptr ? 0.0 : m_document->loaded().crs.falseEasting.value_or(0.0);
    if (const auto place = placeIn(wanted, falseEasting); place && m_document != nullptr) {
        add(wanted, translate("tuban", "coordinates"), [this, at = *place] {
            Q_EMIT placeAsked(at);
        });
    }
    for (const Command& command : commandTable()) {
        QAction* const action = m_commands.action(command.id);
        if (action->isEnabled() && action->iconText().contains(wanted, Qt::CaseInsensitive)) {
            add(action->iconText(), translate("tuban", "command"), [action] { action->trigger(); });
        }
    }
    if (m_document != nullptr) {
        for (const auto& table : m_document->loaded().tables) {
            const std::string& name = table->schema().name;
            const QString title = m_document->titleOf(name);
            if (title.contains(wanted, Qt::CaseInsensitive)) {
                add(title, translate("tuban", "layer"), [this, name] {
                    Q_EMIT layerAsked(fromUtf8(name));
                });
            }
        }
        m_job = m_runner.run(
            translate("tuban", "Searching"),
            [tables = m_document->loaded().tables, text = wanted.toStdString()](
                const Progress& progress) { return findRows(tables, text, kMostRows, progress); },
            [this, wanted](const std::vector<FoundRow>& rows) {
                if (wanted == text().trimmed()) {
                    showRows(rows);
                }
            });
    }
    placeList();
}

void SearchBox::showRows(const std::vector<FoundRow>& rows) {
    if (m_document == nullptr) {
        return;
    }
    for (const FoundRow& found : rows) {
        const auto table = m_document->loaded().table(found.layer);
        const QString name = fromUtf8(table->nameOf(found.row));
        const QString value = fromUtf8(found.text);
        add(name == value ? name : name + QStringLiteral(" · ") + value,
            m_document->titleOf(found.layer),
            [this, found] { Q_EMIT rowAsked(fromUtf8(found.layer), found.row); });
    }
    if (rows.size() == kMostRows) {
        add(translate("tuban", "More than %1 were found: type more of it")
                .arg(countText(static_cast<qint64>(kMostRows))),
            {},
            [] {});
    }
    placeList();
}

void SearchBox::placeList() {
    if (m_list->count() == 0) {
        add(translate("tuban", "Nothing of that name"), {}, [] {});
    }
    m_list->setCurrentRow(0);
    const int lines = std::min(m_list->count(), kMostLines);
    m_list->setFixedSize(width(), lines * theme::size("row") + theme::size("space"));
    m_list->move(mapToGlobal(QPoint(0, height())));
    m_list->show();
}

void SearchBox::choose(int line) {
    if (line < 0 || line >= static_cast<int>(m_acts.size())) {
        return;
    }
    const auto act = m_acts[static_cast<std::size_t>(line)];
    m_list->hide();
    clear();
    act();
}

void SearchBox::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int by = event->key() == Qt::Key_Down ? 1 : -1;
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1));
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_pause.isActive()) {
            m_pause.stop();
            search();
        }
        choose(m_list->currentRow());
        return;
    case Qt::Key_Escape:
        m_list->hide();
        clear();
        clearFocus();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

bool SearchBox::eventFilter(QObject* watched, QEvent* event) {
    if (watched == this && event->type() == QEvent::FocusOut) {
        m_list->hide();
    }
    return QLineEdit::eventFilter(watched, event);
}

} // namespace tuban::app
