"""What a disk may hold after the power went, by what a program had asked of it until then.

The model is stricter than any one file system: what was flushed is there; of all else any part may
be there, in any order: writes in pieces that a disk writes at once, lengths of files, and names in
folders until the folder itself is flushed. Only operations on one name keep their order.
"""

import os
import posixpath
from dataclasses import dataclass, field

from .record_log import Call

PIECES = (512, 4096)  # what a disk or a file system writes as a whole


@dataclass
class Write:
    offset: int
    data: bytes


@dataclass
class Resize:
    size: int


def put(content, offset, data):
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def resize(content, size):
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))


def do(content, operation):
    if isinstance(operation, Write):
        put(content, operation.offset, operation.data)
    else:
        resize(content, operation.size)


@dataclass
class File:
    """A file by itself, whatever its names."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list = field(default_factory=list)

    def flush(self):
        for operation in self.pending:
            do(self.durable, operation)
        self.pending.clear()

    def newest(self):
        content = bytearray(self.durable)
        for operation in self.pending:
            do(content, operation)
        return content


@dataclass
class NameChange:
    """Something that happened to names: each gets a file, the mark of a folder, or nothing."""

    names: dict  # path → File, FOLDER or None
    parents: frozenset  # the folders that must be flushed: any of them will do


FOLDER = "folder"


class Disk:
    """Follows the calls of a log."""

    def __init__(self, start):
        """start: path below the folder → content, or None for a folder; all of it durable."""
        self.durable_names = {
            path: FOLDER if content is None else File(bytearray(content)) for path, content in start.items()
        }
        self.names = dict(self.durable_names)
        self.pending_names = []

    def apply(self, record):
        getattr(self, "_" + record.call.name.lower())(record)

    def files(self):
        """All files that a name leads to or may lead to."""
        found = {id(file): file for file in self.durable_names.values() if isinstance(file, File)}
        for change in self.pending_names:
            found.update({id(file): file for file in change.names.values() if isinstance(file, File)})
        return list(found.values())

    def newest(self):
        """What a program sees now."""
        return {
            path: None if file is FOLDER else bytes(file.newest())
            for path, file in self.names.items()
        }

    def _change(self, names):
        for path, file in names.items():
            if file is None:
                self.names.pop(path, None)
            else:
                self.names[path] = file
        parents = frozenset(posixpath.dirname(path).rstrip("/") for path in names)
        self.pending_names.append(NameChange(names, parents))

    def _create(self, record):
        if record.path not in self.names:
            self._change({record.path: File()})

    def _write(self, record):
        file = self.names.get(record.path)  # none: it has lost its name and cannot come back
        if file is not None:
            file.pending.append(Write(record.offset, record.data))

    def _truncate(self, record):
        file = self.names.get(record.path)
        if file is not None:
            file.pending.append(Resize(record.offset))

    def _flush(self, record):
        file = self.names.get(record.path)
        if isinstance(file, File):
            file.flush()
            return
        left = []
        for change in self.pending_names:
            if record.path in change.parents:
                apply_names(self.durable_names, change)
            else:
                left.append(change)
        self.pending_names = left

    def _unlink(self, record):
        if record.path in self.names:
            self._change({record.path: None})

    def _rename(self, record):
        self._change({record.path: None, record.second: self.names[record.path]})

    def _link(self, record):
        self._change({record.second: self.names[record.path]})

    def _make_folder(self, record):
        self._change({record.path: FOLDER})


def apply_names(names, change):
    for path, file in change.names.items():
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file


# ---- choosing states -----------------------------------------------------------------------------


def in_pieces(operations, size):
    """The operations with their writes cut where a disk would cut them."""
    pieces = []
    for operation in operations:
        if isinstance(operation, Resize):
            pieces.append(operation)
            continue
        at = 0
        while at < len(operation.data):
            start = operation.offset + at
            end = min((start // size + 1) * size, operation.offset + len(operation.data))
            pieces.append(Write(start, operation.data[at : end - operation.offset]))
            at = end - operation.offset
    return pieces


def _none(pieces, rng):
    return []


def _all(pieces, rng):
    return pieces


def _last(pieces, rng):
    return pieces[-1:]


def _first(pieces, rng):
    return pieces[:1]


def _all_but_last(pieces, rng):
    return pieces[:-1]


def _all_but_first(pieces, rng):
    return pieces[1:]


def _prefix(pieces, rng):
    return pieces[: rng.randint(0, len(pieces))]


def _half(pieces, rng):
    return [piece for piece in pieces if rng.random() < 0.5]


def _few(pieces, rng):
    return [piece for piece in pieces if rng.random() < 0.1]


def _most(pieces, rng):
    return [piece for piece in pieces if rng.random() < 0.9]


KEEPERS = (_none, _all, _last, _first, _all_but_last, _all_but_first, _prefix, _half, _few, _most)


def file_state(file, keeper, rng):
    """One content that the file may have."""
    if not file.pending:
        return bytes(file.durable)
    content = bytearray(file.durable)
    for operation in keeper(in_pieces(file.pending, rng.choice(PIECES)), rng):
        do(content, operation)
    longest = len(file.newest())
    if len(content) < longest and rng.random() < 0.3:
        # The length got to the disk before the data: there is what was there before.
        gap = longest - len(content)
        content.extend(rng.randbytes(gap) if rng.random() < 0.5 else bytes(gap))
    return bytes(content)


def _groups(changes):
    """Changes that share a name, directly or by others, keep their order."""
    groups = []
    for change in changes:
        names = set(change.names)
        together = [change]
        for other_names, others in [group for group in groups if group[0] & names]:
            names |= other_names
            together = others + together
            groups = [group for group in groups if group[1] is not others]
        order = {id(one): place for place, one in enumerate(changes)}
        together.sort(key=lambda one: order[id(one)])
        groups.append((names, together))
    return [together for _, together in groups]


def name_state(disk, rng):
    """One set of names that the folders may hold."""
    names = dict(disk.durable_names)
    pending = disk.pending_names
    way = rng.choice(("none", "all", "prefix", "groups", "groups"))
    if way == "none":
        kept = []
    elif way == "all":
        kept = pending
    elif way == "prefix":
        kept = pending[: rng.randint(0, len(pending))]
    else:
        kept = [one for group in _groups(pending) for one in group[: rng.randint(0, len(group))]]
    for change in kept:
        apply_names(names, change)
    return names


def random_state(disk, rng):
    """One state of all files: path → content, or None for a folder."""
    files = disk.files()
    if rng.random() < 0.3:  # the same for all: nothing, everything, …
        keeper = rng.choice(KEEPERS)
        keepers = {id(file): keeper for file in files}
    else:
        keepers = {id(file): rng.choice(KEEPERS) for file in files}
    return materialised(name_state(disk, rng), lambda file: file_state(file, keepers[id(file)], rng))


def materialised(names, content_of):
    state = {}
    for path in sorted(names):
        parent = posixpath.dirname(path)
        if parent != "/" and names.get(parent) is not FOLDER:
            continue  # its folder is not there
        file = names[path]
        state[path] = None if file is FOLDER else content_of(file)
    return state


def worth(records, place):
    """How much a crash after `place` calls can bring to light."""
    before = records[place - 1].call if place else None
    after = records[place].call if place < len(records) else None
    acknowledged = place < len(records) and place and (
        records[place].acknowledged != records[place - 1].acknowledged
    )
    if acknowledged or before in (Call.UNLINK, Call.RENAME) or after in (Call.FLUSH, Call.UNLINK):
        return 8
    return 1


def crash_points(records, count, rng):
    """Places in the log, in order: states are made after so many calls."""
    places = range(len(records) + 1)
    weights = [worth(records, place) for place in places]
    return sorted(rng.choices(places, weights, k=count))


def states(start, records, count, rng):
    """Yields (calls done, state) for `count` states in the order of their crash points."""
    disk = Disk(start)
    done = 0
    for place in crash_points(records, count, rng):
        while done < place:
            disk.apply(records[done])
            done += 1
        yield place, random_state(disk, rng)


def acknowledged_before(records, place, total):
    """Bytes of acknowledgements that may be out at a crash after `place` calls."""
    return records[place].acknowledged if place < len(records) else total


# ---- folders -------------------------------------------------------------------------------------


def read_folder(folder):
    """path below the folder → content, or None for a folder."""
    found = {}
    for parent, folders, files in os.walk(folder):
        below = parent[len(folder) :]
        for name in folders:
            found[f"{below}/{name}"] = None
        for name in files:
            with open(os.path.join(parent, name), "rb") as file:
                found[f"{below}/{name}"] = file.read()
    return found


def write_folder(folder, state):
    os.makedirs(folder)
    for path in sorted(state):
        if state[path] is None:
            os.mkdir(folder + path)
        else:
            with open(folder + path, "wb") as file:
                file.write(state[path])


def missed_calls(start, records, folder):
    """Paths at which the log does not lead to what lies in the folder: calls went unrecorded."""
    disk = Disk(start)
    for record in records:
        disk.apply(record)
    expected = disk.newest()
    found = read_folder(folder)
    return sorted(
        path for path in expected.keys() | found.keys() if expected.get(path, 0) != found.get(path, 0)
    )
