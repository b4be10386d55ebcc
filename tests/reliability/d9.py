"""D9: a drill with the automatic copies. Many sessions make many; twenty are kept, and restoring any
of them brings back what the workspace held when it was made."""

import os
import shutil

from harness import crashes, row
from harness.checker import Checker
from harness.operations import Operations

KEPT = 20


def home_without_pauses(run):
    """The product's data, with copies as often as there are sessions."""
    source = run.product_folder()
    home = run.path("home")
    for name in ("layers", "styles"):
        shutil.copytree(os.path.join(source, name), os.path.join(home, name))
    rules = os.path.join(home, "layers", "rules", "generations.toml")
    with open(rules, encoding="utf-8") as file:
        lines = file.read().splitlines(keepends=True)
    changed = ["minimum_minutes = 0\n" if line.startswith("minimum_minutes") else line for line in lines]
    run.expect(changed != lines, "the rules of the copies say nothing of minimum_minutes")
    with open(rules, "w", encoding="utf-8") as file:
        file.writelines(changed)
    return {**os.environ, "TUBAN_HOME": home}


def copies_of(workspace):
    return sorted(name for name in os.listdir(workspace + ".backups") if name.endswith(".gpkg"))


def body(run):
    environment = home_without_pauses(run)
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    first = crashes.head_of(run, workspace)
    sessions = run.times(26, 60)
    run.note("sessions", sessions)
    for _ in range(sessions):
        with run.edit(workspace, environment=environment) as session:
            run.play(session, made, operations, run.rng.randint(1, 4))
            run.expect(session.close() == 0, "the session failed")
    names = copies_of(workspace)
    run.note("copies", len(names))
    run.note("restored", 0)
    run.expect(len(names) == KEPT, f"there are {len(names)} copies: {names}")
    with Checker(run) as checker:
        for name in names:
            restore(run, checker, environment, workspace, made, first, name)


def restore(run, checker, environment, workspace, made, first, name):
    """In a folder of its own, so that each drill begins alike."""
    place = run.path("drill")
    shutil.copytree(os.path.dirname(workspace), place)
    target = os.path.join(place, os.path.basename(workspace))
    entry = int(name.rsplit("-e", 1)[1].removesuffix(".gpkg"))
    done = run.tuban("restore", target, "--generation", name, env=environment)
    if run.expect(done.returncode == 0, f"{name}: {done.stderr.decode()}"):
        verdict = checker.check(target, rows=True)
        run.expect(not verdict.error and verdict.sound, f"{name}: {verdict.error} {verdict.damage}")
        if verdict.rows is not None and run.expect_rows(made.rows_after(entry - first), verdict.rows, name):
            run.count("restored")
        # What stood there before the restoring is not gone.
        heads = [int(one.rsplit("-e", 1)[1].removesuffix(".gpkg")) for one in copies_of(target)]
        run.expect(first + len(made.history) in heads, f"{name}: the newest state is in no copy: {heads}")
    shutil.rmtree(place)


row.main("D9", body)
