// Whole workspaces: a file is opened for reading, all its rows and entries are read, and it is
// verified. Every fourth input, by a hash of it, is opened for editing as well.

#include "data/store/canonical_row.h"
#include "data/store/change_codec.h"
#include "data/store/sha256.h"
#include "data/store/workspace_store.h"
#include "data/store/workspace_writer.h"
#include "data/tables_reader/catalog_reader.h"
#include "support/product_folders.h"
#include "target.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

namespace tuban::fuzz {

namespace {

namespace fs = std::filesystem;
using namespace data;

std::string bytesOf(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A folder for the files of this process, with a product folder in it whose catalogue is small, so
/// that workspaces are, too.
class Place {
public:
    static const Place& instance() {
        static const Place kPlace;
        return kPlace;
    }
    ~Place() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    fs::path workspace() const { return m_folder / "workspace.gpkg"; }
    fs::path catalog() const { return m_folder / "layers" / "catalog"; }
    void put(std::string_view bytes) const {
        fs::remove(workspace().string() + "-journal");
        std::ofstream(workspace(), std::ios::binary) << bytes;
    }

private:
    Place() : m_folder(fs::temp_directory_path() / ("tuban-fuzz-" + std::to_string(::getpid()))) {
        const fs::path product = test::sourceFolder() / "layers";
        fs::create_directories(catalog());
        for (const char* layer : {"village.toml", "lineage.toml"}) {
            fs::copy_file(product / "catalog" / layer, catalog() / layer);
        }
        fs::copy(product / "journal", m_folder / "layers" / "journal");
        fs::copy(product / "rules", m_folder / "layers" / "rules");
        for (const char* style : {"village.qml", "village.sld"}) {
            fs::create_directories(m_folder / "styles" / "layers");
            fs::copy_file(product.parent_path() / "styles" / "layers" / style,
                          m_folder / "styles" / "layers" / style);
        }
        ::setenv("TUBAN_HOME", m_folder.c_str(), 1);
    }

    fs::path m_folder;
};

std::unique_ptr<WorkspaceStore> opened(OpenMode mode) {
    auto store = openWorkspace(Place::instance().workspace(), mode, {});
    return store ? std::move(*store) : nullptr;
}

/// All rows in canonical form; what is damaged is left out and goes to `findings`.
std::string dump(const WorkspaceStore& store, std::vector<Finding>& findings) {
    std::string lines;
    for (const LayerSchema& schema : store.info().layers) {
        const CanonicalRowWriter writer(schema);
        const auto sink = [&](StoredRow&& row) {
            writer.append(lines, row);
            return true;
        };
        if (!store.rows(schema.name, sink, findings, {})) {
            findings.push_back({.severity = Severity::Fault,
                                .code = FindingCode::FileDamaged,
                                .layer = schema.name});
        }
    }
    return lines;
}

/// By the hash of the last entry: what a workspace holds. A sound file with the same journal must
/// hold the same.
std::map<Sha256, std::string>& knownStates() {
    static std::map<Sha256, std::string> states;
    return states;
}

LayerRow village(const std::string& name, std::int64_t size, const LayerSchema& schema) {
    LayerRow row;
    row.values.resize(schema.fields.size());
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        if (schema.fields[i].kind == ValueKind::Text && schema.fields[i].codes.empty()) {
            row.values[i] = name + " " + schema.fields[i].name;
        }
    }
    if (schema.geometry == GeometryKind::Point) {
        row.geometry.parts = {{{{404'812'345'678 + size, 34'567'890'123}}}};
    } else if (schema.geometry != GeometryKind::None) {
        row.geometry.parts = {{{{0, 0}, {size, 0}, {size, size}, {0, size}, {0, 0}}}};
    }
    return row;
}

void makeWorkspace(const fs::path& path, const std::vector<LayerSchema>& layers) {
    auto writer = WorkspaceWriter::create(
        path, {.crs = "EPSG:4548", .date = "2026-11-26", .ifExists = IfExists::Replace});
    require(writer.has_value(), "a workspace can be made");
    for (const LayerSchema& schema : layers) {
        LayerTable table{schema, {}};
        if (schema.geometry != GeometryKind::None) {
            for (int i = 1; i <= 3; ++i) {
                table.rows.push_back(village("村 " + std::to_string(i), 1000 * i, schema));
            }
        }
        require(writer->addTable(table, {}).has_value(), "a table can be added");
    }
    require(writer->commit().has_value(), "a workspace can be finished");
}

/// Changes that leave rows of all ages: one changed twice, one removed, some new.
void editWorkspace(const LayerSchema& schema) {
    const auto store = opened(OpenMode::Edit);
    require(store != nullptr && !store->info().readOnly, "a workspace can be edited");
    std::vector<StoredRow> rows;
    std::vector<Finding> findings;
    const auto keep = [&](StoredRow&& row) {
        rows.push_back(std::move(row));
        return true;
    };
    require(store->rows(schema.name, keep, findings, {}).has_value(), "rows can be read");
    const Uuid added = Uuid::fromHash(sha256("added"));
    const LayerRow content = village("新", 77, schema);
    const std::vector<RowChange> changes{insertion(schema, added, content),
                                         removal(schema, rows.at(0)),
                                         update(schema, rows.at(1), village("改", 5, schema))};
    for (const RowChange& change : changes) {
        NewEntry entry;
        entry.change.rows = {change};
        entry.user = "王芳";
        entry.kind = "insert";
        require(store->apply(entry).has_value(), "a change can be done");
    }
}

bool examineFile(const WorkspaceStore& store) {
    std::vector<Finding> findings;
    const std::string lines = dump(store, findings);
    bool sound = findings.empty();
    const auto sink = [&](FullEntry&& entry) {
        return decodeChange(encodeChange(entry.change)).has_value();
    };
    sound = store.entries({}, sink).has_value() && sound;
    const auto report = store.verify({});
    sound = sound && report && report->isSound();
    if (sound) {
        const auto known = knownStates().find(report->head.hash);
        require(known == knownStates().end() || known->second == lines,
                "a sound workspace holds what its journal says");
    }
    return sound;
}

} // namespace

std::vector<std::string> seeds() {
    const Place& place = Place::instance();
    const auto layers = readCatalog(place.catalog());
    require(layers.has_value() && layers->size() == 2, "the catalogue can be read");
    makeWorkspace(place.workspace(), *layers);
    std::vector<std::string> all{bytesOf(place.workspace())};
    editWorkspace(layers->back());
    all.push_back(bytesOf(place.workspace()));
    for (const std::string& bytes : all) {
        place.put(bytes);
        const auto store = opened(OpenMode::ReadOnly);
        require(store != nullptr, "a seed can be opened");
        std::vector<Finding> findings;
        const auto head = store->head();
        require(head.has_value(), "a seed has a journal");
        knownStates()[head->hash] = dump(*store, findings);
    }
    return all;
}

bool examine(std::string_view input) {
    const Place& place = Place::instance();
    place.put(input);
    bool sound = false;
    if (const auto store = opened(OpenMode::ReadOnly)) {
        sound = examineFile(*store);
    }
    require(bytesOf(place.workspace()) == input, "reading leaves the file as it was");
    if (sha256(input).front() % 4 == 0) {
        if (const auto store = opened(OpenMode::Edit)) {
            examineFile(*store);
        }
    }
    return sound;
}

} // namespace tuban::fuzz
