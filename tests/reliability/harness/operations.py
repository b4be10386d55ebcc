"""Random operations on a workspace, from a seed; each fits the model that it is made for."""

import json
import uuid

from . import geometry
from .model import KEYS, KINDS, REQUIRED

CELL = 100 * geometry.CELLS_PER_METRE
WEST = 490_000 * geometry.CELLS_PER_METRE
SOUTH = 4_300_000 * geometry.CELLS_PER_METRE
COLUMNS = 60

TEXTS = (
    "示意",
    "A row's \"text\" with \\ and / in it",
    "first line\nsecond line\ttab",
    "𠀀 beyond the basic plane",
    "'; DROP TABLE parcel; --",
    "",
    " blanks around ",
)


def sent(operation):
    """The operation as the program reads it: without what only the model needs."""
    if isinstance(operation, dict):
        return {name: sent(value) for name, value in operation.items() if not name.startswith("_")}
    if isinstance(operation, list):
        return [sent(one) for one in operation]
    return operation


def line(operation):
    return (json.dumps(sent(operation), ensure_ascii=False) + "\n").encode()


def changes_something(effect):
    return any(before != after for before, after in effect.rows.values())


class Operations:
    def __init__(self, rng, kinds=None):
        self.rng = rng
        # Keys and places are not those of other operations on the same workspace.
        self.prefix = f"T{rng.getrandbits(32):08x}"
        self.number = 1000 * rng.randrange(100)
        self.kinds = kinds or {
            "insert": 5,
            "update": 5,
            "attribute": 2,
            "delete": 2,
            "split": 2,
            "redraw": 1,
            "merge": 1,
            "batch": 2,
            "undo": 3,
            "redo": 2,
        }

    def next(self, model):
        """An operation that must succeed, with a tag of its own."""
        while True:
            kind = self.rng.choices(list(self.kinds), list(self.kinds.values()))[0]
            if model.redo_stack and "redo" in self.kinds and self.rng.random() < 0.3:
                kind = "redo"  # any other but undo ends it
            operation = getattr(self, kind)(model)
            if operation is not None and changes_something(model.effect(operation)):
                self.number += 1
                return {**operation, "tag": f"t{self.number}"}

    # -- parts of operations --

    def new_id(self):
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def _place(self):
        self.number += 1
        column, row = self.number % COLUMNS, self.number // COLUMNS
        return WEST + column * CELL, SOUTH + row * CELL

    def _shape(self, layer):
        west, south = self._place()
        inset = self.rng.randint(0, CELL // 4)
        if KINDS[layer] == "Point":
            return [[[(west + inset, south + inset)]]]
        if KINDS[layer] == "LineString":
            steps = range(self.rng.randint(2, 12))
            return [[[(west + step * 70_001, south + self.rng.randint(0, CELL)) for step in steps]]]
        return geometry.rectangle(west, south, west + CELL - inset, south + CELL - inset)

    def values(self, layer):
        """Of fields that are no key."""
        rng = self.rng
        text = rng.choice(TEXTS) + "x" * rng.choice((0, 0, 0, 40, 3000))
        choices = {
            "parcel": {
                "far": rng.choice((rng.uniform(0, 9), float(rng.randint(0, 9)) + 0.5, 1e-300, -0.1)),
                "built_up": rng.choice((0, 1)),
                "supply_date": rng.choice(("2024-02-29", "1998-12-31", None)),
                "remark": text or None,
                "registered_area_m2": rng.uniform(0.01, 1e7),
            },
            "district": {"planned_km2": rng.uniform(0, 99), "section": text or None},
            "road": {"width_m": rng.uniform(1, 60), "name_zh": text or None},
            "facility": {"kind": text or None},
            "contract": {
                "unit_price_yuan": rng.randint(-(2**53), 2**53),
                "sign_date": "2026-11-26",
                "remark": text or None,
            },
        }[layer]
        names = rng.sample(sorted(choices), rng.randint(1, len(choices)))
        return {name: choices[name] for name in names}

    def _row(self, layer):
        self.number += 1
        parts = self._shape(layer) if KINDS[layer] else None
        values = {KEYS[layer]: f"{self.prefix}-{self.number}", **REQUIRED.get(layer, {}), **self.values(layer)}
        made = {"values": values, "id": self.new_id()}
        if parts:
            made.update(geometry=geometry.wkt(KINDS[layer], parts), _parts=parts)
        return made

    def _some(self, model, layer, count=1):
        ids = sorted(model.ids(layer))
        return self.rng.sample(ids, count) if len(ids) >= count else None

    def _layer_with_rows(self, model):
        layers = sorted({name for name, _ in model.rows if name in KINDS})
        return self.rng.choice(layers) if layers else None

    # -- operations --

    def insert(self, model):
        layer = self.rng.choice(("parcel", "parcel", "contract", "road", "facility", "district"))
        if layer == "district":
            made = self._row(layer)
            made["_parts"] = made["_parts"] + self._shape(layer)
            made["geometry"] = geometry.wkt("MultiPolygon", made["_parts"])
            return {"op": "insert", "layer": layer, **made}
        return {"op": "insert", "layer": layer, **self._row(layer)}

    def update(self, model):
        layer = self._layer_with_rows(model)
        if layer is None:
            return None
        identifier = self._some(model, layer)[0]
        operation = {"op": "update", "layer": layer, "values": self.values(layer)}
        if self.rng.random() < 0.3:
            operation["key"] = dict(model.rows[layer, identifier].values)[KEYS[layer]]
        else:
            operation["id"] = identifier
        if KINDS[layer] and self.rng.random() < 0.4:
            parts = self._shape(layer)
            operation.update(geometry=geometry.wkt(KINDS[layer], parts), _parts=parts)
        return operation

    def delete(self, model):
        layer = self._layer_with_rows(model)
        if layer is None:
            return None
        return {"op": "delete", "layer": layer, "id": self._some(model, layer)[0]}

    def attribute(self, model):
        layer = self._layer_with_rows(model)
        if layer is None:
            return None
        operation = {"op": "attribute", "layer": layer, "values": self.values(layer)}
        if self.rng.random() < 0.2:
            return {**operation, "all": True}
        count = self.rng.randint(1, len(model.ids(layer)))
        return {**operation, "ids": self._some(model, layer, min(count, 8))}

    def _child(self, parent, parts):
        values = {**dict(parent.values), "parcel_no": f"{self.prefix}-{self.number}-{self.rng.getrandbits(32):x}"}
        return {
            "geometry": geometry.wkt(KINDS["parcel"], parts),
            "_parts": parts,
            "values": values,
            "id": self.new_id(),
        }

    def _box(self, content):
        """The rectangle of a parcel: all that this module makes are rectangles."""
        corners = content.geometry[1][0][0]
        easts, norths = zip(*corners)
        return min(easts), min(norths), max(easts), max(norths)

    def split(self, model):
        chosen = self._some(model, "parcel")
        if chosen is None:
            return None
        parent = model.rows["parcel", chosen[0]]
        west, south, east, north = self._box(parent)
        if east - west < 20_000:
            return None
        middle = self.rng.randint(west + 10_000, east - 10_000)
        halves = ((west, south, middle, north), (middle, south, east, north))
        children = [self._child(parent, geometry.rectangle(*half)) for half in halves]
        return {"op": "replace", "kind": "split", "layer": "parcel", "parents": chosen, "children": children}

    def redraw(self, model):
        chosen = self._some(model, "parcel")
        if chosen is None:
            return None
        parent = model.rows["parcel", chosen[0]]
        west, south, east, north = self._box(parent)
        parts = geometry.rectangle(west, south, east - (east - west) // 3, north)
        return {
            "op": "replace",
            "kind": "redraw",
            "layer": "parcel",
            "parents": chosen,
            "children": [self._child(parent, parts)],
        }

    def merge(self, model):
        """Of two parcels that share a whole side."""
        sides = {}
        for layer, identifier in sorted(model.rows, key=str):
            if layer != "parcel":
                continue
            west, south, east, north = self._box(model.rows[layer, identifier])
            other = sides.get((west, south, north))
            if other:
                parts = geometry.rectangle(self._box(model.rows[layer, other])[0], south, east, north)
                child = self._child(model.rows[layer, identifier], parts)
                parents = [other, identifier]
                return {
                    "op": "replace",
                    "kind": "merge",
                    "layer": "parcel",
                    "parents": parents,
                    "children": [child],
                }
            sides[(east, south, north)] = identifier
        return None

    def batch(self, model):
        """New rows of several layers and a changed one, at once."""
        operations = [self.insert(model) for _ in range(self.rng.randint(1, 5))]
        changed = self.update(model)
        if changed:
            operations.append(changed)
        return {"op": "batch", "operations": operations}

    def undo(self, model):
        return {"op": "undo"} if model.undo_stack else None

    def redo(self, model):
        return {"op": "redo"} if model.redo_stack else None
