#pragma once

#include "app/style/style_edits.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTimer>
#include <QTreeWidget>
#include <QWidget>

#include <array>
#include <filesystem>
#include <memory>

namespace tuban::app {

class ColourButton;

/// How a layer is drawn, rule by rule: colours, hatches, outlines, marks, labels, categories by a
/// field. Each change shows on the map at once. Styles are loaded from and saved as SLD.
class StyleEditor : public QWidget {
    Q_OBJECT

public:
    explicit StyleEditor(QWidget* parent = nullptr);

    /// `table` outlives its showing. `pictures`: folder of the pictures that the style names.
    void showLayer(const QString& title,
                   render::MapGeometry geometry,
                   std::shared_ptr<const AttributeTable> table,
                   Style style,
                   std::filesystem::path pictures);
    const Style& style() const { return m_style; }
    void retranslate();

    /// Errors of the file are said in `said`; the style stays as it is then.
    void load(const QString& file);
    void save(const QString& file);

Q_SIGNALS:
    /// The user has changed the style and rests for a moment.
    void styleChanged();
    /// What came of loading or saving; `fault`: it failed.
    void said(const QString& sentence, bool fault);
    /// The style of the product is wanted again.
    void resetAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* waysOfRules();
    QWidget* lookForm();
    QWidget* labelForm();
    void takeStyle(Style style);
    void fillRules();
    void fillFields();
    void showLook();
    void takeLook();
    void takeLabel();
    void makeCategories();
    Rule* currentRule();

    QString m_layer;
    render::MapGeometry m_geometry = render::MapGeometry::Polygons;
    std::shared_ptr<const AttributeTable> m_table;
    Style m_style;
    std::filesystem::path m_pictures;
    bool m_filling = false;
    QTimer m_pause;

    QLabel* m_title = nullptr;
    QPushButton* m_single = nullptr;
    QComboBox* m_field = nullptr;
    QPushButton* m_categories = nullptr;
    QTreeWidget* m_rules = nullptr;
    std::array<QLabel*, 9> m_names = {}; ///< of the lines of the form
    ColourButton* m_fill = nullptr;
    QDoubleSpinBox* m_opacity = nullptr;
    QComboBox* m_hatch = nullptr;
    ColourButton* m_hatchColour = nullptr;
    ColourButton* m_line = nullptr;
    QDoubleSpinBox* m_width = nullptr;
    QCheckBox* m_dashed = nullptr;
    QComboBox* m_mark = nullptr;
    QDoubleSpinBox* m_size = nullptr;
    QComboBox* m_label = nullptr;
    QDoubleSpinBox* m_letters = nullptr;
    ColourButton* m_letterColour = nullptr;
    QCheckBox* m_halo = nullptr;
    QLabel* m_labelTitle = nullptr;
    QPushButton* m_load = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_reset = nullptr;
};

} // namespace tuban::app
