"""Canonical dumps, and how they differ from the model."""

import hashlib
import json
from dataclasses import dataclass

from . import geometry
from .model import Row, row


@dataclass(frozen=True)
class Dump:
    header: dict
    rows: dict  # (layer, id) → Row
    digest: str  # of the lines of the rows


def parse(content):
    """content: bytes of `tuban dump --canonical`."""
    header, *lines, trailer = content.splitlines(keepends=True)
    body = b"".join(lines)
    rows = parse_rows(body)
    if json.loads(trailer) != {"rows": len(lines)}:
        raise ValueError(f"the dump has {len(lines)} rows and says {trailer}")
    return Dump(json.loads(header), rows, hashlib.sha256(body).hexdigest())


def parse_rows(body):
    rows = {}
    for line in body.splitlines():
        one = json.loads(line)
        shape = one.get("geometry")
        shape = geometry.normal_of_wkb(shape) if shape else None
        key = (one["layer"], one["id"])
        if one["layer"] == "lineage":
            key = ("lineage", (one["values"]["parent"], one["values"]["child"]))
        if key in rows:
            raise ValueError(f"{key} occurs twice in the dump")
        rows[key] = row(shape, one["values"])
    return rows


def differences(expected, found, ignored=("change_record",)):
    """Texts that say how rows differ; empty: they agree."""
    texts = []
    for key in sorted(expected.keys() | found.keys(), key=str):
        if key[0] in ignored:
            continue
        wanted, got = expected.get(key), found.get(key)
        if wanted != got:
            texts.append(f"{key[0]} {key[1]}: {_said(wanted, got)}")
    return texts


def _said(wanted, got):
    if got is None:
        return "is not there"
    if wanted is None:
        return "must not be there"
    if not isinstance(got, Row) or wanted.geometry != got.geometry:
        return "has another geometry"
    fields = sorted({name for name, _ in set(wanted.values) ^ set(got.values)})
    return "differs in " + ", ".join(
        f"{name} ({dict(got.values).get(name)!r}, not {dict(wanted.values).get(name)!r})" for name in fields
    )
