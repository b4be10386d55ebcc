"""Measures tuban against a plain OGR loop and PostGIS on the same synthetic layers.

Started by scripts/bench, which builds what is measured. Ends with 1 if the results differ.
"""

import argparse
import contextlib
import os
import subprocess
import sys

import agreement
import measure
import postgis
import report


class Result:
    """What was measured at one size."""

    def __init__(self, size):
        self.size = size
        self.tuban = measure.Series()
        self.aligned = measure.Series()
        self.ogr = measure.Series()
        self.postgis = measure.Series()
        self.memory = None
        self.aligned_memory = None
        self.against_postgis = None
        self.against_truth = None


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--root", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", default="10k,100k,1m", help="numbers of parcels")
    parser.add_argument("--runs", type=int, default=5, help="of each program; medians are reported")
    parser.add_argument("--no-postgis", action="store_true")
    parser.add_argument("--data", default=os.environ.get("TUBAN_BENCH_DATA"),
                        help="folder of the synthetic layers")
    parser.add_argument("--write", metavar="FILE", help="document whose results to replace")
    chosen = parser.parse_args()
    if chosen.runs < 3:
        parser.error("--runs must be at least 3")
    chosen.data = chosen.data or os.path.join(chosen.root, "build", "bench-data")
    return chosen


class Bench:
    """The programs that are measured, and the data."""

    def __init__(self, root, data):
        build = os.path.join(root, "build", "release")
        self._tuban = os.path.join(build, "bin", "tuban")
        self._ogr_loop = os.path.join(build, "bench", "bench_ogr_loop")
        self._generate = os.path.join(build, "bench", "bench_generate")
        self._data = data

    def package(self, size):
        """The layers of a size, generated if they are not there."""
        os.makedirs(self._data, exist_ok=True)
        path = os.path.join(self._data, f"parcels_{size}.gpkg")
        if not os.path.exists(path):
            unfinished = os.path.join(self._data, f"unfinished_{size}.gpkg")
            subprocess.run([self._generate, size, unfinished], check=True, stdout=sys.stderr)
            for end in (".aligned.csv", ".gpkg"):
                os.replace(unfinished[:-5] + end, path[:-5] + end)
        return path

    def ratios(self, package, districts, watch_memory=False):
        return measure.run([self._tuban, "ratios", f"{package}:parcels",
                            "--districts", f"{package}:{districts}", "--name-field", "name",
                            "--code-field", "YDYHFLDM", "--classification", "none",
                            "--format", "json"], watch_memory)

    def ogr_loop(self, package):
        return measure.run([self._ogr_loop, package, "parcels"])


def compare(bench, cluster, size, runs):
    """All programs in turn, so that a slow minute of the machine hits each of them."""
    package = bench.package(size)
    result = Result(size)
    if cluster:
        print(f"loading {size} into PostGIS", file=sys.stderr)
        cluster.load(package)
    bench.ogr_loop(package)  # fills the page cache
    for number in range(runs):
        print(f"measuring {size}, run {number + 1} of {runs}", file=sys.stderr)
        natural = bench.ratios(package, "districts")
        result.tuban.add(natural.wall, natural.cpu)
        reading = bench.ogr_loop(package)
        result.ogr.add(reading.wall, reading.cpu)
        aligned = bench.ratios(package, "aligned")
        result.aligned.add(aligned.wall, aligned.cpu)
        if cluster:
            seconds, rows = cluster.timed_query()
            result.postgis.add(seconds)
    ours = agreement.cells_of(natural.output)
    if cluster:
        result.against_postgis = agreement.Comparison(ours, rows)
    truth = agreement.truth_of(package.replace(".gpkg", ".aligned.csv"))
    result.against_truth = agreement.Comparison(agreement.cells_of(aligned.output), truth)
    result.memory = bench.ratios(package, "districts", watch_memory=True)
    result.aligned_memory = bench.ratios(package, "aligned", watch_memory=True)
    return result


def disagreements(results):
    for r in results:
        if r.against_postgis and not r.against_postgis.within_tolerance:
            yield f"{r.size}: differs from PostGIS ({r.against_postgis.unmatched[:3]} …)"
        if not r.against_truth.identical:
            yield f"{r.size}: aligned districts differ from the plain sums"


def main():
    chosen = arguments()
    bench = Bench(chosen.root, chosen.data)
    load = os.getloadavg()[0]
    with contextlib.ExitStack() as stack:
        cluster = None if chosen.no_postgis else stack.enter_context(postgis.Cluster())
        results = [compare(bench, cluster, size, chosen.runs)
                   for size in chosen.sizes.split(",")]
        conditions = [("Machine", report.machine()),
                      ("Versions", report.versions(chosen.root, cluster)),
                      ("Runs", f"{chosen.runs} of each program, in turn, page cache warm; "
                               f"load average before the first: {load:.1f}")]
    options = "" if cluster else " --no-postgis"
    text = report.as_markdown(
        f"scripts/bench --sizes {chosen.sizes} --runs {chosen.runs}{options}", conditions, results)
    print(text)
    if chosen.write:
        report.write_into(chosen.write, text)
    wrong = list(disagreements(results))
    for line in wrong:
        print(f"bench: {line}", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
