"""Changes to a workspace by SQLite, past the program and past the triggers that ask others not to."""

import contextlib
import sqlite3


@contextlib.contextmanager
def past_triggers(path):
    """A connection for which the file has no triggers; they are there again afterwards."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT * FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_schema WHERE type = 'trigger'")
    connection.commit()
    connection.close()
    connection = sqlite3.connect(path)  # reads the schema anew
    try:
        yield connection
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", triggers)
        connection.commit()
    finally:
        connection.close()
