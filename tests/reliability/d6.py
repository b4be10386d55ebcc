"""D6: killed while exporting over an earlier export. The old files or the new ones are there,
complete and of one time, whatever the format; the next export works."""

import os
import signal
import subprocess
import time

from harness import row

FORMATS = ("shp", "gpkg", "geojson", "kml", "dxf", "txt", "csv", "xlsx")
OLD = ("--filter", "class_code like '10%'")


def files_of(folder):
    """The files of the export with their bytes; what only a killed program leaves is hidden."""
    found = {}
    for name in sorted(os.listdir(folder)):
        if not name.startswith("."):
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found


def settled(folder):
    """The files once nobody renames any more: a helper outlives a killed program for an instant."""
    before = None
    for _ in range(200):
        now = files_of(folder)
        if now == before:
            return now
        before = now
        time.sleep(0.005)
    return before


def command(run, workspace, target):
    return ["export", workspace, "parcel", "--output", target, "--replace"]


def kill_exports(run, workspace, kind, count):
    folder = run.path(kind)
    os.mkdir(folder)
    target = os.path.join(folder, "out." + kind)
    started = time.monotonic()
    run.must(*command(run, workspace, target))
    seconds = time.monotonic() - started
    new = files_of(folder)
    run.must(*command(run, workspace, target), *OLD)
    old = files_of(folder)
    run.expect(old != new and old.keys() == new.keys(), f"{kind}: both exports are alike")
    is_old = True
    for number in range(count):
        if not is_old:
            run.must(*command(run, workspace, target), *OLD)
            run.expect(files_of(folder) == old, f"{kind}: the same rows gave other bytes")
        process = subprocess.Popen(
            [run.options.program, *command(run, workspace, target)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Mostly near the end, where the names are given.
        early = run.rng.random() < 0.3
        time.sleep(run.rng.uniform(0, seconds) if early else run.rng.uniform(0.6, 1.15) * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = settled(folder)
        is_old = now == old
        run.count("old" if is_old else "new")
        run.expect(is_old or now == new, f"{kind}, kill {number}: neither old nor new: {[*now]}")
    run.must(*command(run, workspace, target))
    run.expect(files_of(folder) == new, f"{kind}: the export after the kills differs")


def body(run):
    workspace = run.path("office.gpkg")
    run.must("new", workspace, "--sample", "ziya")
    for name in ("old", "new"):
        run.note(name, 0)
    for kind in FORMATS:
        kill_exports(run, workspace, kind, run.times(8, 300))
    run.expect(run.counts["old"] > 0 and run.counts["new"] > 0, "kills came only before or only after")


row.main("D6", body)
