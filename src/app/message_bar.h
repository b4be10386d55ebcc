#pragma once

#include <QString>
#include <QVBoxLayout>
#include <QWidget>

#include <functional>
#include <vector>

namespace tuban::app {

/// What a message says: what happened; what was kept and what to do; what helps who is asked.
struct Message {
    enum class Kind { Info, Done, Warning, Error };
    struct Button {
        QString text;
        std::function<void()> action;
    };
    Kind kind = Kind::Info;
    QString title = {};   ///< what happened
    QString text = {};    ///< what was kept, what to do
    QString details = {}; ///< for "copy details"; empty: there are none
    std::vector<Button> buttons = {};
};

/// Messages over the map, at most two, the newest on top; they take the place of dialogs and keep
/// clear of the status bar. An information goes after six seconds, a warning or error stays until
/// it is closed or pushed out.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void add(const Message& message);
    /// Texts of the messages that are seen, newest first.
    QStringList texts() const;
    void clear();

private:
    QWidget* barOf(const Message& message);
    void remove(QWidget* bar);

    QVBoxLayout* m_rows;
    std::vector<QWidget*> m_bars; ///< newest first; children of this
};

} // namespace tuban::app
