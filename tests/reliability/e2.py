"""E2: system calls that fail. Whatever call fails, what was called saved is there, what was refused
is not, and nothing is damaged."""

from harness import dump, faults, row
from harness.checker import Checker


def body(run):
    tried = faults.Faults(run)
    numbers, points = tried.points(every=run.long)
    run.note("calls", numbers)
    for name in ("points", "injected", "refused", "false_saved", "false_refused", "corrupt"):
        run.note(name, 0)
    for needed in ("pwrite64", "unlink", "openat", "close"):
        run.expect(numbers[needed] > 0, f"the session makes no {needed} call that can fail")
    run.expect(numbers["fsync"] + numbers["fdatasync"] > 0, "the session flushes nothing")
    with Checker(run) as checker:
        for point in points[: run.options.count]:
            made, acks, code, injected = tried.try_point(point)
            run.count("points")
            run.count("injected", injected)
            refused = sum(not ack["ok"] for ack in acks)
            run.count("refused", refused)
            run.expect(code == 0 or injected, f"{point}: exit code {code} without a fault")
            run.expect(not refused or code == 1, f"{point}: refused, and exit code {code}")
            verdict = checker.check(tried.workspace, rows=True)
            if verdict.error or not verdict.sound:
                run.count("corrupt")
                run.expect(False, f"{point}: {verdict.error} {verdict.damage} {acks}")
                continue
            differences = dump.differences(made.rows, verdict.rows)
            if differences:
                missing = verdict.head < len(made.history) + tried.first
                run.count("false_saved" if missing else "false_refused")
                run.expect(False, f"{point}: {differences[:3]} {acks}")
    run.expect(run.counts["injected"] >= run.counts["points"] * 0.9, "faults did not reach the program")


row.main("E2", body)
