"""S3: the history is changed behind the program's back: entries edited, deleted, inserted,
exchanged, cut off; rows edited without an entry. Verification says so each time. A history that was
cut or written anew as a whole fits itself; it shows against the anchor that was kept elsewhere."""

import os
import shutil
import sqlite3

from harness import forger, gpkg, row
from harness.checker import Checker
from harness.operations import Operations


def other_value(rng, value):
    """A value of the same type that differs."""
    if isinstance(value, bool) or value is None:
        return 1
    if isinstance(value, int):
        return value + rng.choice((-1, 1, 1 << 20))
    if isinstance(value, float):
        return value + 1.0
    if isinstance(value, bytes):
        if not value or rng.random() < 0.2:
            return value + b"\0"
        at = rng.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << rng.randrange(8))]) + value[at + 1 :]
    at = rng.randint(0, len(value))
    return value[:at] + rng.choice("x0片") + value[at:]


class Mutations:
    """Each changes the file behind the connection and says what it did, or None."""

    def __init__(self, rng, connection):
        self.rng = rng
        self.db = connection
        self.layers = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN"
                " ('parcel', 'road', 'facility', 'contract', 'district', 'lineage')"
            )
        ]

    def columns(self, table):
        return [name for _, name, *_ in self.db.execute(f"PRAGMA table_info({table})")]

    def rowids(self, table):
        return [one for (one,) in self.db.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]

    def _edit(self, table):
        ids = self.rowids(table)
        if not ids:
            return None
        chosen, column = self.rng.choice(ids), self.rng.choice(self.columns(table))
        value = self.db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (chosen,)).fetchone()[0]
        changed = other_value(self.rng, value)
        self.db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, chosen))
        return f"{table}.{column} of row {chosen}: {value!r} became {changed!r}"

    def edit_entry(self):
        return self._edit("tuban_entry")

    def edit_row(self):
        """Of a layer; fid is not part of it."""
        for _ in range(20):
            said = self._edit(self.rng.choice(self.layers))
            if said and ".fid " not in said:
                return said
            self.db.rollback()
        return None

    def delete_entry(self):
        ids = self.rowids("tuban_entry")
        chosen = self.rng.choice(ids)
        self.db.execute("DELETE FROM tuban_entry WHERE rowid = ?", (chosen,))
        return f"entry {chosen} of {len(ids)} deleted"

    def insert_entry(self):
        ids = self.rowids("tuban_entry")
        chosen = self.rng.choice(ids)
        number = self.columns("tuban_entry")[0]
        columns = ", ".join(self.columns("tuban_entry")[1:])
        self.db.execute(
            f"INSERT INTO tuban_entry ({number}, {columns})"
            f" SELECT ?, {columns} FROM tuban_entry WHERE rowid = ?",
            (ids[-1] + 1, chosen),
        )
        return f"entry {chosen} again at the end"

    def exchange_entries(self):
        ids = self.rowids("tuban_entry")
        one, other = self.rng.sample(ids, 2)
        spare = ids[-1] + 10
        number = self.columns("tuban_entry")[0]
        for source, target in ((one, spare), (other, one), (spare, other)):
            self.db.execute(f"UPDATE tuban_entry SET {number} = ? WHERE rowid = ?", (target, source))
        return f"entries {one} and {other} exchanged"

    def cut_entries(self):
        ids = self.rowids("tuban_entry")
        first = self.rng.choice(ids[1:])
        self.db.execute("DELETE FROM tuban_entry WHERE rowid >= ?", (first,))
        return f"entries from {first} cut off"

    def delete_row(self):
        layer = self.rng.choice(self.layers)
        ids = self.rowids(layer)
        if not ids:
            return None
        chosen = self.rng.choice(ids)
        self.db.execute(f"DELETE FROM {layer} WHERE rowid = ?", (chosen,))
        return f"row {chosen} of {layer} deleted"

    def copy_row(self):
        """The content of a row over that of another, with all its hashes."""
        layer = self.rng.choice(self.layers)
        ids = self.rowids(layer)
        if len(ids) < 2:
            return None
        one, other = self.rng.sample(ids, 2)
        names = [name for name in self.columns(layer) if name not in ("fid", "tuban_id")]
        names = [name for name in names if not name.endswith("_no") and name != "district_id"]
        assignments = ", ".join(f"{name} = (SELECT {name} FROM {layer} WHERE rowid = ?)" for name in names)
        before = self._content(layer, names, other)
        if before == self._content(layer, names, one):
            return None
        self.db.execute(f"UPDATE {layer} SET {assignments} WHERE rowid = ?", [one] * len(names) + [other])
        return f"row {one} of {layer} copied over row {other}"

    def forge_row(self):
        """Another value, with the check that fits it."""
        for _ in range(20):
            layer = self.rng.choice(self.layers)
            fields = [name for name in self.columns(layer) if name not in forger.SYSTEM]
            ids = self.rowids(layer)
            if not ids:
                continue
            chosen, column = self.rng.choice(ids), self.rng.choice(fields)
            value = self.db.execute(f"SELECT {column} FROM {layer} WHERE rowid = ?", (chosen,)).fetchone()[0]
            if value is None:
                continue
            changed = other_value(self.rng, value)
            self.db.execute(f"UPDATE {layer} SET {column} = ? WHERE rowid = ?", (changed, chosen))
            forger.fix_row(self.db, layer, chosen)
            return f"{layer}.{column} of row {chosen} forged: {value!r} became {changed!r}"
        return None

    def forge_deletion(self):
        """A row gone, and the number of rows with it."""
        layer = self.rng.choice(self.layers)
        ids = self.rowids(layer)
        if not ids:
            return None
        chosen = self.rng.choice(ids)
        self.db.execute(f"DELETE FROM {layer} WHERE rowid = ?", (chosen,))
        forger.fix_count(self.db, layer)
        return f"row {chosen} of {layer} deleted and not counted"

    def edit_workspace(self):
        keys = [one for (one,) in self.db.execute("SELECT key FROM tuban_workspace ORDER BY key")]
        chosen = self.rng.choice(keys)
        value = self.db.execute("SELECT value FROM tuban_workspace WHERE key = ?", (chosen,)).fetchone()[0]
        changed = other_value(self.rng, value)
        self.db.execute("UPDATE tuban_workspace SET value = ? WHERE key = ?", (changed, chosen))
        return f"{chosen} of the workspace: {value!r} became {changed!r}"

    def edit_layer(self):
        return self._edit("tuban_layer")

    def delete_entry_row(self):
        """What the history of one row is found by."""
        found = self.db.execute("SELECT row, layer, entry FROM tuban_entry_row ORDER BY 3, 2, 1").fetchall()
        chosen = self.rng.choice(found)
        self.db.execute("DELETE FROM tuban_entry_row WHERE row = ? AND layer = ? AND entry = ?", chosen)
        return f"the reference of entry {chosen[2]} to a row deleted"

    def turn_entry_row(self):
        """An entry that is found by another row than the one it changed."""
        found = self.db.execute("SELECT row, layer, entry FROM tuban_entry_row ORDER BY 3, 2, 1").fetchall()
        row, layer, entry = self.rng.choice(found)
        other = row[:-1] + bytes([row[-1] ^ (1 << self.rng.randrange(8))])
        self.db.execute(
            "UPDATE tuban_entry_row SET row = ? WHERE row = ? AND layer = ? AND entry = ?", (other, row, layer, entry)
        )
        return f"the reference of entry {entry} turned to another row"

    def _content(self, layer, names, chosen):
        return self.db.execute(f"SELECT {', '.join(names)} FROM {layer} WHERE rowid = ?", (chosen,)).fetchone()


KINDS = (
    "edit_entry",
    "edit_row",
    "delete_entry",
    "insert_entry",
    "exchange_entries",
    "cut_entries",
    "delete_row",
    "copy_row",
    "forge_row",
    "forge_deletion",
    "edit_workspace",
    "edit_layer",
    "delete_entry_row",
    "turn_entry_row",
)


def mutate(run, path, kind):
    try:
        with gpkg.past_triggers(path) as connection:
            return getattr(Mutations(run.rng, connection), kind)()
    except sqlite3.IntegrityError:  # the table itself refuses it
        return None


def keep_anchor(run, workspace, path):
    with open(path, "wb") as file:
        file.write(run.must("verify", workspace, "--anchor"))


def against_the_anchor(run, workspace, made, operations):
    """An older copy is a history whose tail was cut; one that went on in another way is a history
    written anew. Both are sound by themselves."""
    older, anchor = run.path("older.gpkg"), run.path("later-anchor")
    shutil.copyfile(workspace, older)
    with run.edit(workspace) as session:
        run.play(session, made, operations, 5)
        session.close()
    keep_anchor(run, workspace, anchor)
    sound, said = run.verify(workspace, "--against", anchor)
    run.expect(sound, f"the workspace against its own anchor: {said}")
    with run.edit(workspace) as session:
        run.play(session, made, operations, 2)
        session.close()
    sound, said = run.verify(workspace, "--against", anchor)
    run.expect(sound, f"the workspace that went on against its anchor: {said}")

    run.expect(run.verify(older)[0], "an older copy is sound by itself")
    run.expect(not run.verify(older, "--against", anchor)[0], "a tail that was cut did not show")
    other = run.start_model(older)
    with run.edit(older) as session:
        ours = Operations(run.rng, {"insert": 1})
        run.play(session, other, ours, 12)
        session.close()
    run.expect(run.verify(older)[0], "a workspace that went on is sound")
    run.expect(not run.verify(older, "--against", anchor)[0], "a history written anew did not show")
    run.note("anchored", 2)


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    with run.edit(workspace) as session:
        run.play(session, made, operations, 60)
        session.close()
    mutated, anchor = run.path("mutated.gpkg"), run.path("anchor")
    keep_anchor(run, workspace, anchor)
    connection = sqlite3.connect(workspace)
    wrong = forger.rows_with_wrong_checks(connection, "parcel")
    connection.close()
    run.expect(wrong == 0, f"the forger does not know the checks of {wrong} rows")
    run.note("mutations", 0)
    run.note("undetected", 0)
    with Checker(run) as checker:
        count = run.times(250, 10000)
        while run.counts["mutations"] < count:
            kind = run.rng.choice(KINDS)
            shutil.copyfile(workspace, mutated)
            said = mutate(run, mutated, kind)
            if said is None:
                continue
            run.count("mutations")
            verdict = checker.check(mutated, read_only=True)
            found = verdict.error or not verdict.sound
            if kind == "cut_entries" and not found:  # what is left may be a sound history
                found = not run.verify(mutated, "--against", anchor)[0]
                run.count("found_by_the_anchor", bool(found))
            if not run.expect(found, f"{kind}: {said}"):
                run.count("undetected")
                run.count(f"undetected_{kind}")
    # The command says what the library says.
    shutil.copyfile(workspace, mutated)
    mutate(run, mutated, "delete_entry")
    run.expect(not run.verify(mutated)[0], "tuban verify finds a deleted entry")
    against_the_anchor(run, workspace, made, operations)
    os.remove(mutated)


row.main("S3", body)
