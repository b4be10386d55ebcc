"""What a workspace must hold after a row of operations, kept in memory, by rules of its own: rows as
plain dictionaries, a stack for undo and one for redo.
"""

from dataclasses import dataclass, field

from . import geometry

KINDS = {
    "parcel": "MultiPolygon",
    "district": "MultiPolygon",
    "road": "LineString",
    "facility": "Point",
    "contract": None,
}
KEYS = {
    "parcel": "parcel_no",
    "district": "district_id",
    "road": "road_no",
    "facility": "facility_no",
    "contract": "contract_no",
}
# What must never be empty, beside the key.
REQUIRED = {"contract": {"parcel_no": "A-01"}}
# What a new row holds unless its operation says otherwise.
DEFAULTS = {
    "parcel": {"built_up": 0, "future": 0},
    "contract": {"mortgaged": 0, "sealed": 0},
}


@dataclass(frozen=True)
class Row:
    geometry: tuple  # geometry.normal, or None
    values: tuple  # of (field, value), sorted; null values are left out


def row(shape, values):
    return Row(shape, tuple(sorted((name, value) for name, value in values.items() if value is not None)))


def shape_of(layer, parts):
    return None if parts is None else geometry.normal(KINDS[layer], parts)


@dataclass
class Effect:
    """What an operation does to rows: (layer, id) → (before, after), where None is no row."""

    rows: dict = field(default_factory=dict)
    role: str = "change"
    keeps_history: bool = True  # False: it makes no entry

    def inverse(self, role):
        return Effect({key: (after, before) for key, (before, after) in self.rows.items()}, role)


class Model:
    def __init__(self, rows=None):
        self.rows = dict(rows or {})
        self.undo_stack = []
        self.redo_stack = []
        self.history = []  # effects in the order of their entries

    # -- what an operation would do; `parts` of operations lie beside them (see operations.py) --

    def effect(self, operation):
        kind = operation["op"]
        if kind == "undo":
            return self.undo_stack[-1].inverse("undo") if self.undo_stack else None
        if kind == "redo":
            return self.redo_stack[-1].inverse("redo") if self.redo_stack else None
        effect = Effect()
        self._collect(operation, effect)
        return effect

    def _collect(self, operation, effect):
        kind = operation["op"]
        if kind == "batch":
            for one in operation["operations"]:
                self._collect(one, effect)
        elif kind == "insert":
            self._set(effect, operation["layer"], operation["id"], self._inserted(operation))
        elif kind == "delete":
            self._set(effect, operation["layer"], self._id(operation), None)
        elif kind == "update":
            self._update(effect, operation, self._id(operation), operation["values"])
        elif kind == "attribute":
            for one in self._ids(operation):
                self._update(effect, operation, one, operation["values"])
        elif kind == "replace":
            self._replace(effect, operation)
        else:
            raise ValueError(f"no model of {kind}")

    def _replace(self, effect, operation):
        layer = operation["layer"]
        for parent in operation["parents"]:
            self._set(effect, layer, parent, None)
        for child in operation["children"]:
            self._set(effect, layer, child["id"], self._inserted({"layer": layer, **child}))
            for parent in operation["parents"]:
                # A row of the table has an identifier of its own that the model cannot know.
                lineage = {"layer": layer, "parent": parent, "child": child["id"], "kind": operation["kind"]}
                self._set(effect, "lineage", (parent, child["id"]), row(None, lineage))

    def _inserted(self, operation):
        layer = operation["layer"]
        values = {**DEFAULTS.get(layer, {}), **operation["values"]}
        return row(shape_of(layer, operation.get("_parts")), values)

    def _update(self, effect, operation, identifier, values):
        layer = operation["layer"]
        before = self._now(effect, layer, identifier)
        shape = before.geometry
        if "_parts" in operation:
            shape = shape_of(layer, operation["_parts"])
        self._set(effect, layer, identifier, row(shape, {**dict(before.values), **values}))

    def _now(self, effect, layer, identifier):
        key = (layer, identifier)
        return effect.rows[key][1] if key in effect.rows else self.rows.get(key)

    def _set(self, effect, layer, identifier, after):
        key = (layer, identifier)
        before = effect.rows[key][0] if key in effect.rows else self.rows.get(key)
        effect.rows[key] = (before, after)

    def _id(self, operation):
        if "id" in operation:
            return operation["id"]
        return self.id_of(operation["layer"], operation["key"])

    def _ids(self, operation):
        if operation.get("all"):
            return self.ids(operation["layer"])
        if "ids" in operation:
            return operation["ids"]
        return [self.id_of(operation["layer"], key) for key in operation["keys"]]

    # -- doing it --

    def commit(self, effect):
        self._do(effect)
        self.history.append(effect)
        if effect.role == "undo":
            self.redo_stack.append(effect)
            self.undo_stack.pop()
        elif effect.role == "redo":
            self.undo_stack.append(effect)
            self.redo_stack.pop()
        else:
            self.undo_stack.append(effect)
            self.redo_stack.clear()

    def _do(self, effect):
        for key, (_, after) in effect.rows.items():
            if after is None:
                self.rows.pop(key, None)
            else:
                self.rows[key] = after

    def after(self, effect):
        """The rows once `effect` is done, of a model that stays as it is."""
        rows = dict(self.rows)
        for key, (_, now) in effect.rows.items():
            if now is None:
                rows.pop(key, None)
            else:
                rows[key] = now
        return rows

    def rows_after(self, count):
        """The rows after the first `count` entries."""
        rows = dict(self.rows)
        for effect in reversed(self.history[count:]):
            for key, (before, _) in effect.rows.items():
                if before is None:
                    rows.pop(key, None)
                else:
                    rows[key] = before
        return rows

    # -- asking --

    def ids(self, layer):
        return [identifier for name, identifier in self.rows if name == layer]

    def any_key(self, layer="parcel"):
        """The key of a row of the layer."""
        return dict(self.rows[layer, sorted(self.ids(layer))[0]].values)[KEYS[layer]]

    def id_of(self, layer, key):
        for (name, identifier), content in self.rows.items():
            if name == layer and dict(content.values).get(KEYS[layer]) == key:
                return identifier
        raise KeyError((layer, key))
