#pragma once

#include <QAction>
#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <span>

class QWidget;

namespace tuban::app {

enum class MenuId { File, Edit, View, Tools, Table, Check, Settings, Help };

/// What a user can ask for: one line of the table that menus, tool strip, keys and the search box
/// are made of.
struct Command {
    const char* id;
    const char* text; ///< English, with & before the letter of the menu
    MenuId menu;
    const char* icon = "";      ///< empty: none
    const char* keys = "";      ///< several apart by blanks
    bool inStrip = false;       ///< stands in the tool strip
    bool checkable = false;     ///< can be on or off
    const char* group = "";     ///< of checkable ones: only one of them is on; empty: none
    bool startsSection = false; ///< a line before it
};

std::span<const Command> commandTable();
/// The name of a menu in the current language.
QString menuTitle(MenuId menu);

/// The commands as actions. Those that nothing is connected to are disabled.
class Commands : public QObject {
    Q_OBJECT

public:
    /// Keys work in `window`, which the actions are added to.
    explicit Commands(QWidget* window);

    QAction* action(const char* id) const;
    /// Does `run` when the command is given.
    void connectTo(const char* id, std::function<void()> run);
    /// Texts in the language that is spoken now.
    void retranslate();

private:
    QHash<QString, QAction*> m_actions;
};

} // namespace tuban::app
