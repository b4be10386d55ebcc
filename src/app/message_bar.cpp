#include "app/message_bar.h"

#include "app/icons.h"
#include "app/texts.h"
#include "app/theme.h"

#include <QClipboard>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace tuban::app {

namespace {

constexpr std::size_t kMost = 2;
constexpr int kInfoMilliseconds = 6000;

/// Name of the looks, shape and word: a state is never told by colour alone.
struct Looks {
    const char* bar;
    const char* icon;
};

Looks looksOf(Message::Kind kind) {
    switch (kind) {
    case Message::Kind::Info:
        return {"info", "dialog-information"};
    case Message::Kind::Done:
        return {"met", "state-met"};
    case Message::Kind::Warning:
        return {"near", "state-near"};
    case Message::Kind::Error:
        break;
    }
    return {"broken", "state-broken"};
}

QLabel* textOf(const Message& message) {
    auto* const label = new QLabel(
        QStringLiteral("<b>%1</b>%2")
            .arg(message.title.toHtmlEscaped(),
                 message.text.isEmpty() ? QString()
                                        : QStringLiteral("<br>") + message.text.toHtmlEscaped()));
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(1);
}

void MessageBar::add(const Message& message) {
    while (m_bars.size() >= kMost) {
        remove(m_bars.back());
    }
    QWidget* const bar = barOf(message);
    m_bars.insert(m_bars.begin(), bar);
    m_rows->insertWidget(0, bar);
    if (message.kind == Message::Kind::Info || message.kind == Message::Kind::Done) {
        QTimer::singleShot(kInfoMilliseconds, bar, [this, bar] { remove(bar); });
    }
}

QWidget* MessageBar::barOf(const Message& message) {
    const Looks looks = looksOf(message.kind);
    auto* const bar = new QFrame;
    bar->setProperty("bar", QString::fromLatin1(looks.bar));
    bar->setAccessibleName(message.title + u' ' + message.text);
    auto* const row = new QHBoxLayout(bar);
    auto* const mark = new QLabel;
    mark->setPixmap(icon(looks.icon).pixmap(16, 16));
    row->addWidget(mark, 0, Qt::AlignTop);
    QLabel* const text = textOf(message);
    text->setObjectName(QStringLiteral("text"));
    row->addWidget(text, 1);
    for (const Message::Button& button : message.buttons) {
        auto* const pushed = new QPushButton(button.text);
        connect(pushed, &QPushButton::clicked, bar, [this, bar, action = button.action] {
            remove(bar);
            action();
        });
        row->addWidget(pushed);
    }
    if (!message.details.isEmpty()) {
        auto* const copy = new QPushButton(translate("tuban", "Copy details"));
        copy->setProperty("link", true);
        connect(copy, &QPushButton::clicked, bar, [details = message.details] {
            QGuiApplication::clipboard()->setText(details);
        });
        row->addWidget(copy);
    }
    auto* const close = new QToolButton;
    close->setIcon(icon("window-close"));
    close->setAutoRaise(true);
    close->setAccessibleName(translate("tuban", "Close the message"));
    close->setToolTip(close->accessibleName());
    connect(close, &QToolButton::clicked, bar, [this, bar] { remove(bar); });
    row->addWidget(close, 0, Qt::AlignTop);
    return bar;
}

void MessageBar::remove(QWidget* bar) {
    std::erase(m_bars, bar);
    bar->hide();
    bar->deleteLater();
}

QStringList MessageBar::texts() const {
    QStringList texts;
    for (const QWidget* bar : m_bars) {
        texts.append(bar->accessibleName());
    }
    return texts;
}

void MessageBar::clear() {
    while (!m_bars.empty()) {
        remove(m_bars.back());
    }
}

} // namespace tuban::app
