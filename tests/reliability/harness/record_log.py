"""The log of the recorder (recorder/recorder_log.h): calls that change files, in order."""

import enum
import struct
from dataclasses import dataclass

_RECORD = struct.Struct("<IIIIQQQ")


class Call(enum.IntEnum):
    CREATE = 1
    WRITE = 2
    TRUNCATE = 3
    FLUSH = 4
    UNLINK = 5
    RENAME = 6
    LINK = 7
    MAKE_FOLDER = 8


@dataclass(frozen=True)
class Record:
    call: Call
    path: str  # below the recorded folder, beginning with "/"; "" is the folder itself
    second: str
    acknowledged: int  # bytes of acknowledgements that were out when the call began
    offset: int
    data: bytes


def read_log(path):
    with open(path, "rb") as file:
        content = file.read()
    records = []
    at = 0
    while at < len(content):
        call, path_size, second_size, _, acknowledged, offset, size = _RECORD.unpack_from(content, at)
        at += _RECORD.size
        path_end = at + path_size
        second_end = path_end + second_size
        end = second_end + size
        if end > len(content):
            raise ValueError("the log of the recorder ends inside a record")
        records.append(
            Record(
                Call(call),
                content[at:path_end].decode(),
                content[path_end:second_end].decode(),
                acknowledged,
                offset,
                content[second_end:end],
            )
        )
        at = end
    return records
