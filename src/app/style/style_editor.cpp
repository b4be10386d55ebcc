#include "app/style/style_editor.h"

#include "app/style/colour_button.h"
#include "app/texts.h"
#include "jobs/describe.h"
#include "jobs/language.h"
#include "jobs/style_file.h"
#include "model/condition.h"
#include "render/legend_swatch.h"

#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <cmath>
#include <span>
#include <tuple>
#include <utility>

namespace tuban::app {

namespace {

constexpr int kPauseMilliseconds = 150;
constexpr std::size_t kMostCategories = 200;
constexpr QSize kSwatch(36, 16);
constexpr double kSwatchScale = 10000.0;

constexpr MarkShape kHatches[] = {MarkShape::Slash,
                                  MarkShape::Backslash,
                                  MarkShape::HorizontalLine,
                                  MarkShape::VerticalLine,
                                  MarkShape::Plus,
                                  MarkShape::Times,
                                  MarkShape::Dot};
constexpr MarkShape kMarks[] = {MarkShape::Circle,
                                MarkShape::Square,
                                MarkShape::Triangle,
                                MarkShape::Star,
                                MarkShape::Cross,
                                MarkShape::X};

QString nameOf(MarkShape shape) {
    switch (shape) {
    case MarkShape::Square:
        return translate("tuban", "Square");
    case MarkShape::Circle:
        return translate("tuban", "Circle");
    case MarkShape::Triangle:
        return translate("tuban", "Triangle");
    case MarkShape::Star:
        return translate("tuban", "Star");
    case MarkShape::Cross:
        return translate("tuban", "Cross");
    case MarkShape::X:
        return translate("tuban", "Diagonal cross");
    case MarkShape::Slash:
        return translate("tuban", "Lines rising to the right");
    case MarkShape::Backslash:
        return translate("tuban", "Lines falling to the right");
    case MarkShape::VerticalLine:
        return translate("tuban", "Upright lines");
    case MarkShape::HorizontalLine:
        return translate("tuban", "Level lines");
    case MarkShape::Plus:
        return translate("tuban", "Grid");
    case MarkShape::Times:
        return translate("tuban", "Diagonal grid");
    case MarkShape::Dot:
        return translate("tuban", "Dots");
    }
    return {};
}

QDoubleSpinBox* numberBox(double most, double step, int decimals, const QString& unit) {
    auto* const box = new QDoubleSpinBox;
    box->setRange(0.0, most);
    box->setSingleStep(step);
    box->setDecimals(decimals);
    box->setSuffix(unit);
    return box;
}

void fillShapes(QComboBox& box, std::span<const MarkShape> shapes, bool mayBeNone) {
    const QVariant now = box.currentData();
    box.clear();
    if (mayBeNone) {
        box.addItem(translate("tuban", "none"), -1);
    }
    for (const MarkShape shape : shapes) {
        box.addItem(nameOf(shape), static_cast<int>(shape));
    }
    box.setCurrentIndex(std::max(0, box.findData(now)));
}

void choose(QComboBox& box, const std::optional<MarkShape>& shape) {
    box.setCurrentIndex(std::max(0, box.findData(shape ? static_cast<int>(*shape) : -1)));
}

std::optional<MarkShape> chosenIn(const QComboBox& box) {
    const int shape = box.currentData().toInt();
    return shape < 0 ? std::optional<MarkShape>() : static_cast<MarkShape>(shape);
}

} // namespace

StyleEditor::StyleEditor(QWidget* parent) : QWidget(parent) {
    auto* const rows = new QVBoxLayout(this);
    rows->addWidget(m_title = new QLabel);
    m_title->setProperty("letters", QStringLiteral("title"));
    rows->addWidget(waysOfRules());
    rows->addWidget(m_rules = new QTreeWidget, 1);
    m_rules->setColumnCount(2);
    m_rules->setRootIsDecorated(false);
    m_rules->setIconSize(kSwatch);
    m_rules->setUniformRowHeights(true);
    rows->addWidget(lookForm());
    rows->addWidget(labelForm());
    auto* const files = new QHBoxLayout;
    files->addWidget(m_load = new QPushButton);
    files->addWidget(m_save = new QPushButton);
    files->addStretch(1);
    files->addWidget(m_reset = new QPushButton);
    rows->addLayout(files);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &StyleEditor::styleChanged);
    connect(m_rules, &QTreeWidget::currentItemChanged, this, [this] { showLook(); });
    connect(m_load, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(
            this, translate("tuban", "Load a style"), {}, QStringLiteral("SLD (*.sld *.xml)"));
        if (!file.isEmpty()) {
            load(file);
        }
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getSaveFileName(
            this, translate("tuban", "Save the style"), m_layer + QStringLiteral(".sld"));
        if (!file.isEmpty()) {
            save(file);
        }
    });
    connect(m_reset, &QPushButton::clicked, this, &StyleEditor::resetAsked);
    retranslate();
}

QWidget* StyleEditor::waysOfRules() {
    auto* const ways = new QWidget;
    auto* const row = new QHBoxLayout(ways);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_single = new QPushButton);
    row->addWidget(m_field = new QComboBox, 1);
    row->addWidget(m_categories = new QPushButton);
    connect(m_single, &QPushButton::clicked, this, [this] {
        takeStyle(singleSymbol(m_style, m_geometry));
        m_pause.start();
    });
    connect(m_categories, &QPushButton::clicked, this, &StyleEditor::makeCategories);
    return ways;
}

QWidget* StyleEditor::lookForm() {
    auto* const form = new QWidget;
    auto* const lines = new QFormLayout(form);
    lines->setContentsMargins(0, 0, 0, 0);
    auto add = [&, place = std::size_t{0}](QWidget* widget) mutable {
        m_names[place] = new QLabel;
        m_names[place]->setBuddy(widget);
        lines->addRow(m_names[place++], widget);
    };
    add(m_fill = new ColourButton(true));
    add(m_opacity = numberBox(100.0, 5.0, 0, QStringLiteral(" %")));
    add(m_hatch = new QComboBox);
    add(m_hatchColour = new ColourButton(false));
    add(m_line = new ColourButton(true));
    add(m_width = numberBox(20.0, 0.05, 2, QStringLiteral(" mm")));
    add(m_dashed = new QCheckBox);
    add(m_mark = new QComboBox);
    add(m_size = numberBox(50.0, 0.5, 1, QStringLiteral(" mm")));
    for (ColourButton* const button : {m_fill, m_hatchColour, m_line}) {
        connect(button, &ColourButton::chosen, this, &StyleEditor::takeLook);
    }
    for (QDoubleSpinBox* const box : {m_opacity, m_width, m_size}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &StyleEditor::takeLook);
    }
    for (QComboBox* const box : {m_hatch, m_mark}) {
        connect(box, &QComboBox::activated, this, &StyleEditor::takeLook);
    }
    connect(m_dashed, &QCheckBox::toggled, this, &StyleEditor::takeLook);
    return form;
}

QWidget* StyleEditor::labelForm() {
    auto* const form = new QWidget;
    auto* const row = new QHBoxLayout(form);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_labelTitle = new QLabel);
    row->addWidget(m_label = new QComboBox, 1);
    row->addWidget(m_letters = numberBox(50.0, 0.5, 1, QStringLiteral(" mm")));
    row->addWidget(m_letterColour = new ColourButton(false));
    row->addWidget(m_halo = new QCheckBox);
    m_labelTitle->setBuddy(m_label);
    connect(m_label, &QComboBox::activated, this, &StyleEditor::takeLabel);
    connect(m_letters, &QDoubleSpinBox::valueChanged, this, &StyleEditor::takeLabel);
    connect(m_letterColour, &ColourButton::chosen, this, &StyleEditor::takeLabel);
    connect(m_halo, &QCheckBox::toggled, this, &StyleEditor::takeLabel);
    return form;
}

void StyleEditor::showLayer(const QString& title,
                            render::MapGeometry geometry,
                            std::shared_ptr<const AttributeTable> table,
                            Style style,
                            std::filesystem::path pictures) {
    m_layer = title;
    m_geometry = geometry;
    m_table = std::move(table);
    m_pictures = std::move(pictures);
    const bool areas = geometry == render::MapGeometry::Polygons;
    const bool points = geometry == render::MapGeometry::Points;
    for (const auto& [widget, place, shown] :
         {std::tuple<QWidget*, std::size_t, bool>{m_fill, 0, areas || points},
          {m_opacity, 1, areas || points},
          {m_hatch, 2, areas},
          {m_hatchColour, 3, areas},
          {m_mark, 7, points},
          {m_size, 8, points}}) {
        widget->setVisible(shown);
        m_names[place]->setVisible(shown);
    }
    m_title->setText(translate("tuban", "How %1 is drawn").arg(title));
    fillFields();
    takeStyle(std::move(style));
}

void StyleEditor::takeStyle(Style style) {
    m_style = std::move(style);
    fillRules();
    m_filling = true;
    const LabelLook label = labelOf(m_style);
    m_label->setCurrentIndex(std::max(0, m_label->findData(fromUtf8(label.field))));
    m_letters->setValue(label.millimetres);
    m_letterColour->setColour(label.colour);
    m_halo->setChecked(label.halo);
    m_filling = false;
}

void StyleEditor::fillFields() {
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    m_label->clear();
    m_label->addItem(translate("tuban", "no labels"), QString());
    if (m_table == nullptr) {
        return;
    }
    for (const FieldSchema& field : m_table->schema().fields) {
        const QString title = fromUtf8(jobs::nameIn(jobs::currentLanguage(), field.title));
        m_field->addItem(title, fromUtf8(field.name));
        m_label->addItem(title, fromUtf8(field.name));
    }
}

void StyleEditor::fillRules() {
    const int row = m_rules->indexOfTopLevelItem(m_rules->currentItem());
    m_filling = true;
    m_rules->clear();
    for (const Rule& rule : m_style.rules) {
        auto* const item = new QTreeWidgetItem(m_rules);
        const QString title = fromUtf8(jobs::nameIn(jobs::currentLanguage(), rule.title));
        item->setText(0, title.isEmpty() ? fromUtf8(rule.name) : title);
        item->setText(1,
                      rule.otherwise   ? translate("tuban", "all others")
                      : rule.condition ? fromUtf8(filterText(*rule.condition))
                                       : translate("tuban", "all"));
        item->setIcon(0,
                      QPixmap::fromImage(render::swatchPicture(rule,
                                                               m_geometry,
                                                               kSwatch.width(),
                                                               kSwatch.height(),
                                                               devicePixelRatioF(),
                                                               kSwatchScale,
                                                               m_pictures)));
    }
    m_filling = false;
    m_rules->setCurrentItem(m_rules->topLevelItem(std::max(0, row)));
    m_rules->header()->resizeSection(0, 220);
    showLook();
}

Rule* StyleEditor::currentRule() {
    const int row = m_rules->indexOfTopLevelItem(m_rules->currentItem());
    return row < 0 ? nullptr : &m_style.rules[static_cast<std::size_t>(row)];
}

void StyleEditor::showLook() {
    const Rule* const rule = currentRule();
    if (m_filling || rule == nullptr) {
        return;
    }
    m_filling = true;
    const SymbolLook look = lookOf(*rule, m_geometry);
    m_fill->setColour(look.fill);
    m_opacity->setValue(100.0 * look.fillOpacity);
    choose(*m_hatch, look.hatch);
    m_hatchColour->setColour(look.hatchColour);
    m_line->setColour(look.line);
    m_width->setValue(look.lineMillimetres);
    m_dashed->setChecked(look.dashed);
    choose(*m_mark, look.mark);
    m_size->setValue(look.markMillimetres);
    m_filling = false;
}

void StyleEditor::takeLook() {
    Rule* const rule = currentRule();
    if (m_filling || rule == nullptr) {
        return;
    }
    // What the form shows rounded stays as it is unless it was changed.
    SymbolLook look = lookOf(*rule, m_geometry);
    const auto changed = [](const QDoubleSpinBox& box, double now) {
        return std::abs(box.value() - now) > 0.51 * std::pow(10.0, -box.decimals());
    };
    look.fill = m_fill->colour();
    if (changed(*m_opacity, 100.0 * look.fillOpacity)) {
        look.fillOpacity = m_opacity->value() / 100.0;
    }
    look.hatch = chosenIn(*m_hatch);
    look.hatchColour = m_hatchColour->colour().value_or(Rgb{});
    look.line = m_line->colour();
    if (changed(*m_width, look.lineMillimetres)) {
        look.lineMillimetres = m_width->value();
    }
    look.dashed = m_dashed->isChecked();
    if (look.mark || m_geometry == render::MapGeometry::Points) {
        look.mark = chosenIn(*m_mark);
    }
    if (changed(*m_size, look.markMillimetres)) {
        look.markMillimetres = m_size->value();
    }
    *rule = withLook(*rule, m_geometry, look);
    fillRules();
    m_pause.start();
}

void StyleEditor::takeLabel() {
    if (m_filling) {
        return;
    }
    takeStyle(withLabel(m_style,
                        {.field = m_label->currentData().toString().toStdString(),
                         .millimetres = m_letters->value(),
                         .colour = m_letterColour->colour().value_or(Rgb{}),
                         .halo = m_halo->isChecked()}));
    m_pause.start();
}

void StyleEditor::makeCategories() {
    if (m_table == nullptr || m_field->currentIndex() < 0) {
        return;
    }
    const auto field =
        m_table->schema().fieldIndex(m_field->currentData().toString().toStdString());
    auto style = categories(m_style, m_geometry, *m_table, *field, kMostCategories);
    if (!style) {
        Q_EMIT said(
            translate("tuban", "“%1” has more than %2 different values; choose another field.")
                .arg(m_field->currentText())
                .arg(kMostCategories),
            true);
        return;
    }
    takeStyle(std::move(*style));
    m_pause.start();
}

void StyleEditor::load(const QString& file) {
    if (m_table == nullptr) {
        return;
    }
    auto loaded = jobs::loadStyle(file.toStdString(), m_table->schema());
    if (!loaded) {
        Q_EMIT said(fromUtf8(jobs::describe(loaded.error())), true);
        return;
    }
    m_pictures = std::filesystem::path(file.toStdString()).parent_path();
    takeStyle(std::move(loaded->style));
    for (const std::string& line : jobs::summaryOf(loaded->findings, 3)) {
        Q_EMIT said(fromUtf8(line), false);
    }
    m_pause.start();
}

void StyleEditor::save(const QString& file) {
    const std::string layer = m_table == nullptr ? std::string() : m_table->schema().name;
    const auto saved = jobs::saveStyle(file.toStdString(), m_style, layer);
    Q_EMIT said(saved ? translate("tuban", "The style was saved: %1").arg(file)
                      : fromUtf8(jobs::describe(saved.error())),
                !saved);
}

void StyleEditor::retranslate() {
    const QString names[] = {translate("tuban", "Fill"),
                             translate("tuban", "Opacity"),
                             translate("tuban", "Hatch"),
                             translate("tuban", "Colour of the hatch"),
                             translate("tuban", "Line"),
                             translate("tuban", "Width of the line"),
                             translate("tuban", "Dashes"),
                             translate("tuban", "Mark"),
                             translate("tuban", "Size of the mark")};
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        m_names[i]->setText(names[i]);
        m_names[i]->buddy()->setAccessibleName(names[i]);
    }
    m_title->setText(translate("tuban", "How %1 is drawn").arg(m_layer));
    m_single->setText(translate("tuban", "One symbol"));
    m_categories->setText(translate("tuban", "A colour for each value"));
    m_field->setAccessibleName(translate("tuban", "Field of the categories"));
    m_rules->setHeaderLabels({translate("tuban", "Rule"), translate("tuban", "Condition")});
    m_labelTitle->setText(translate("tuban", "Labels"));
    m_letters->setAccessibleName(translate("tuban", "Height of letters"));
    m_letterColour->setAccessibleName(translate("tuban", "Colour of letters"));
    m_halo->setText(translate("tuban", "with halo"));
    m_load->setText(translate("tuban", "Load SLD…"));
    m_save->setText(translate("tuban", "Save SLD…"));
    m_reset->setText(translate("tuban", "As in the product"));
    for (ColourButton* const button : {m_fill, m_hatchColour, m_line, m_letterColour}) {
        button->retranslate();
    }
    m_filling = true;
    fillShapes(*m_hatch, kHatches, true);
    fillShapes(*m_mark, kMarks, false);
    fillFields();
    m_filling = false;
    takeStyle(std::move(m_style));
}

void StyleEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
