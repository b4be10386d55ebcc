"""The generator writes the committed files again, byte for byte."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import sample


class Regenerate(unittest.TestCase):
    def test_the_committed_files_come_out_again(self):
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run([sys.executable, "-B", "-m", "generator", folder],
                                 cwd=sample.ZIYA, capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            made = {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
        committed = {path.name: path.read_bytes() for path in sample.ZIYA.glob("*.csv")}
        self.assertEqual(set(made), set(committed))
        for name, content in committed.items():
            self.assertTrue(made[name] == content, f"{name} differs: run scripts/make-sample")
