#pragma once

// Tables as offices have them, made for a test, and a workspace that takes them.

#include "data/store/workspace_store.h"
#include "jobs/describe.h"
#include "jobs/edit_session.h"
#include "jobs/import_job.h"
#include "jobs/new_workspace_job.h"
#include "support/temporary_folder.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace tuban::test {

/// A workbook of one sheet; rows and columns count from 1.
class Workbook {
public:
    explicit Workbook(const std::string& path, const char* sheet = "Sheet1")
        : m_book(workbook_new(path.c_str())), m_sheet(workbook_add_worksheet(m_book, sheet)) {}
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook() { workbook_close(m_book); }

    void text(int row, int column, const std::string& value) {
        worksheet_write_string(m_sheet, r(row), c(column), value.c_str(), nullptr);
    }
    void number(int row, int column, double value) {
        worksheet_write_number(m_sheet, r(row), c(column), value, nullptr);
    }
    void formula(int row, int column, const std::string& formula, double result) {
        worksheet_write_formula_num(m_sheet, r(row), c(column), formula.c_str(), nullptr, result);
    }
    /// A date with a format of the user, or with the built-in one of this index.
    void date(int row, int column, lxw_datetime day, const char* format, std::uint8_t index = 0) {
        lxw_format* const made = workbook_add_format(m_book);
        if (format != nullptr) {
            format_set_num_format(made, format);
        } else {
            format_set_num_format_index(made, index);
        }
        worksheet_write_datetime(m_sheet, r(row), c(column), &day, made);
    }
    void percent(int row, int column, double value) {
        lxw_format* const made = workbook_add_format(m_book);
        format_set_num_format(made, "0.00%");
        worksheet_write_number(m_sheet, r(row), c(column), value, made);
    }
    void merged(int row, int first, int last, const std::string& value) {
        worksheet_merge_range(m_sheet, r(row), c(first), r(row), c(last), value.c_str(), nullptr);
    }
    void mergedDown(int first, int last, int column, const std::string& value) {
        worksheet_merge_range(
            m_sheet, r(first), c(column), r(last), c(column), value.c_str(), nullptr);
    }

private:
    static lxw_row_t r(int row) { return static_cast<lxw_row_t>(row - 1); }
    static lxw_col_t c(int column) { return static_cast<lxw_col_t>(column - 1); }

    lxw_workbook* m_book;
    lxw_worksheet* m_sheet;
};

/// A workspace in CGCS2000, zone 39 of three degrees, and tables that are brought into it.
class TableImport : public ::testing::Test {
protected:
    void SetUp() override {
        const auto made =
            jobs::NewWorkspaceJob({.path = m_path, .crs = "EPSG:4527", .user = "test"}).run({});
        ASSERT_TRUE(made) << jobs::describe(made.error());
    }

    std::string file(const std::string& name) const { return m_folder.file(name); }
    std::string write(const std::string& name, const std::string& bytes) const {
        writeBytes(m_folder / name, bytes);
        return file(name);
    }

    Result<jobs::ImportJob::Summary> attempt(const std::string& source,
                                             jobs::ImportJob::Settings settings = {}) const {
        settings.workspace = m_path;
        settings.sources = {source};
        settings.user = "张三";
        return jobs::ImportJob(settings).run({});
    }
    jobs::ImportJob::Summary import(const std::string& source,
                                    const jobs::ImportJob::Settings& settings = {}) {
        auto done = attempt(source, settings);
        EXPECT_TRUE(done) << jobs::describe(done.error());
        return done ? *done : jobs::ImportJob::Summary();
    }

    std::unique_ptr<data::WorkspaceStore> open() const {
        auto store = data::openWorkspace(m_path, data::OpenMode::ReadOnly, {});
        EXPECT_TRUE(store);
        return std::move(*store);
    }
    std::vector<StoredRow> rowsOf(const std::string& layer) const {
        std::vector<StoredRow> rows;
        std::vector<Finding> findings;
        const auto take = [&](StoredRow&& row) {
            rows.push_back(std::move(row));
            return true;
        };
        EXPECT_TRUE(open()->rows(layer, take, findings, {}));
        return rows;
    }
    /// The values of a field, sorted, as texts; "": nothing.
    std::vector<std::string> valuesOf(const std::string& layer, const std::string& field) const {
        const auto place = open()->layer(layer)->fieldIndex(field);
        std::vector<std::string> values;
        for (const StoredRow& row : rowsOf(layer)) {
            values.push_back(textOf(row.content.values[place.value_or(0)]));
        }
        std::sort(values.begin(), values.end());
        return place ? values : std::vector<std::string>{"no field " + field};
    }
    /// The value of a field in the row with this key.
    std::string
    valueOf(const std::string& layer, const std::string& key, const std::string& field) const {
        const auto store = open();
        const LayerSchema& schema = *store->layer(layer);
        const auto rows = store->rowsWhere(layer, schema.keyField()->name, key);
        EXPECT_TRUE(rows && rows->size() == 1) << key;
        const auto place = schema.fieldIndex(field);
        return rows && rows->size() == 1 && place ? textOf(rows->front().content.values[*place])
                                                  : "?";
    }
    static std::string textOf(const FieldValue& value) {
        if (const auto* const text = std::get_if<std::string>(&value)) {
            return *text;
        }
        if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
            return std::to_string(*whole);
        }
        const auto* const real = std::get_if<double>(&value);
        char digits[32] = "";
        if (real != nullptr) {
            std::snprintf(digits, sizeof digits, "%.10g", *real);
        }
        return digits;
    }

    static std::vector<Finding> findingsOf(const jobs::ImportJob::Summary& summary,
                                           FindingCode code) {
        std::vector<Finding> all;
        std::copy_if(summary.findings.begin(),
                     summary.findings.end(),
                     std::back_inserter(all),
                     [&](const Finding& finding) { return finding.code == code; });
        return all;
    }
    /// The value at `place` of each finding of a kind.
    static std::vector<std::string>
    saidOf(const jobs::ImportJob::Summary& summary, FindingCode code, std::size_t place) {
        std::vector<std::string> said;
        for (const Finding& finding : findingsOf(summary, code)) {
            said.push_back(place < finding.values.size() ? finding.values[place] : "");
        }
        return said;
    }

    TemporaryFolder m_folder;
    const std::filesystem::path m_path = m_folder / "zone.gpkg";
};

} // namespace tuban::test
