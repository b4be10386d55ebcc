#include "data/foreign/worker/layer_reader.h"
#include "data/foreign/worker/virtual_files.h"
#include "data/sources/curves.h"
#include "data/sources/gpkg_database.h"
#include "data/sources/text_encoding.h"
#include "data/sources/wkb_kind.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace tuban::data {

namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    return result;
}

/// @source GeoPackage 1.3 table 1 (data types); SQLite's rules of affinity for the others.
ValueKind kindOf(const std::string& declared) {
    const std::string type = upper(declared);
    const auto begins = [&](std::string_view start) {
        return type.compare(0, start.size(), start) == 0;
    };
    if (begins("TEXT") || type.find("CHAR") != std::string::npos) {
        return ValueKind::Text;
    }
    if (type.find("INT") != std::string::npos || type == "BOOLEAN") {
        return ValueKind::Integer;
    }
    if (begins("REAL") || begins("DOUBLE") || begins("FLOAT") || begins("NUMERIC") ||
        begins("DECIMAL")) {
        return ValueKind::Real;
    }
    return type == "DATE" ? ValueKind::Date : ValueKind::Text;
}

/// n of TEXT(n).
int widthOf(const std::string& declared) {
    int width = 0;
    const auto open = declared.find('(');
    if (open != std::string::npos) {
        std::from_chars(declared.data() + open + 1, declared.data() + declared.size(), width);
    }
    return std::max(width, 0);
}

/// Whether well-known binary may hold arcs: types 8 to 12 of ISO 13249-3, and collections.
bool mayHoldArcs(std::span<const std::byte> wkb) {
    if (wkb.size() < 5) {
        return false;
    }
    std::uint32_t type = 0;
    std::memcpy(&type, wkb.data() + 1, sizeof type);
    if (wkb[0] == std::byte{0}) {
        type = __builtin_bswap32(type);
    }
    const std::uint32_t kind = (type & 0x0FFFFFFFU) % 1000;
    return kind >= 7 && kind <= 14;
}

/// Whether its elements, one by one, say that there are some.
bool holdsArcs(std::span<const std::byte> wkb) {
    if (!mayHoldArcs(wkb)) {
        return false;
    }
    const std::vector<std::byte> straight = withoutCurves(wkb);
    return !straight.empty() && (straight.size() != wkb.size() ||
                                 !std::equal(straight.begin(), straight.end(), wkb.begin()));
}

using Database = std::shared_ptr<SqliteReader>;

class GpkgLayerReader final : public LayerReader {
public:
    GpkgLayerReader(Database database, GpkgTable table, bool hasGeometry, const ReaderInput& input)
        : m_database(std::move(database)), m_table(std::move(table)) {
        m_info.name = m_table.layer.table;
        m_info.file = input.file;
        m_info.format = "GPKG";
        m_info.hasGeometry = hasGeometry;
    }

    Result<void> describe(const std::string& path);
    Result<void> read(BatchWriter& out, std::vector<Finding>& findings) override;

private:
    struct Column {
        std::string name;
        ValueKind kind;
    };

    std::string sql() const;
    void addGeometry(const SqliteStatement& row, BatchWriter& out);
    void addValue(const SqliteStatement& row, int place, const Column& column, BatchWriter& out);
    void addTextAsNumber(std::string_view text, const Column& column, BatchWriter& out);

    Database m_database;
    GpkgTable m_table;
    std::vector<Column> m_columns;
    TextRepair m_repair;
    std::uint64_t m_curved = 0;
};

Result<void> GpkgLayerReader::describe(const std::string& path) {
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        const GpkgTable::Column& column = m_table.columns[i];
        const bool geometry = m_info.hasGeometry && i == m_table.geometry;
        if (geometry || i == m_table.rowidColumn || column.recordIndex < 0) {
            continue; // the number of the feature; what the file would compute
        }
        m_columns.push_back({column.name, kindOf(column.declaredType)});
        m_info.fields.push_back({std::string(m_repair.utf8(column.name)),
                                 m_columns.back().kind,
                                 widthOf(column.declaredType)});
    }
    const auto known = gpkgInfo(*m_database, m_table, path);
    if (!known) {
        return known.error();
    }
    m_info.crs = m_info.hasGeometry ? known->crs : std::string();
    m_info.features = known->featureCount;
    return {};
}

std::string GpkgLayerReader::sql() const {
    const bool numbered = !m_table.rowidName.empty();
    std::string text = "SELECT " + (numbered ? m_table.rowidName : "NULL");
    text += m_info.hasGeometry ? ", " + quotedIdentifier(m_table.layer.geometryColumn) : ", NULL";
    for (const Column& column : m_columns) {
        text += ", " + quotedIdentifier(column.name);
    }
    text += " FROM " + quotedIdentifier(m_table.layer.table) + " NOT INDEXED";
    return numbered ? text + " ORDER BY " + m_table.rowidName : text;
}

Result<void> GpkgLayerReader::read(BatchWriter& out, std::vector<Finding>& findings) {
    auto rows = m_database->prepare(sql());
    if (!rows) {
        return rows.error();
    }
    m_curved = 0;
    const bool numbered = !m_table.rowidName.empty();
    SqliteStatement::Step step = rows->step();
    for (std::int64_t row = 0; step == SqliteStatement::Step::Row; ++row) {
        out.begin(numbered ? rows->integer(0) : row);
        addGeometry(*rows, out);
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            addValue(*rows, static_cast<int>(i) + 2, m_columns[i], out);
        }
        if (!out.end()) {
            step = SqliteStatement::Step::Done;
            break;
        }
        step = rows->step();
    }
    out.flush();
    if (m_curved > 0) {
        findings.push_back({.severity = Severity::Note,
                            .code = FindingCode::ReaderWarning,
                            .layer = m_info.name,
                            .values = {"arcs replaced by chords of at most 0.25 degrees of arc",
                                       std::to_string(m_curved)}});
    }
    for (const auto& [encoding, texts] : m_repair.repaired()) {
        findings.push_back({.severity = Severity::Warning,
                            .code = FindingCode::EncodingDetected,
                            .layer = m_info.name,
                            .values = {encoding, "UTF-8", std::to_string(texts)}});
    }
    return step == SqliteStatement::Step::Failed ? Result<void>(m_database->lastError())
                                                 : Result<void>();
}

void GpkgLayerReader::addGeometry(const SqliteStatement& row, BatchWriter& out) {
    const std::span<const std::byte> blob = row.blob(1);
    std::span<const std::byte> wkb = geoPackageWkb(blob);
    if (!blob.empty() && wkb.empty() && !isEmptyGeoPackageBlob(blob)) {
        out.geometry(blob); // told to be damaged by who reads it
        out.doubt("geometry with a damaged header");
        return;
    }
    if (holdsArcs(wkb)) {
        const std::vector<std::byte> straight = withoutCurves(wkb);
        ++m_curved;
        out.geometry(straight);
        return;
    }
    out.geometry(wkb);
}

void GpkgLayerReader::addValue(const SqliteStatement& row,
                               int place,
                               const Column& column,
                               BatchWriter& out) {
    const bool number = column.kind == ValueKind::Integer || column.kind == ValueKind::Real;
    switch (row.type(place)) {
    case SQLITE_NULL:
        out.addNull();
        break;
    case SQLITE_INTEGER:
        if (column.kind == ValueKind::Real) {
            out.addReal(static_cast<double>(row.integer(place)));
        } else if (number) {
            out.addInteger(row.integer(place));
        } else {
            out.addText(row.text(place));
        }
        break;
    case SQLITE_FLOAT:
        if (number) {
            out.addReal(row.real(place));
        } else {
            out.addText(row.text(place));
        }
        break;
    case SQLITE_TEXT: {
        const std::string_view text = m_repair.utf8(row.text(place));
        if (number) {
            addTextAsNumber(text, column, out);
        } else {
            out.addText(text);
        }
        break;
    }
    default:
        out.addNull();
        out.doubt("bytes in " + column.name + " left out");
    }
}

/// SQLite keeps any text in a column for numbers.
void GpkgLayerReader::addTextAsNumber(std::string_view text,
                                      const Column& column,
                                      BatchWriter& out) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure == std::errc() && end == text.data() + text.size() && std::isfinite(value)) {
        out.addReal(value);
        return;
    }
    out.addNull();
    out.doubt("text in the numbers of " + column.name +
              " left out: " + std::string(text.substr(0, 80)));
}

void leaveOut(const std::string& name, const std::string& why, OpenedFiles& opened) {
    TextRepair repair;
    const std::string shown(repair.utf8(name));
    opened.findings.push_back({.severity = Severity::Warning,
                               .code = FindingCode::ReaderWarning,
                               .layer = shown,
                               .values = {"left out: " + why, "1"}});
}

/// Tables without geometry that the GeoPackage lists.
/// @source GeoPackage 1.3 clause 2.4 (attributes)
std::vector<GpkgLayer> attributeTables(const SqliteReader& database) {
    std::vector<GpkgLayer> tables;
    auto rows = database.prepare(
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'attributes' ORDER BY rowid");
    while (rows && rows->step() == SqliteStatement::Step::Row) {
        tables.push_back({std::string(rows->text(0)), {}, {}, 0, {}});
    }
    return tables;
}

bool isPlainTable(const SqliteReader& database, const std::string& name) {
    auto row = database.prepare("SELECT 1 FROM sqlite_schema WHERE lower(name) = lower(?1) AND "
                                "type = 'table' AND rootpage > 0");
    if (!row) {
        return false;
    }
    row->bind(1, name);
    return row->step() == SqliteStatement::Step::Row;
}

} // namespace

Result<void> openGeoPackage(const ReaderInput& input, OpenedFiles& opened) {
    auto connection = SqliteReader::openThrough(
        kVirtualSqlite, input.path, charactersOf(*VirtualFiles::all().find(input.path)));
    if (!connection) {
        return connection.error();
    }
    const auto database = std::make_shared<SqliteReader>(std::move(*connection));
    auto layers = gpkgLayers(*database);
    if (!layers) {
        Error error = layers.error();
        error.subject = input.file.string();
        return error;
    }
    const std::size_t spatial = layers->size();
    for (GpkgLayer& table : attributeTables(*database)) {
        layers->push_back(std::move(table));
    }
    for (std::size_t i = 0; i < layers->size(); ++i) {
        const GpkgLayer& layer = (*layers)[i];
        if (!isPlainTable(*database, layer.table)) {
            leaveOut(
                layer.table, "a view or virtual table, which would run what the file says", opened);
            continue;
        }
        auto table = gpkgTable(*database, layer, i < spatial);
        if (!table) {
            leaveOut(layer.table, table.error().detail, opened);
            continue;
        }
        auto reader =
            std::make_unique<GpkgLayerReader>(database, std::move(*table), i < spatial, input);
        if (auto described = reader->describe(input.path); !described) {
            leaveOut(layer.table, described.error().detail, opened);
            continue;
        }
        opened.layers.push_back(std::move(reader));
    }
    return {};
}

} // namespace tuban::data
