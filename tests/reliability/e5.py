"""E5: one of several statements of a gesture is refused: a key that is taken, a version that is
out of date, a row that is not there, an empty key. Whatever its place, nothing of it is done."""

from harness import row
from harness.operations import Operations

REFUSED = {
    "taken key": "KeyTaken",
    "empty key": "ValueRefused",
    "stale version": "RowConflict",
    "row that is gone": "RowConflict|RowNotFound",
    "row that is there already": "RowConflict",
    "unknown layer": "LayerNotFound",
    "unknown field": "FieldNotFound",
}


def refusal(kind, operations, made, used):
    """An operation that must be refused, on rows that are not among those used."""
    fresh = operations.insert(made)
    parcels = [one for one in sorted(made.ids("parcel")) if one not in used]
    contracts = [one for one in sorted(made.ids("contract")) if one not in used]
    if kind == "taken key":
        taken = dict(made.rows["parcel", parcels[0]].values)["parcel_no"]
        return {"op": "update", "layer": "parcel", "id": parcels[1], "values": {"parcel_no": taken}}
    if kind == "empty key":
        return {"op": "update", "layer": "parcel", "id": parcels[1], "values": {"parcel_no": None}}
    if kind == "stale version":
        return {"op": "update", "layer": "parcel", "id": parcels[1], "seen": 1, "values": {"far": 1.25}}
    if kind == "row that is gone":
        return {"op": "delete", "layer": "parcel", "id": operations.new_id()}
    if kind == "row that is there already":
        return {"op": "insert", "layer": "contract", "id": contracts[0],
                "values": {"contract_no": "again", "parcel_no": "A-01"}}
    if kind == "unknown layer":
        return {**fresh, "layer": "parcels"}
    return {**fresh, "values": {**fresh["values"], "no_such_field": 1}}


def gestures(operations, made):
    """Gestures of several statements each, as lists of operations that are valid by themselves."""
    split = None
    while split is None:
        split = operations.split(made)
    inserts = [operations.insert(made) for _ in range(3)]
    contract = {"op": "update", "layer": "contract", "id": sorted(made.ids("contract"))[0],
                "values": {"remark": "moved"}}
    used = set(split["parents"])
    others = [one for one in sorted(made.ids("parcel")) if one not in used]
    attribute = {"op": "attribute", "layer": "parcel", "ids": others[3:6], "values": {"built_up": 1}}
    return {
        "rows of several layers": inserts,
        "split with its contract": [split, contract],
        "many": [*inserts, split, contract, attribute],
    }


def rows_of(gesture):
    """Identifiers of the rows that a gesture is about."""
    used = set()
    for operation in gesture:
        used.update([operation.get("id")], operation.get("ids", []), operation.get("parents", []))
    return used


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    run.note("refusals", 0)
    run.note("changed", 0)
    with run.edit(workspace) as session:
        first = Operations(run.rng, {"insert": 1})
        while len(made.ids("parcel")) < 9 or len(made.ids("contract")) < 2:
            run.play(session, made, first, 1)
        for name, valid in gestures(operations, made).items():
            used = rows_of(valid)
            for kind, codes in REFUSED.items():
                for place in range(len(valid) + 1):
                    broken = [*valid[:place], refusal(kind, operations, made, used), *valid[place:]]
                    ack = session.do({"op": "batch", "operations": broken})
                    where = f"{name}, {kind} at place {place}"
                    run.count("refusals")
                    run.expect(not ack["ok"], f"{where}: done")
                    run.expect(ack.get("code") in codes.split("|"), f"{where}: {ack}")
                # The rows as another reader sees them while the session is open.
                found = run.dump(workspace).rows
                if not run.expect_rows(made.rows, found, f"{name}, {kind}"):
                    run.count("changed")
        # The gestures themselves are valid.
        for name in gestures(operations, made):
            operation = {"op": "batch", "operations": gestures(operations, made)[name]}
            effect = made.effect(operation)
            ack = session.do(operation)
            if run.expect(ack["ok"], f"{name}: {ack}"):
                made.commit(effect)
        session.close()
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")
    sound, said = run.verify(workspace)
    run.expect(sound, said)


row.main("E5", body)
