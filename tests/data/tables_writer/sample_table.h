#pragma once

#include "model/table.h"

namespace tuban::data {

/// Two labels, two groups of two numbers, a subtotal, a total and texts that writers must escape.
inline Table sampleTable() {
    const std::vector<Table::Heading> pair{{"Area (ha)", {}, Table::Align::Right, 2, "area"},
                                           {"Share (%)", {}, Table::Align::Right, 1, "share"}};
    Table table;
    table.title = "Land <use> & more";
    table.subtitle = {"Planar areas"};
    table.headings = {{"Code", {}, Table::Align::Left, 0, "code"},
                      {"用地名称", {}, Table::Align::Left, 0, "name"},
                      {"新材料区", pair, Table::Align::Centre},
                      {"Port", pair, Table::Align::Centre}};
    table.labelColumn = 1;
    using Number = Table::Number;
    table.rows = {
        {Table::Row::Kind::Subtotal,
         0,
         Rgb{255, 128, 0},
         {"07", "居住用地", Number{3.456, "3.45"}, Number{75.04}, {}, {}}},
        {Table::Row::Kind::Plain,
         1,
         Rgb{1, 2, 3},
         {"0701", "Housing, \"town\"", Number{3.456}, Number{75.04}, {}, {}}},
        {Table::Row::Kind::Plain, 0, {}, {"=1+1", "<b>&'", {}, {}, Number{-0.25}, Number{100.0}}},
        {Table::Row::Kind::Total,
         0,
         {},
         {{}, "合计", Number{3.456}, Number{100.0}, Number{-0.25}, Number{100.0}}},
    };
    table.notes = {"Printed numbers add up."};
    return table;
}

} // namespace tuban::data
