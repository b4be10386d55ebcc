"""The recorder and the disk states find lost work where there is some, and none where there is none.

Environment: RELIABILITY_RECORDER, the recorder's library.
"""

import os
import random
import shutil
import sys
import tempfile
import unittest

from harness import disk_states, recording, sqlite_writer
from harness.disk_states import Disk
from harness.record_log import Call, Record

RECORDER = os.environ["RELIABILITY_RECORDER"]
TRANSACTIONS = 25
SEED = 20260401


def call(kind, path, second="", offset=0, data=b""):
    return Record(kind, path, second, 0, offset, data)


def possible(start, records, tries=400):
    """All states that `tries` draws after the last of the calls bring up."""
    disk = Disk(start)
    for one in records:
        disk.apply(one)
    rng = random.Random(1)
    return {tuple(sorted(disk_states.random_state(disk, rng).items())) for _ in range(tries)}


class DiskStates(unittest.TestCase):
    def test_what_was_flushed_is_always_there(self):
        found = possible(
            {"/a": b"old"},
            [call(Call.WRITE, "/a", data=b"new"), call(Call.FLUSH, "/a")],
        )
        self.assertEqual(found, {(("/a", b"new"),)})

    def test_what_was_not_flushed_may_be_there_or_not(self):
        found = possible({"/a": b"old"}, [call(Call.WRITE, "/a", data=b"new")])
        self.assertEqual(found, {(("/a", b"old"),), (("/a", b"new"),)})

    def test_a_long_write_can_be_torn(self):
        found = possible({"/a": bytes(1024)}, [call(Call.WRITE, "/a", data=b"x" * 1024)])
        self.assertIn((("/a", bytes(512) + b"x" * 512),), found)
        self.assertIn((("/a", b"x" * 512 + bytes(512)),), found)

    def test_a_removed_name_comes_back_until_the_folder_is_flushed(self):
        removal = [call(Call.UNLINK, "/a")]
        self.assertEqual(possible({"/a": b"x"}, removal), {(), (("/a", b"x"),)})
        self.assertEqual(possible({"/a": b"x"}, removal + [call(Call.FLUSH, "")]), {()})

    def test_a_renamed_file_never_lies_under_both_names_and_may_be_empty(self):
        found = possible(
            {"/a": b"old"},
            [
                call(Call.CREATE, "/b"),
                call(Call.WRITE, "/b", data=b"new"),
                call(Call.RENAME, "/b", "/a"),
            ],
        )
        self.assertIn((("/a", b""),), found)
        self.assertIn((("/a", b"new"),), found)
        self.assertIn((("/a", b"old"),), found)
        self.assertIn((("/a", b"old"), ("/b", b"new")), found)
        self.assertTrue(all(dict(state)["/a"] != b"" or "/b" not in dict(state) for state in found))

    def test_names_in_a_new_folder_need_the_folder(self):
        found = possible(
            {},
            [
                call(Call.MAKE_FOLDER, "/f"),
                call(Call.CREATE, "/f/a"),
                call(Call.FLUSH, "/f"),
            ],
        )
        self.assertEqual(found, {(), (("/f", None), ("/f/a", b""))})


class PlainSqlite(unittest.TestCase):
    def setUp(self):
        self.scratch = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.scratch)

    def faults(self, synchronous, drop="", count=150):
        """(states that lost acknowledged work, states that were damaged)."""
        folder = os.path.join(self.scratch, "data")
        os.mkdir(folder)
        path = os.path.join(folder, "plain.db")
        sqlite_writer.create(path)
        command = [sys.executable, sqlite_writer.__file__, path, synchronous, str(TRANSACTIONS), str(SEED)]
        run = recording.record(RECORDER, command, folder, self.scratch, drop=drop)
        self.assertEqual(run.exit_code, 0, run.errors)
        self.assertEqual(disk_states.missed_calls(run.start, run.records, folder), [])
        digests = sqlite_writer.expected_digests(TRANSACTIONS, SEED)
        self.assertEqual(sqlite_writer.check(path), (TRANSACTIONS, digests[-1]))
        lost = damaged = 0
        state_folder = os.path.join(self.scratch, "state")
        for place, state in disk_states.states(run.start, run.records, count, random.Random(SEED)):
            disk_states.write_folder(state_folder, state)
            found = sqlite_writer.check(os.path.join(state_folder, "plain.db"))
            acked = run.lines_before(place)
            if found is None or digests[found[0]] != found[1]:
                damaged += 1
            elif found[0] < acked:
                lost += 1
            else:
                self.assertLessEqual(found[0], acked + 1)
            shutil.rmtree(state_folder)
        return lost, damaged

    def test_extra_loses_nothing(self):
        self.assertEqual(self.faults("EXTRA", count=400), (0, 0))

    def test_full_loses_work_when_the_removal_of_its_journal_is_lost(self):
        lost, damaged = self.faults("FULL")
        self.assertGreater(lost, 0)
        self.assertEqual(damaged, 0)

    def test_normal_loses_work(self):
        self.assertGreater(sum(self.faults("NORMAL")), 0)

    def test_off_damages_the_file(self):
        self.assertGreater(self.faults("OFF")[1], 0)

    def test_a_flush_of_the_file_left_out_is_found(self):
        self.assertGreater(sum(self.faults("EXTRA", "main")), 0)

    def test_a_flush_of_the_journal_left_out_is_found(self):
        self.assertGreater(self.faults("EXTRA", "journal")[1], 0)

    def test_a_flush_of_the_folder_left_out_is_found(self):
        self.assertGreater(self.faults("EXTRA", "folder")[0], 0)


if __name__ == "__main__":
    unittest.main()
