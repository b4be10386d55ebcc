#include "app/import/judgement_card.h"

#include "app/texts.h"
#include "app/theme.h"

#include <QGridLayout>
#include <QStyle>

namespace tuban::app {

namespace {

constexpr int kTitleWidth = 130;
constexpr int kChoiceWidth = 220;

QString titleOf(ImportAspect aspect) {
    switch (aspect) {
    case ImportAspect::Encoding:
        return translate("tuban", "Encoding of texts");
    case ImportAspect::Place:
        return translate("tuban", "Coordinate system");
    case ImportAspect::Rows:
        return translate("tuban", "Shapes and rows");
    case ImportAspect::Classes:
        return translate("tuban", "Land-use classes");
    }
    return {};
}

std::pair<const char*, QString> stateOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Sure:
        return {"met", translate("tuban", "● clear")};
    case Verdict::Look:
        return {"near", translate("tuban", "▲ take a look")};
    case Verdict::Nothing:
        return {"", translate("tuban", "nothing to decide")};
    }
    return {"", {}};
}

} // namespace

JudgementCard::JudgementCard(ImportAspect aspect)
    : m_aspect(aspect),
      m_title(new QLabel),
      m_verdict(new QLabel),
      m_reasons(new QLabel),
      m_choices(new QComboBox) {
    setProperty("card", QStringLiteral("true"));
    m_title->setProperty("letters", QStringLiteral("title"));
    m_reasons->setWordWrap(true);
    m_reasons->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_reasons->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reasons->setTextFormat(Qt::PlainText);
    m_choices->setFixedWidth(kChoiceWidth);
    auto* const grid = new QGridLayout(this);
    grid->addWidget(m_title, 0, 0, Qt::AlignTop);
    grid->addWidget(m_verdict, 1, 0, Qt::AlignTop);
    grid->addWidget(m_reasons, 0, 1, 2, 1);
    grid->addWidget(m_choices, 0, 2, 2, 1, Qt::AlignTop);
    grid->setColumnMinimumWidth(0, kTitleWidth);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    connect(m_choices, &QComboBox::activated, this, [this] {
        Q_EMIT chosen(m_choices->currentData().toString());
    });
}

void JudgementCard::show(const ImportJudgement& judgement) {
    m_title->setText(titleOf(m_aspect));
    m_choices->setAccessibleName(m_title->text());
    const auto [state, word] = stateOf(judgement.verdict);
    m_verdict->setProperty("state", QString::fromLatin1(state));
    m_verdict->setText(word);
    m_verdict->style()->polish(m_verdict);
    QStringList lines;
    for (const ImportJudgement::Reason& reason : judgement.reasons) {
        const bool look =
            reason.severity == Severity::Fault || reason.severity == Severity::Warning;
        lines.push_back((look ? QStringLiteral("▲ ") : QStringLiteral("· ")) + reason.text);
    }
    if (judgement.more > 0) {
        lines.push_back(translate("tuban", "… and %1 more")
                            .arg(countText(static_cast<qint64>(judgement.more))));
    }
    m_reasons->setText(lines.join(u'\n'));
}

void JudgementCard::offer(const std::vector<std::pair<QString, QString>>& choices,
                          const QString& chosen) {
    m_choices->clear();
    for (const auto& [value, text] : choices) {
        m_choices->addItem(text, value);
    }
    if (m_choices->findData(chosen) < 0 && !chosen.isEmpty()) {
        m_choices->addItem(chosen, chosen);
    }
    m_choices->setCurrentIndex(std::max(0, m_choices->findData(chosen)));
    m_choices->setVisible(!choices.empty());
}

} // namespace tuban::app
