#include "app/style/layer_styles.h"

#include "app/texts.h"
#include "jobs/describe.h"
#include "jobs/map_rows.h"
#include "jobs/style_file.h"

#include <QDir>
#include <QFileInfo>
#include <QVBoxLayout>

#include <utility>

namespace tuban::app {

namespace {

using Restyled = Result<std::shared_ptr<const render::MapLayer>>;

/// The values of a row; the id of a feature is its row in the table.
std::vector<FieldValue> valuesOf(const AttributeTable& table, std::int64_t id) {
    std::vector<FieldValue> values;
    for (std::size_t field = 0; field < table.schema().fields.size(); ++field) {
        values.push_back(table.column(field).value(static_cast<std::size_t>(id)));
    }
    return values;
}

} // namespace

LayerStyles::LayerStyles(Settings& settings,
                         JobRunner& runner,
                         MessageBar& messages,
                         QWidget* parent)
    : QWidget(parent),
      m_settings(settings),
      m_runner(runner),
      m_messages(messages),
      m_editor(new StyleEditor) {
    auto* const all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_editor);
    m_editor->setEnabled(false);
    setFocusProxy(m_editor);
    connect(m_editor, &StyleEditor::styleChanged, this, [this] {
        apply(m_layer, m_editor->style(), true);
    });
    connect(m_editor, &StyleEditor::resetAsked, this, &LayerStyles::reset);
    connect(m_editor, &StyleEditor::said, this, [this](const QString& sentence, bool fault) {
        m_messages.add(
            {.kind = fault ? Message::Kind::Error : Message::Kind::Info, .title = sentence});
    });
}

void LayerStyles::showDocument(Document* document) {
    m_document = document;
    m_layer.clear();
    m_first.clear();
    ++m_shown;
    m_editor->setEnabled(false);
    if (document != nullptr) {
        for (const render::SceneLayer& layer : document->scene().layers) {
            m_first[layer.name] = layer.style;
        }
        restore();
    }
}

void LayerStyles::edit(const std::string& layer) {
    const render::SceneLayer* const shown =
        m_document == nullptr ? nullptr : m_document->sceneLayer(layer);
    if (shown == nullptr) {
        return;
    }
    m_layer = layer;
    m_editor->setEnabled(true);
    m_editor->showLayer(m_document->titleOf(layer),
                        shown->features->kind(),
                        m_document->loaded().table(layer),
                        *shown->style,
                        shown->pictures);
}

QString LayerStyles::fileOf(const std::string& layer) const {
    return m_settings.styleOf(m_document->loaded().summary.info.id.text(), layer);
}

/// A style that does not fit the layer any more is left aside, with a message.
void LayerStyles::restore() {
    for (const auto& [layer, first] : m_first) {
        const QString file = fileOf(layer);
        if (!QFileInfo::exists(file)) {
            continue;
        }
        auto kept =
            jobs::loadStyle(file.toStdString(), m_document->loaded().table(layer)->schema());
        if (kept) {
            apply(layer, std::move(kept->style), false);
        } else {
            m_messages.add(
                {.kind = Message::Kind::Warning,
                 .title =
                     translate("tuban", "%1 is drawn as at first.").arg(m_document->titleOf(layer)),
                 .text = fromUtf8(jobs::describe(kept.error()))});
        }
    }
}

void LayerStyles::reset() {
    if (m_document == nullptr || m_layer.empty()) {
        return;
    }
    QFile::remove(fileOf(m_layer));
    apply(m_layer, *m_first.at(m_layer), false);
}

void LayerStyles::apply(const std::string& layer, Style style, bool keep) {
    const render::SceneLayer* const shown =
        m_document == nullptr ? nullptr : m_document->sceneLayer(layer);
    if (shown == nullptr) {
        return;
    }
    const auto table = m_document->loaded().table(layer);
    const auto wanted = std::make_shared<const Style>(std::move(style));
    const int change = layer == m_layer ? ++m_change : m_change;
    m_runner.run(
        translate("tuban", "Drawing %1").arg(m_document->titleOf(layer)),
        [features = shown->features, table, wanted](const Progress& progress) {
            const auto values = [&](std::int64_t id) { return valuesOf(*table, id); };
            return jobs::restyledMapLayer(*features, table->schema(), *wanted, values, progress);
        },
        [this, layer, wanted, change, keep, document = m_shown](Restyled features) {
            if (document != m_shown || (layer == m_layer && change != m_change)) {
                return; // a later change counts
            }
            if (!features) {
                m_messages.add({.kind = Message::Kind::Error,
                                .title = fromUtf8(jobs::describe(features.error()))});
                return;
            }
            std::vector<render::SceneLayer> layers = m_document->scene().layers;
            for (render::SceneLayer& one : layers) {
                if (one.name == layer) {
                    one.features = *features;
                    one.style = wanted;
                }
            }
            m_document->arrange(std::move(layers));
            if (keep) {
                this->keep(layer, *wanted);
            } else if (layer == m_layer) {
                edit(layer);
            }
        });
}

void LayerStyles::keep(const std::string& layer, const Style& style) {
    const QString file = fileOf(layer);
    QDir().mkpath(QFileInfo(file).path());
    if (const auto saved = jobs::saveStyle(file.toStdString(), style, layer); !saved) {
        m_messages.add({.kind = Message::Kind::Warning,
                        .title = translate("tuban", "The style lasts only until the program ends."),
                        .text = fromUtf8(jobs::describe(saved.error()))});
    }
}

} // namespace tuban::app
