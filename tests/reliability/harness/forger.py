"""A forger who knows the file: rows changed together with their checks, which anybody can compute.
What the journal says of them is all that can give it away."""

import hashlib
import struct

SYSTEM = ("fid", "geom", "tuban_id", "tuban_version", "tuban_check")


def _named(tag, name):
    return tag + struct.pack("<I", len(name.encode())) + name.encode()


def _field(name, value):
    if value is None:
        return b""
    if isinstance(value, int):
        return _named(b"i", name) + struct.pack("<q", value)
    if isinstance(value, float):
        return _named(b"r", name) + struct.pack("<d", value)
    return _named(b"t", name) + struct.pack("<Q", len(value.encode())) + value.encode()


def _first_eight(content):
    return struct.unpack("<q", hashlib.sha256(content).digest()[:8])[0]


def row_check(columns, values):
    """The check of a row, by the rules of src/data/store/row_check.h."""
    row = dict(zip(columns, values))
    content = row["tuban_id"].encode() + struct.pack("<q", row["tuban_version"])
    if row.get("geom") is not None:
        content += b"g" + struct.pack("<Q", len(row["geom"])) + row["geom"]
    for name in columns:
        if name not in SYSTEM:
            content += _field(name, row[name])
    return _first_eight(content)


def layer_check(name, definition, rows):
    """The check of an entry of tuban_layer."""
    return _first_eight(name.encode() + struct.pack("<q", rows) + _field("definition", definition))


def fix_row(connection, layer, rowid):
    """Gives a row the check that its content asks for."""
    cursor = connection.execute(f"SELECT * FROM {layer} WHERE rowid = ?", (rowid,))
    columns = [one[0] for one in cursor.description]
    check = row_check(columns, cursor.fetchone())
    connection.execute(f"UPDATE {layer} SET tuban_check = ? WHERE rowid = ?", (check, rowid))


def fix_count(connection, layer):
    """Gives a layer the number of rows that it has."""
    (rows,) = connection.execute(f"SELECT count(*) FROM {layer}").fetchone()
    (definition,) = connection.execute("SELECT definition FROM tuban_layer WHERE name = ?", (layer,)).fetchone()
    connection.execute(
        "UPDATE tuban_layer SET row_count = ?, row_check = ? WHERE name = ?",
        (rows, layer_check(layer, definition, rows), layer),
    )


def rows_with_wrong_checks(connection, layer):
    """How many rows of a sound layer this module would give another check: 0, or it knows nothing."""
    cursor = connection.execute(f"SELECT * FROM {layer}")
    columns = [one[0] for one in cursor.description]
    place = columns.index("tuban_check")
    return sum(row_check(columns, values) != values[place] for values in cursor)
