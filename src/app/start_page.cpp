#include "app/start_page.h"

#include "app/habits_table.h"
#include "app/icons.h"
#include "app/texts.h"
#include "app/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr int kContinuePicture = 260;
constexpr int kRecentPicture = 110;
constexpr std::size_t kRecentCards = 4;
constexpr int kMargin = 40;
constexpr int kLeftWidth = 440;

QLabel* textLabel(const QString& text, const char* role = "", const char* size = "") {
    auto* const label = new QLabel(text);
    label->setWordWrap(true);
    label->setProperty("role", QString::fromLatin1(role));
    label->setProperty("letters", QString::fromLatin1(size));
    return label;
}

QFrame* card(const char* kind = "true") {
    auto* const frame = new QFrame;
    frame->setProperty("card", QString::fromLatin1(kind));
    return frame;
}

/// The picture of a workspace, as wide as there is room, `height` high.
class Thumbnail : public QWidget {
public:
    Thumbnail(const QString& file, int height) : m_picture(file) { setFixedHeight(height); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.fillRect(rect(), theme::colour("map"));
        if (m_picture.isNull()) {
            return;
        }
        const QSize whole = m_picture.size().scaled(size(), Qt::KeepAspectRatioByExpanding);
        painter.drawPixmap(
            QRect(QPoint((width() - whole.width()) / 2, (height() - whole.height()) / 2), whole),
            m_picture);
    }

private:
    QPixmap m_picture;
};

QString whenText(const RecentFile& file) {
    return translate("tuban", "opened %1")
        .arg(file.opened.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")));
}

QString missingText() {
    return translate("tuban", "The file is not where it was");
}

} // namespace

StartPage::StartPage(Settings& settings, QWidget* parent) : QWidget(parent), m_settings(settings) {
    setFocusPolicy(Qt::StrongFocus);
    auto* const all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    build();
}

void StartPage::refresh() {
    build();
}

void StartPage::build() {
    delete m_content;
    auto* const scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    auto* const page = new QWidget;
    auto* const grid = new QGridLayout(page);
    grid->setContentsMargins(kMargin, kMargin / 2, kMargin, kMargin / 2);
    grid->setHorizontalSpacing(kMargin / 2);
    auto* const head = new QHBoxLayout;
    auto* const logo = new QLabel;
    logo->setPixmap(icon("tuban").pixmap(36, 36));
    head->addWidget(logo);
    auto* const names = new QVBoxLayout;
    names->addWidget(textLabel(translate("tuban", "Tuban"), "", "figure"));
    names->addWidget(textLabel(
        translate("tuban", "Parcels and land-use figures of development zones"), "secondary"));
    head->addLayout(names, 1);
    grid->addLayout(head, 0, 0, 1, 2);
    const bool any = !m_settings.recent().empty();
    if (any) {
        QWidget* const leftSide = left();
        leftSide->setFixedWidth(kLeftWidth);
        grid->addWidget(leftSide, 1, 0, Qt::AlignTop);
    }
    grid->addWidget(right(), 1, any ? 1 : 0, 1, any ? 1 : 2, Qt::AlignTop);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(2, 1);
    scroll->setWidget(page);
    m_content = scroll;
    layout()->addWidget(scroll);
}

QWidget* StartPage::left() {
    auto* const side = new QWidget;
    auto* const rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(textLabel(translate("tuban", "Where I was"), "", "title"));
    rows->addWidget(continueCard(m_settings.recent().front()));
    return side;
}

QWidget* StartPage::continueCard(const RecentFile& file) {
    QFrame* const frame = card("main");
    auto* const rows = new QVBoxLayout(frame);
    rows->setContentsMargins(1, 1, 1, theme::size("space"));
    rows->addWidget(new Thumbnail(Settings::thumbnailOf(file.path), kContinuePicture));
    auto* const foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 12, 4);
    auto* const texts = new QVBoxLayout;
    texts->addWidget(textLabel(QFileInfo(file.path).fileName(), "", "title"));
    texts->addWidget(textLabel(file.note, "secondary"));
    texts->addWidget(textLabel(whenText(file), "secondary"));
    foot->addLayout(texts, 1);
    if (QFileInfo::exists(file.path)) {
        auto* const go = new QPushButton(translate("tuban", "Continue"));
        go->setObjectName(QStringLiteral("continue"));
        go->setDefault(true);
        go->setAutoDefault(true);
        connect(
            go, &QPushButton::clicked, this, [this, path = file.path] { Q_EMIT fileAsked(path); });
        foot->addWidget(go, 0, Qt::AlignBottom);
    } else {
        texts->addWidget(textLabel(missingText(), "secondary"));
    }
    rows->addLayout(foot);
    return frame;
}

QWidget* StartPage::actionCard(const char* iconName,
                               const QString& title,
                               const QString& text,
                               const QString& button,
                               const QString& keys,
                               void (StartPage::*asked)()) {
    QFrame* const frame = card();
    auto* const rows = new QVBoxLayout(frame);
    auto* const head = new QHBoxLayout;
    auto* const picture = new QLabel;
    picture->setPixmap(icon(iconName).pixmap(22, 22));
    head->addWidget(picture);
    head->addWidget(textLabel(title, "", "title"), 1);
    rows->addLayout(head);
    rows->addWidget(textLabel(text, "secondary"));
    auto* const foot = new QHBoxLayout;
    auto* const pushed = new QPushButton(button);
    pushed->setObjectName(QString::fromLatin1(iconName));
    connect(pushed, &QPushButton::clicked, this, asked);
    foot->addWidget(pushed);
    foot->addWidget(textLabel(keys, "hint"));
    foot->addStretch();
    rows->addLayout(foot);
    return frame;
}

QWidget* StartPage::right() {
    auto* const side = new QWidget;
    auto* const rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(textLabel(translate("tuban", "Start"), "", "title"));
    auto* const actions = new QHBoxLayout;
    actions->addWidget(actionCard(
        "document-open",
        translate("tuban", "Open my data"),
        translate("tuban",
                  "Choose a workspace, or drop one anywhere on the window. Looking at it "
                  "changes nothing in it."),
        translate("tuban", "Choose a file…"),
        QStringLiteral("Ctrl+O"),
        &StartPage::openAsked));
    actions->addWidget(
        actionCard("tuban",
                   translate("tuban", "Open the sample zone"),
                   translate("tuban",
                             "132 km², one new town, two ecological belts, five industrial "
                             "districts: schematic data to try everything on."),
                   translate("tuban", "Open the sample"),
                   QString(),
                   &StartPage::sampleAsked));
    rows->addLayout(actions);
    std::vector<RecentFile> recent = m_settings.recent();
    if (!recent.empty()) {
        recent.erase(recent.begin());
    }
    if (!recent.empty()) {
        rows->addSpacing(theme::size("space"));
        rows->addWidget(textLabel(translate("tuban", "Recent"), "", "title"));
        auto* const cards = new QHBoxLayout;
        for (std::size_t i = 0; i < std::min(kRecentCards, recent.size()); ++i) {
            cards->addWidget(recentCard(recent[i]), 1);
        }
        cards->addStretch(static_cast<int>(kRecentCards - std::min(kRecentCards, recent.size())));
        rows->addLayout(cards);
    }
    rows->addSpacing(theme::size("space"));
    rows->addWidget(textLabel(translate("tuban", "The hand keeps its habits"), "", "title"));
    rows->addWidget(habitsTable());
    return side;
}

QWidget* StartPage::recentCard(const RecentFile& file) {
    QFrame* const frame = card();
    auto* const rows = new QVBoxLayout(frame);
    rows->setContentsMargins(1, 1, 1, theme::size("space"));
    rows->addWidget(new Thumbnail(Settings::thumbnailOf(file.path), kRecentPicture));
    auto* const open = new QPushButton(QFileInfo(file.path).fileName());
    open->setProperty("link", true);
    open->setToolTip(file.path);
    open->setEnabled(QFileInfo::exists(file.path));
    connect(
        open, &QPushButton::clicked, this, [this, path = file.path] { Q_EMIT fileAsked(path); });
    rows->addWidget(open);
    rows->addWidget(
        textLabel(open->isEnabled() ? whenText(file) : missingText(), "secondary", "note"));
    return frame;
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        build();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
