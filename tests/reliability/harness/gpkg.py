"""Plain access to a workspace by SQLite, past the program."""

import sqlite3
import struct


def envelope(blob):
    """(west, east, south, north) from the header of a GeoPackage geometry, or None.
    @source OGC 12-128r18, 2.1.3."""
    if not isinstance(blob, bytes) or len(blob) < 40 or (blob[3] >> 1) & 7 == 0:
        return None
    return struct.unpack_from("<4d" if blob[3] & 1 else ">4d", blob, 8)


def connect(path):
    """With the functions that the triggers of a GeoPackage call."""
    connection = sqlite3.connect(path)
    connection.create_function("ST_IsEmpty", 1, lambda blob: int(envelope(blob) is None))
    for place, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, lambda blob, place=place: (envelope(blob) or (None,) * 4)[place])
    return connection
