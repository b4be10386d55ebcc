#include "app/commands.h"

#include "app/icons.h"
#include "app/texts.h"

#include <QActionGroup>
#include <QKeySequence>
#include <QRegularExpression>
#include <QWidget>

#include <cassert>

namespace tuban::app {

namespace {

constexpr Command kCommands[] = {
    {"open", QT_TRANSLATE_NOOP("tuban", "&Open…"), MenuId::File, "document-open", "Ctrl+O", true},
    {"import",
     QT_TRANSLATE_NOOP("tuban", "&Bring in files…"),
     MenuId::File,
     "document-import",
     "Ctrl+I",
     true},
    {"sample", QT_TRANSLATE_NOOP("tuban", "Open the &sample zone"), MenuId::File},
    {"close", QT_TRANSLATE_NOOP("tuban", "&Close the workspace"), MenuId::File, "", "Ctrl+W"},
    {.id = "quit",
     .text = QT_TRANSLATE_NOOP("tuban", "&Quit"),
     .menu = MenuId::File,
     .keys = "Ctrl+Q",
     .startsSection = true},

    {.id = "undo",
     .text = QT_TRANSLATE_NOOP("tuban", "&Undo"),
     .menu = MenuId::Edit,
     .icon = "edit-undo",
     .keys = "Ctrl+Z",
     .inStrip = true},
    {.id = "redo",
     .text = QT_TRANSLATE_NOOP("tuban", "&Redo"),
     .menu = MenuId::Edit,
     .icon = "edit-redo",
     .keys = "Ctrl+Shift+Z Ctrl+Y",
     .inStrip = true},
    {.id = "select-all",
     .text = QT_TRANSLATE_NOOP("tuban", "Select &all"),
     .menu = MenuId::Edit,
     .keys = "Ctrl+A",
     .startsSection = true},
    {.id = "select-none",
     .text = QT_TRANSLATE_NOOP("tuban", "Select &nothing"),
     .menu = MenuId::Edit,
     .keys = "Ctrl+Shift+A"},
    {.id = "select-invert",
     .text = QT_TRANSLATE_NOOP("tuban", "&Invert the selection"),
     .menu = MenuId::Edit,
     .keys = "Ctrl+Shift+I"},

    {.id = "tool-select",
     .text = QT_TRANSLATE_NOOP("tuban", "&Select and look"),
     .menu = MenuId::Tools,
     .icon = "edit-select",
     .keys = "F8",
     .inStrip = true,
     .checkable = true,
     .group = "tool"},
    {.id = "tool-lasso",
     .text = QT_TRANSLATE_NOOP("tuban", "Select by a &lasso"),
     .menu = MenuId::Tools,
     .icon = "lasso",
     .inStrip = true,
     .checkable = true,
     .group = "tool"},
    {.id = "tool-distance",
     .text = QT_TRANSLATE_NOOP("tuban", "Measure a &distance"),
     .menu = MenuId::Tools,
     .icon = "measure",
     .keys = "Ctrl+M",
     .inStrip = true,
     .checkable = true,
     .group = "tool",
     .startsSection = true},
    {.id = "tool-area",
     .text = QT_TRANSLATE_NOOP("tuban", "Measure an &area"),
     .menu = MenuId::Tools,
     .icon = "measure-area",
     .keys = "Ctrl+Shift+M",
     .inStrip = true,
     .checkable = true,
     .group = "tool"},
    {.id = "tool-angle",
     .text = QT_TRANSLATE_NOOP("tuban", "Measure an a&ngle"),
     .menu = MenuId::Tools,
     .icon = "measure-angle",
     .inStrip = true,
     .checkable = true,
     .group = "tool"},

    {.id = "zoom-in",
     .text = QT_TRANSLATE_NOOP("tuban", "Zoom &in"),
     .menu = MenuId::View,
     .icon = "zoom-in",
     .keys = "Ctrl++ Ctrl+=",
     .inStrip = true},
    {.id = "zoom-out",
     .text = QT_TRANSLATE_NOOP("tuban", "Zoom &out"),
     .menu = MenuId::View,
     .icon = "zoom-out",
     .keys = "Ctrl+-",
     .inStrip = true},
    {.id = "zoom-whole",
     .text = QT_TRANSLATE_NOOP("tuban", "&Whole map"),
     .menu = MenuId::View,
     .icon = "zoom-fit-best",
     .keys = "Ctrl+0",
     .inStrip = true},
    {.id = "zoom-selection",
     .text = QT_TRANSLATE_NOOP("tuban", "To the &selection"),
     .menu = MenuId::View,
     .icon = "zoom-select",
     .keys = "Ctrl+J",
     .inStrip = true},
    {.id = "view-back",
     .text = QT_TRANSLATE_NOOP("tuban", "&Previous view"),
     .menu = MenuId::View,
     .icon = "go-previous",
     .keys = "Alt+Left",
     .inStrip = true},
    {.id = "view-forward",
     .text = QT_TRANSLATE_NOOP("tuban", "&Next view"),
     .menu = MenuId::View,
     .icon = "go-next",
     .keys = "Alt+Right",
     .inStrip = true},
    {.id = "bookmark",
     .text = QT_TRANSLATE_NOOP("tuban", "&Keep this view"),
     .menu = MenuId::View,
     .icon = "bookmark-new",
     .keys = "Ctrl+D",
     .startsSection = true},
    {.id = "graticule",
     .text = QT_TRANSLATE_NOOP("tuban", "&Grid of coordinates"),
     .menu = MenuId::View,
     .icon = "graticule",
     .keys = "Ctrl+G",
     .checkable = true},
    {.id = "next-dock",
     .text = QT_TRANSLATE_NOOP("tuban", "Next &panel"),
     .menu = MenuId::View,
     .keys = "F6",
     .startsSection = true},
    {.id = "fullscreen",
     .text = QT_TRANSLATE_NOOP("tuban", "&Full screen"),
     .menu = MenuId::View,
     .keys = "F11",
     .checkable = true},

    {.id = "table",
     .text = QT_TRANSLATE_NOOP("tuban", "&Table of the layer"),
     .menu = MenuId::Table,
     .icon = "table",
     .keys = "Ctrl+T",
     .inStrip = true},
    {.id = "table-copy",
     .text = QT_TRANSLATE_NOOP("tuban", "&Copy the rows"),
     .menu = MenuId::Table,
     .icon = "edit-copy",
     .keys = "Ctrl+Shift+C"},

    {.id = "balance",
     .text = QT_TRANSLATE_NOOP("tuban", "Land-use &balance"),
     .menu = MenuId::Check,
     .icon = "balance",
     .keys = "Ctrl+B",
     .inStrip = true},
    {.id = "check",
     .text = QT_TRANSLATE_NOOP("tuban", "&Check the workspace"),
     .menu = MenuId::Check,
     .icon = "dialog-ok-apply",
     .keys = "Ctrl+Shift+K"},
    {.id = "finding-next",
     .text = QT_TRANSLATE_NOOP("tuban", "&Next finding"),
     .menu = MenuId::Check,
     .icon = "go-down",
     .keys = "F4"},
    {.id = "finding-previous",
     .text = QT_TRANSLATE_NOOP("tuban", "&Previous finding"),
     .menu = MenuId::Check,
     .icon = "go-up",
     .keys = "Shift+F4"},
    {.id = "style",
     .text = QT_TRANSLATE_NOOP("tuban", "St&yle of the layer"),
     .menu = MenuId::View,
     .icon = "color-fill",
     .startsSection = true},
    {.id = "history",
     .text = QT_TRANSLATE_NOOP("tuban", "&History"),
     .menu = MenuId::Check,
     .icon = "view-history",
     .keys = "Ctrl+H"},

    {.id = "language-zh",
     .text = QT_TRANSLATE_NOOP("tuban", "中文"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "language"},
    {.id = "language-en",
     .text = QT_TRANSLATE_NOOP("tuban", "English"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "language"},
    {.id = "appearance-system",
     .text = QT_TRANSLATE_NOOP("tuban", "Appearance of the &system"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "appearance",
     .startsSection = true},
    {.id = "appearance-light",
     .text = QT_TRANSLATE_NOOP("tuban", "&Light"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "appearance"},
    {.id = "appearance-dark",
     .text = QT_TRANSLATE_NOOP("tuban", "&Dark"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "appearance"},
    {.id = "unit-m2",
     .text = QT_TRANSLATE_NOOP("tuban", "Areas in m²"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "unit",
     .startsSection = true},
    {.id = "unit-ha",
     .text = QT_TRANSLATE_NOOP("tuban", "Areas in ha"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "unit"},
    {.id = "unit-mu",
     .text = QT_TRANSLATE_NOOP("tuban", "Areas in mu"),
     .menu = MenuId::Settings,
     .checkable = true,
     .group = "unit"},

    {.id = "search",
     .text = QT_TRANSLATE_NOOP("tuban", "&Find"),
     .menu = MenuId::Help,
     .icon = "search",
     .keys = "Ctrl+K"},
    {.id = "help",
     .text = QT_TRANSLATE_NOOP("tuban", "&Help for the active tool"),
     .menu = MenuId::Help,
     .icon = "help-contextual",
     .keys = "F1"},
    {.id = "keys", .text = QT_TRANSLATE_NOOP("tuban", "&Keys"), .menu = MenuId::Help, .keys = "?"},
    {.id = "about",
     .text = QT_TRANSLATE_NOOP("tuban", "&About Tuban"),
     .menu = MenuId::Help,
     .startsSection = true},
};

/// Chinese texts have the letter of the menu in brackets behind them.
QString withoutMnemonic(QString text) {
    static const QRegularExpression kBracketed(QStringLiteral("\\(&.\\)"));
    return text.remove(kBracketed).remove(u'&');
}

} // namespace

std::span<const Command> commandTable() {
    return kCommands;
}

QString menuTitle(MenuId menu) {
    switch (menu) {
    case MenuId::File:
        return translate("tuban", "&File");
    case MenuId::Edit:
        return translate("tuban", "&Edit");
    case MenuId::View:
        return translate("tuban", "&View");
    case MenuId::Tools:
        return translate("tuban", "&Tools");
    case MenuId::Table:
        return translate("tuban", "Ta&ble");
    case MenuId::Check:
        return translate("tuban", "&Planning");
    case MenuId::Settings:
        return translate("tuban", "&Settings");
    case MenuId::Help:
        break;
    }
    return translate("tuban", "&Help");
}

Commands::Commands(QWidget* window) : QObject(window) {
    QHash<QString, QActionGroup*> groups;
    for (const Command& command : kCommands) {
        auto* const action = new QAction(this);
        action->setObjectName(QString::fromLatin1(command.id));
        action->setEnabled(false);
        action->setCheckable(command.checkable);
        if (*command.icon != '\0') {
            action->setIcon(icon(command.icon));
        }
        QList<QKeySequence> keys;
        for (const QString& key :
             QString::fromLatin1(command.keys).split(u' ', Qt::SkipEmptyParts)) {
            keys.append(QKeySequence(key));
        }
        action->setShortcuts(keys);
        if (const QString group = QString::fromLatin1(command.group); !group.isEmpty()) {
            if (!groups.contains(group)) {
                groups.insert(group, new QActionGroup(this));
            }
            groups[group]->addAction(action);
        }
        window->addAction(action);
        m_actions.insert(action->objectName(), action);
    }
    retranslate();
}

QAction* Commands::action(const char* id) const {
    QAction* const found = m_actions.value(QString::fromLatin1(id));
    assert(found != nullptr);
    return found;
}

void Commands::connectTo(const char* id, std::function<void()> run) {
    QAction* const command = action(id);
    command->setEnabled(true);
    connect(command, &QAction::triggered, this, [run = std::move(run)] { run(); });
}

void Commands::retranslate() {
    for (const Command& command : kCommands) {
        QAction* const one = action(command.id);
        one->setText(translate("tuban", command.text));
        const QString name = withoutMnemonic(one->text());
        one->setIconText(name);
        const QString keys = one->shortcut().toString(QKeySequence::NativeText);
        one->setToolTip(keys.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, keys));
    }
}

} // namespace tuban::app
