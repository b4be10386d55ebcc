#pragma once

#include "app/import/import_draft.h"

#include <QComboBox>
#include <QFrame>
#include <QLabel>

#include <utility>
#include <vector>

namespace tuban::app {

/// One aspect of a file that is brought in: the verdict, its reasons, and the choice of the user.
class JudgementCard : public QFrame {
    Q_OBJECT

public:
    explicit JudgementCard(ImportAspect aspect);

    void show(const ImportJudgement& judgement);
    /// What can be chosen: value and text; the first is "as found". `chosen`: a value. No choices
    /// hide the list.
    void offer(const std::vector<std::pair<QString, QString>>& choices, const QString& chosen);

Q_SIGNALS:
    void chosen(const QString& value);

private:
    ImportAspect m_aspect;
    QLabel* m_title;
    QLabel* m_verdict;
    QLabel* m_reasons;
    QComboBox* m_choices;
};

} // namespace tuban::app
