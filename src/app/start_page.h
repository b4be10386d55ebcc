#pragma once

#include "app/settings.h"

#include <QWidget>

class QGridLayout;

namespace tuban::app {

/// What is seen before a workspace is open: go on with the last one, open data, the sample zone,
/// what was open before, and where the hand finds its habits.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(Settings& settings, QWidget* parent = nullptr);

    /// Shows the recent workspaces as they are now.
    void refresh();

Q_SIGNALS:
    void openAsked();
    void sampleAsked();
    void fileAsked(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* continueCard(const RecentFile& file);
    QWidget* recentCard(const RecentFile& file);
    QWidget* actionCard(const char* iconName,
                        const QString& title,
                        const QString& text,
                        const QString& button,
                        const QString& keys,
                        void (StartPage::*asked)());
    QWidget* left();
    QWidget* right();

    Settings& m_settings;
    QWidget* m_content = nullptr;
};

} // namespace tuban::app
