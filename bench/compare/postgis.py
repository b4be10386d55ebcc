"""A PostGIS cluster that lives in a temporary folder for the length of one comparison."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time

BIN = "/usr/lib/postgresql/15/bin"
DATABASE = "bench"

# What a specialist would write: no intersection is built for parcels wholly inside a district.
QUERY = """
SELECT d.name, p.ydyhfldm,
       sum(CASE WHEN ST_Covers(d.geom, p.geom) THEN ST_Area(p.geom)
                ELSE ST_Area(ST_Intersection(d.geom, p.geom)) END)
FROM districts d JOIN parcels p ON ST_Intersects(d.geom, p.geom)
GROUP BY 1, 2
"""

# Nothing has to survive a power failure; memory and workers as on a machine of its own.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
shared_buffers = 2GB
work_mem = 512MB
maintenance_work_mem = 1GB
effective_cache_size = 8GB
max_wal_size = 8GB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
jit = off
max_parallel_workers = {cores}
max_parallel_workers_per_gather = {cores}
max_parallel_maintenance_workers = {cores}
min_parallel_table_scan_size = 0
parallel_setup_cost = 0
parallel_tuple_cost = 0
"""


class Cluster:
    """Created on entry, stopped and removed on exit."""

    def __enter__(self):
        self._folder = tempfile.mkdtemp(prefix="tuban-postgis-", dir="/var/tmp")
        # The server refuses to run as root.
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._user)
        try:
            self._server("initdb", "-A", "trust", "--no-locale", "-E", "UTF8", "-U", self._user)
            with open(self._data("postgresql.conf"), "a", encoding="ascii") as settings:
                settings.write(SETTINGS.format(folder=self._folder, cores=os.cpu_count()))
            self._server("pg_ctl", "-w", "-l", f"{self._folder}/log", "start")
            self.sql(f"CREATE DATABASE {DATABASE}", database="postgres")
            self.sql("CREATE EXTENSION postgis")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if os.path.exists(self._data("postmaster.pid")):
            self._server("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def load(self, package):
        """Reads a zone into fresh tables, indexed, analysed and in memory."""
        self.sql("DROP TABLE IF EXISTS parcels, districts, aligned")
        self._run(
            "ogr2ogr", "-f", "PostgreSQL",
            f"PG:host={self._folder} dbname={DATABASE} user={self._user}",
            package, "parcels", "districts",
            "-lco", "SPATIAL_INDEX=GIST", "-lco", "GEOMETRY_NAME=geom", "-gt", "unlimited",
            "--config", "PG_USE_COPY", "YES")
        # Small tables get no workers unless told so.
        self.sql(f"ALTER TABLE districts SET (parallel_workers = {os.cpu_count()})")
        self.sql("VACUUM ANALYZE parcels")
        self.sql("VACUUM ANALYZE districts")
        self.sql("SELECT sum(ST_NPoints(geom)) FROM parcels")

    def timed_query(self):
        """Seconds of the query, and its rows as {(district, class): m²}."""
        start = time.perf_counter()
        text = self.sql(QUERY)
        seconds = time.perf_counter() - start
        rows = (line.split("|") for line in text.splitlines())
        return seconds, {(name, code): float(area) for name, code, area in rows}

    def plan(self):
        return self.sql("EXPLAIN (COSTS OFF) " + QUERY)

    def version(self):
        postgres = self.sql("SHOW server_version").split()[0]
        postgis = self.sql("SELECT postgis_lib_version()").strip()
        return f"PostgreSQL {postgres}, PostGIS {postgis}"

    def sql(self, statement, database=DATABASE):
        return self._run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                         "-h", self._folder, "-U", self._user, "-d", database, "-c", statement)

    def _data(self, name=""):
        return os.path.join(self._folder, "data", name)

    def _server(self, program, *arguments):
        prefix = ["runuser", "-u", self._user, "--"] if os.geteuid() == 0 else []
        self._run(*prefix, f"{BIN}/{program}", "-D", self._data(), *arguments)

    def _run(self, *command):
        # The server keeps what it is given as standard output open: not a pipe.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            done = subprocess.run(command, cwd=self._folder, text=True, stdout=output,
                                  stderr=subprocess.STDOUT, check=False)
            output.seek(0)
            text = output.read()
        if done.returncode != 0:
            raise SystemExit(f"bench: {' '.join(command[:4])} … failed:\n{text}")
        return text
