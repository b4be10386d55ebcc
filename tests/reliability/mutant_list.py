"""Defects to seed in the store, and the rows that must find each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    file: str
    old: str  # occurs once
    new: str


@dataclass(frozen=True)
class Mutant:
    name: str
    rows: tuple  # any of them
    edits: tuple


STORE = "src/data/store/"
DATABASE = STORE + "store_database.cpp"
GPKG = STORE + "gpkg_store_write.cpp"
TABLE = STORE + "row_table.cpp"
SCHEMA = STORE + "store_schema.cpp"
VERIFY = STORE + "verify.cpp"


def mutant(name, rows, *edits):
    return Mutant(name, tuple(rows.split()), tuple(Edit(*edit) for edit in edits))


EXTRA = '"PRAGMA synchronous = EXTRA;"'
DELETE = '"PRAGMA journal_mode = DELETE"'

MUTANTS = (
    mutant("synchronous-full", "d3", (DATABASE, EXTRA, '"PRAGMA synchronous = FULL;"')),
    mutant("synchronous-normal", "d3", (DATABASE, EXTRA, '"PRAGMA synchronous = NORMAL;"')),
    mutant("synchronous-off", "d3", (DATABASE, EXTRA, '"PRAGMA synchronous = OFF;"')),
    mutant("journal-in-memory", "d3 d1", (DATABASE, DELETE, '"PRAGMA journal_mode = MEMORY"')),
    # SQLite keeps a journal all the same while it is told to be defensive.
    mutant(
        "journal-off",
        "d3 e5",
        (DATABASE, DELETE, '"PRAGMA journal_mode = OFF"'),
        (DATABASE, "std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1)", "std::pair(SQLITE_DBCONFIG_DEFENSIVE, 0)"),
    ),
    mutant("write-ahead-log", "d8 d7", (DATABASE, DELETE, '"PRAGMA journal_mode = WAL"')),
    mutant(
        "commit-result-ignored",
        "e2 e1",
        (
            GPKG,
            "if (auto committed = m_db->commit(); !committed) {",
            "if (auto committed = m_db->commit(); !committed && numberOf(last.number) < 0) {",
        ),
    ),
    mutant("no-commit", "d1 d7", (DATABASE, 'return execute("COMMIT");', "return {};")),
    mutant(
        "no-rollback",
        "e5",
        (DATABASE, 'return inTransaction() ? execute("ROLLBACK") : Result<void>();', "return {};"),
        (GPKG, "m_broken = !given || error.code == ErrorCode::WriteFailed;", "m_broken = false && given;"),
    ),
    mutant(
        "commit-instead-of-rollback",
        "e5",
        (DATABASE, 'inTransaction() ? execute("ROLLBACK")', 'inTransaction() ? execute("COMMIT")'),
    ),
    mutant(
        "version-not-compared",
        "e5",
        (GPKG, "if (row.version != *change.seen) {", "if (row.version != *change.seen && row.fid < 0) {"),
        (DATABASE, "if (sqlite3_changes64(m_connection.get()) != 1) {", "if (m_connection == nullptr) {"),
        (TABLE, 'm_update = "UPDATE " + table + " SET " + assigned + sameRow + "?" + std::to_string(parameter);',
         'm_update = "UPDATE " + table + " SET " + assigned + " WHERE fid = ?1";'),
        (TABLE, "(*statement)->bind(last, numberOf(seen));", "static_cast<void>(last), static_cast<void>(seen);"),
    ),
    mutant("row-check-not-compared", "d10 s3", (TABLE, "check.finish() == statement.integer(kCheck);", "check.finish() != 0;")),
    mutant(
        "number-of-rows-not-kept",
        "d1 u2",
        (GPKG, "m_layers.find(layer)->second.rows += what.added;", "static_cast<void>(what);"),
    ),
    mutant("hash-not-compared", "s3", (VERIFY, " || again != entry) {", ") {")),
    mutant(
        "gaps-in-the-journal-allowed",
        "s3",
        (VERIFY, "if (numberOf(entry.number) != numberOf(m_before.number) + 1) {", "if (numberOf(entry.number) < 0) {"),
        (VERIFY, "if (entry.previous != m_before.hash) {", "if (entry.previous.empty()) {"),
        (VERIFY, " || again != entry) {", ") {"),
    ),
    mutant("rows-of-entries-not-compared", "s3", (VERIFY, "return rowsFault(*change, entry.number);", "return {};")),
    mutant("undo-stays-on-top", "u2", (STORE + "journal_table.cpp", "entry.undoTop = below.undoTop;", "entry.undoTop = before.undoTop;")),
    mutant("triggers-run", "i9", (DATABASE, "std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)", "std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)")),
    mutant(
        "schema-not-compared",
        "i9",
        (SCHEMA, "if (ours->second.table != object.table || ours->second.sql != object.sql) {", "if (ours->second.table.empty()) {"),
        (SCHEMA, 'return damaged(name, "an index that Tuban does not make on " + object.table);', "continue;"),
    ),
    mutant(
        "stale-after-another-writer",
        "c1",
        (GPKG, "return *version == m_dataVersion ? Result<void>() : refresh();", "return {};"),
        (STORE + "edit_lock.cpp", "::fcntl(descriptor, F_OFD_SETLK, &range) == 0", "range.l_len == 1"),
    ),
    mutant(
        "copy-without-its-data",
        "d7",
        (STORE + "gpkg_store_read.cpp", "sqlite3_backup_step(backup, -1)", "sqlite3_backup_step(backup, 20)"),
        (STORE + "gpkg_store_read.cpp", "if (stepped != SQLITE_DONE || finished != SQLITE_OK) {", "if (stepped == finished && finished != SQLITE_OK) {"),
    ),
)
