"""A small writer of a plain SQLite file, to prove that the recorder and the disk states find what
they are there to find. As a program: PATH SYNCHRONOUS COUNT SEED; acknowledges each transaction.
"""

import hashlib
import json
import random
import sqlite3
import sys


def transactions(count, seed):
    """What each transaction does: a list of (row, text or None)."""
    rng = random.Random(seed)
    known = []
    for _ in range(count):
        changes = []
        for _ in range(rng.randint(1, 6)):
            row = rng.choice(known) if known and rng.random() < 0.6 else len(known) + 1
            if row > len(known):
                known.append(row)
            text = None if rng.random() < 0.15 else "%x" % rng.getrandbits(4 * rng.randint(10, 3000))
            changes.append((row, text))
        yield changes


def digest(rows):
    return hashlib.sha256(json.dumps(sorted(rows.items())).encode()).hexdigest()


def expected_digests(count, seed):
    """Of the rows after 0, 1, … transactions."""
    rows = {}
    digests = [digest(rows)]
    for changes in transactions(count, seed):
        for row, text in changes:
            if text is None:
                rows.pop(row, None)
            else:
                rows[row] = text
        digests.append(digest(rows))
    return digests


def check(path):
    """(transactions in the file, digest of its rows), or None where the file is damaged."""
    connection = sqlite3.connect(path)
    try:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return None
        done = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
        rows = dict(connection.execute("SELECT id, text FROM rows"))
        if connection.execute("SELECT count(*) FROM rows NOT INDEXED").fetchone()[0] != len(rows):
            return None
        return done, digest(rows)
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


def create(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("CREATE INDEX by_text ON rows (text)")
    connection.execute("CREATE TABLE journal (number INTEGER PRIMARY KEY)")
    connection.close()


def write(path, synchronous, count, seed):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA cache_size = 10")  # pages leave the cache before the commit too
    for number, changes in enumerate(transactions(count, seed), 1):
        connection.execute("BEGIN IMMEDIATE")
        for row, text in changes:
            connection.execute("DELETE FROM rows WHERE id = ?", (row,))
            if text is not None:
                connection.execute("INSERT INTO rows VALUES (?, ?)", (row, text))
        connection.execute("INSERT INTO journal VALUES (?)", (number,))
        connection.execute("COMMIT")
        print(json.dumps({"ok": True, "entry": number}), flush=True)
    connection.close()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
