"""The results as Markdown, and their place in a document."""

import os
import re
import subprocess

BEGIN = "<!-- results: written by scripts/bench --write -->"
END = "<!-- end of results -->"


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = re.search(r"model name\s*: (.*)", info.read())
    with open("/proc/meminfo", encoding="utf-8") as info:
        memory = int(re.search(r"MemTotal:\s*(\d+)", info.read())[1]) / 2**20
    name = model[1].strip() if model else os.uname().machine
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {os.uname().release}"


def _first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def versions(root, cluster):
    parts = [f"Tuban {_first_line('git', '-C', root, 'describe', '--always', '--dirty')}",
             _first_line("c++", "--version"),
             _first_line("ogrinfo", "--version").split(",")[0]]
    return ", ".join(parts + ([cluster.version()] if cluster else []))


def _seconds(series):
    return f"{series.wall:.3f}" if series and series.walls else "–"


def _ratio(upper, lower):
    return f"{upper.wall / lower.wall:.2f}" if upper.walls and lower.walls else "–"


def _mean_spread(series):
    low, high = series.spread
    return f"{low:.3f}–{high:.3f}"


def timings(results):
    rows = ["| parcels | a: tuban | a: range | a: processor | a′: aligned | b: OGR loop "
            "| b: processor | c: PostGIS | a / b | c / a | a′ / a |",
            "|---" * 11 + "|"]
    for r in results:
        rows.append(
            f"| {r.size} | {_seconds(r.tuban)} | {_mean_spread(r.tuban)} | {r.tuban.cpu:.3f} "
            f"| {_seconds(r.aligned)} | {_seconds(r.ogr)} | {r.ogr.cpu:.3f} | {_seconds(r.postgis)} "
            f"| {_ratio(r.tuban, r.ogr)} | {_ratio(r.postgis, r.tuban)} "
            f"| {_ratio(r.aligned, r.tuban)} |")
    return rows


def memory(results):
    rows = ["| parcels | peak RSS, MiB | anonymous, MiB | aligned: peak RSS | aligned: anonymous |",
            "|---" * 5 + "|"]
    for r in results:
        rows.append(f"| {r.size} | {r.memory.peak_rss:.0f} | {r.memory.anonymous:.0f} "
                    f"| {r.aligned_memory.peak_rss:.0f} | {r.aligned_memory.anonymous:.0f} |")
    return rows


def agreement(results):
    rows = ["| parcels | cells | against PostGIS: largest difference | relative, cells over 1 m² "
            "| aligned cells | equal to the plain sum |",
            "|---" * 6 + "|"]
    for r in results:
        c, t = r.against_postgis, r.against_truth
        against = f"{c.cells} | {c.largest:.1e} m² | {c.largest_relative:.1e}" if c else "– | – | –"
        rows.append(f"| {r.size} | {against} | {t.cells} | {t.equal} |")
    return rows


def as_markdown(command, conditions, results):
    lines = [f"Command: `{command}`", ""]
    lines += [f"- {name}: {value}" for name, value in conditions]
    for title, table in (("Seconds of wall time, medians", timings(results)),
                         ("Memory", memory(results)),
                         ("Agreement", agreement(results))):
        lines += ["", f"### {title}", ""] + table
    return "\n".join(lines) + "\n"


def write_into(path, text):
    """Replaces the marked section of a document."""
    with open(path, encoding="utf-8") as document:
        old = document.read()
    if BEGIN not in old or END not in old:
        raise SystemExit(f"bench: {path} has no section for results")
    before, rest = old.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    with open(path, "w", encoding="utf-8") as document:
        document.write(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
