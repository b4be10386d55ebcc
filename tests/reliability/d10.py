"""D10: bits rot. With one bit of the file turned the rows are as they were, or the damage is
reported and the rows are named; nothing crashes."""

import shutil

from harness import dump, row
from harness.checker import Checker, Crash
from harness.operations import Operations


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    with run.edit(workspace) as session:
        run.play(session, made, Operations(run.rng), 60)
        session.close()
    with open(workspace, "rb") as file:
        whole = file.read()
    rotten = run.path("rotten.gpkg")
    for name in ("flips", "unchanged", "reported", "refused", "silent", "unnamed", "crash"):
        run.note(name, 0)
    with Checker(run) as checker:
        for _ in range(run.times(300, 1000)):
            try_flip(run, checker, made, whole, rotten)


def try_flip(run, checker, made, whole, rotten):
    bit = run.rng.randrange(8 * len(whole))
    content = bytearray(whole)
    content[bit // 8] ^= 1 << bit % 8
    with open(rotten, "wb") as file:
        file.write(content)
    run.count("flips")
    where = f"bit {bit % 8} of byte {bit // 8}"
    try:
        verdict = checker.check(rotten, rows=True)
    except Crash as crash:
        run.count("crash")
        run.expect(False, f"{where}: {crash}")
        return
    shutil.rmtree(rotten + ".backups", ignore_errors=True)
    if verdict.error:
        run.count("refused")
        return
    differences = dump.differences(made.rows, verdict.rows)
    if not differences:
        run.count("unchanged" if verdict.sound else "reported")
        return
    if not run.expect(not verdict.sound, f"{where}: {differences[:2]}"):
        run.count("silent")
        return
    run.count("reported")
    # Rows that are left out are named; rows that read differently must not get this far.
    changed = [key for key in made.rows.keys() & verdict.rows.keys() if made.rows[key] != verdict.rows[key]]
    run.expect(not changed, f"{where}: read with another content: {changed[:2]}")
    missing = made.rows.keys() - verdict.rows.keys()
    named = " ".join(map(str, verdict.damage))
    unnamed = [key for key in missing if isinstance(key[1], str) and key[1] not in named]
    if unnamed and not any(layer in named for layer, _ in unnamed):
        run.count("unnamed")
        run.expect(False, f"{where}: not named: {unnamed[:2]}, but {named[:300]}")


row.main("D10", body)
