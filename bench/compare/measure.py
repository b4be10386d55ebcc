"""Running a program and seeing what it cost."""

import os
import statistics
import subprocess
import threading
import time


class Run:
    """One finished run: seconds of wall and processor time, output, memory in MiB."""

    def __init__(self, wall, cpu, peak_rss, anonymous, output):
        self.wall = wall
        self.cpu = cpu
        self.peak_rss = peak_rss
        self.anonymous = anonymous
        self.output = output


class AnonymousMemory(threading.Thread):
    """Watches the largest RssAnon of a process; the kernel keeps no high-water mark of it."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.largest = 0
        self._status = f"/proc/{pid}/status"
        self._ended = threading.Event()

    def run(self):
        while not self._ended.wait(0.001):
            try:
                with open(self._status, encoding="ascii") as status:
                    for line in status:
                        if line.startswith("RssAnon:"):
                            self.largest = max(self.largest, int(line.split()[1]))
            except OSError:
                return

    def end(self):
        self._ended.set()
        self.join()
        return self.largest / 1024.0


def run(command, watch_memory=False):
    """Runs a command to its end. Watching disturbs the clock a little: time other runs."""
    start = time.perf_counter()
    # Remarks on the data go to standard error: the same ones in every run.
    with subprocess.Popen(command, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        watch = AnonymousMemory(process.pid) if watch_memory else None
        if watch:
            watch.start()
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        anonymous = watch.end() if watch else None
    if process.returncode != 0:
        raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024.0, anonymous, output)


class Series:
    """Repeated measurements of one thing."""

    def __init__(self):
        self.walls = []
        self.cpus = []

    def add(self, wall, cpu=None):
        self.walls.append(wall)
        if cpu is not None:
            self.cpus.append(cpu)

    @property
    def wall(self):
        return statistics.median(self.walls)

    @property
    def cpu(self):
        return statistics.median(self.cpus) if self.cpus else None

    @property
    def spread(self):
        """Smallest and largest."""
        return min(self.walls), max(self.walls)
