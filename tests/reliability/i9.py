"""I9: a workspace from a stranger. Triggers, views, virtual tables, generated columns, expressions
in indexes and checks, corrupt trees: nothing of it runs, nothing hangs, and rows that an operation
does not name stay as they were."""

import os
import shutil
import sqlite3
import time

from harness import gpkg, row
from harness.operations import Operations

CANARY = "CREATE TABLE canary (what TEXT)"


def statements(*texts):
    def make(connection):
        for text in texts:
            connection.execute(text)

    return make


def schema_edit(old, new):
    """Edits the text of the schema itself, as no statement would."""

    def make(connection):
        connection.execute("PRAGMA writable_schema = ON")
        found = connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE sql LIKE '%' || ? || '%'", (old, new, old)
        ).rowcount
        connection.execute("PRAGMA writable_schema = OFF")
        if not found:
            raise AssertionError(f"no table of the workspace has {old!r}")

    return make


def root_of(table):
    """The root page of a table becomes a page whose only child is itself."""

    def change(content, path):
        connection = sqlite3.connect(path)
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.close()
        at = (page - 1) * size
        # An interior page without cells and with the page itself as its right child.
        # @source sqlite.org/fileformat2.html#b_tree_pages
        interior = bytes([5, 0, 0, 0, 0]) + size.to_bytes(2, "big") + bytes([0]) + page.to_bytes(4, "big")
        content[at : at + len(interior)] = interior

    return change


def free_list_loop(content, _):
    content[32:36] = (2).to_bytes(4, "big")
    content[36:40] = (0x7FFFFFFF).to_bytes(4, "big")


def wrong_page_size(content, _):
    content[16:18] = (512).to_bytes(2, "big")


def wal_version(content, _):
    content[18:20] = bytes([2, 2])


RECURSIVE = "WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM n) SELECT count(*) AS far FROM n"

HARMLESS = "a table beside"
ATTACKS = {
    HARMLESS: statements("CREATE TABLE beside (a)"),
    "trigger after insert": statements(
        "CREATE TRIGGER t1 AFTER INSERT ON parcel BEGIN INSERT INTO canary VALUES ('insert'); END"
    ),
    "trigger after update": statements(
        "CREATE TRIGGER t1 AFTER UPDATE ON parcel BEGIN INSERT INTO canary VALUES ('update');"
        " UPDATE parcel SET remark = 'foreign'; END"
    ),
    "trigger before delete": statements(
        "CREATE TRIGGER t1 BEFORE DELETE ON parcel BEGIN DELETE FROM contract; END"
    ),
    "trigger on the journal": statements(
        "CREATE TRIGGER t1 AFTER INSERT ON tuban_entry BEGIN INSERT INTO canary VALUES ('journal');"
        " DELETE FROM tuban_entry WHERE number < new.number; END"
    ),
    "trigger on the list of layers": statements(
        "CREATE TRIGGER t1 AFTER UPDATE ON gpkg_contents BEGIN INSERT INTO canary VALUES ('contents'); END"
    ),
    "view in place of a layer": statements(
        "ALTER TABLE parcel RENAME TO parcel_hidden",
        "CREATE VIEW parcel AS SELECT * FROM parcel_hidden",
        "CREATE TRIGGER t1 INSTEAD OF UPDATE ON parcel BEGIN INSERT INTO canary VALUES ('view'); END",
    ),
    "endless view in place of a layer": statements("DROP TABLE road", f"CREATE VIEW road AS {RECURSIVE}"),
    "virtual table in place of a layer": statements(
        "DROP TABLE road", "CREATE VIRTUAL TABLE road USING fts5(road_no, name_zh)"
    ),
    "virtual table beside": statements("CREATE VIRTUAL TABLE notes USING fts5(text)"),
    "generated column": statements("ALTER TABLE parcel ADD COLUMN extra AS (length(zeroblob(100000000)))"),
    "index on an expression": statements("CREATE INDEX strange ON parcel (length(hex(zeroblob(50000000))) + far)"),
    "partial index": statements("CREATE INDEX strange ON parcel (far) WHERE length(hex(zeroblob(50000000))) > 0"),
    "default that computes": statements("CREATE TABLE extra (a, b DEFAULT (randomblob(100000000)))"),
    "foreign key that cascades": statements(
        "CREATE TABLE extra (p INTEGER REFERENCES parcel (fid) ON DELETE CASCADE ON UPDATE CASCADE)",
        "INSERT INTO extra SELECT fid FROM parcel",
    ),
    "unique index beside": statements("CREATE UNIQUE INDEX strange ON parcel (ifnull(built_up, 0) * 0, fid)"),
    "temporary schema names": statements('CREATE TABLE "main.parcel" (a)', 'CREATE VIEW "temp" AS SELECT 1'),
    "check that calls": schema_edit("tuban_version INTEGER", "tuban_version INTEGER CHECK (load_extension('x'))"),
    "check that computes": schema_edit(
        "tuban_version INTEGER", "tuban_version INTEGER CHECK (length(randomblob(100000000)) > 0)"
    ),
    "collation that is not there": schema_edit("tuban_id TEXT", "tuban_id TEXT COLLATE foreign_order"),
    "schema that is no SQL": schema_edit("CREATE TABLE tuban_entry", "CREATE TABLE tuban_entry ((("),
    "two tables on one page": lambda connection: (
        connection.execute("PRAGMA writable_schema = ON"),
        connection.execute(
            "UPDATE sqlite_schema SET rootpage ="
            " (SELECT rootpage FROM sqlite_schema WHERE name = 'parcel') WHERE name = 'contract'"
        ),
    ),
}
# These make something else of what is Tuban's own: such a file is not edited at all.
REFUSED = {
    "view in place of a layer",
    "endless view in place of a layer",
    "virtual table in place of a layer",
    "generated column",
    "index on an expression",
    "partial index",
    "unique index beside",
    "check that calls",
    "check that computes",
    "collation that is not there",
}
BYTE_ATTACKS = {
    "tree of rows that bites its tail": root_of("parcel"),
    "tree of entries that bites its tail": root_of("tuban_entry"),
    "tree of the schema that bites its tail": root_of("sqlite_sequence"),
    "endless free list": free_list_loop,
    "wrong page size": wrong_page_size,
    "write-ahead log": wal_version,
}


def make_hostile(path, attack):
    with gpkg.past_triggers(path) as connection:
        connection.execute(CANARY)
        if attack in ATTACKS:
            ATTACKS[attack](connection)
        connection.commit()
    if attack in BYTE_ATTACKS:
        with open(path, "rb") as file:
            content = bytearray(file.read())
        BYTE_ATTACKS[attack](content, path)
        with open(path, "wb") as file:
            file.write(content)


def content(path):
    """Rows of all tables as they lie there, read by nothing of ours; None: they cannot be read."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found = {}
    try:
        for table in ("canary", "parcel", "contract", "tuban_entry"):
            rows = connection.execute(f"SELECT * FROM {table} LIMIT 10000")
            found[table] = [repr(one) for one in rows]
        return found
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


def try_attack(run, attack, workspace, hostile, victim, key):
    os.makedirs(os.path.dirname(hostile))
    shutil.copyfile(workspace, hostile)
    make_hostile(hostile, attack)
    before = content(hostile)
    for command, *more in (("info",), ("dump", "--canonical"), ("verify",), ("history", key)):
        expect_end(run, attack, run.tuban(command, hostile, *more, timeout=60))
    update = {"op": "update", "layer": "parcel", "id": victim, "values": {"far": 3.25}}
    saved = 0
    started = time.monotonic()
    with run.edit(hostile) as session:
        session.send(update)
        session.send({"op": "insert", "layer": "contract", "values": {"contract_no": "hostile", "parcel_no": "A-01"}})
        session.send({"op": "delete", "layer": "parcel", "id": victim})
        session.close(60)
        saved = sum(ack["ok"] for ack in session.rest())
        code = session.process.returncode
    run.expect(code in (0, 1, 2), f"{attack}: edit ended with {code}")
    run.expect(time.monotonic() - started < 30, f"{attack}: took too long")
    run.count("edited" if saved else "refused")
    run.expect(saved or attack != HARMLESS, f"{attack}: refused")
    run.expect(not saved or attack not in REFUSED, f"{attack}: edited")
    after = content(hostile)
    if before is None or after is None:
        return
    run.expect(after["canary"] == [], f"{attack}: ran {after['canary']}")
    run.count("executed", len(after["canary"]))
    others = [one for one in before["parcel"] if victim not in one]
    run.expect(set(others) <= set(after["parcel"]), f"{attack}: other parcels were changed")
    run.expect(set(before["contract"]) <= set(after["contract"]), f"{attack}: contracts were changed")
    run.expect(set(before["tuban_entry"]) <= set(after["tuban_entry"]), f"{attack}: entries were changed")
    if not saved:
        run.expect(before == after, f"{attack}: refused, and yet changed")


def expect_end(run, attack, done):
    run.expect(done.returncode in (0, 1, 2), f"{attack}: ended with {done.returncode}: {done.stderr[-300:]}")


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng, {"insert": 3, "update": 1})
    with run.edit(workspace) as session:
        run.play(session, made, operations, 40)
        session.close()
    victim = sorted(made.ids("parcel"))[0]
    for name in ("attacks", "edited", "refused", "executed"):
        run.note(name, 0)
    for number, attack in enumerate([*ATTACKS, *BYTE_ATTACKS]):
        run.count("attacks")
        try_attack(run, attack, workspace, run.path(f"hostile-{number}/office.gpkg"), victim, made.any_key())


row.main("I9", body)
