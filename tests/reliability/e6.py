"""E6: the folder for temporary files is deleted while a workspace is open; saving goes on, also of
changes too large for the memory that is set aside for them."""

import os
import shutil

from harness import row
from harness.operations import Operations


def large_batch(operations, made, count):
    return {"op": "batch", "operations": [operations.insert(made) for _ in range(count)]}


def body(run):
    workspace = run.new_workspace()
    made = run.start_model(workspace)
    operations = Operations(run.rng)
    temporary = run.path("tmp")
    environment = {name: temporary for name in ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR")}
    run.note("rounds", 0)
    for _ in range(run.times(3, 30)):
        os.mkdir(temporary)
        with run.edit(workspace, environment={**os.environ, **environment}) as session:
            run.play(session, made, operations, 2)
            left = os.listdir(temporary)
            run.expect(not left, f"there are temporary files: {left}")
            shutil.rmtree(temporary)
            run.play(session, made, operations, 10)
            for operation in (
                large_batch(operations, made, 1000),
                {"op": "attribute", "layer": "parcel", "all": True, "values": {"remark": "x" * 500}},
                {"op": "undo"},
            ):
                effect = made.effect(operation)
                ack = session.do(operation)
                if run.expect(ack["ok"], f"{operation['op']}: {ack}"):
                    made.commit(effect)
            run.expect(session.close() == 0, "the session failed")
        run.expect(not os.path.exists(temporary), "the folder came back")
        run.count("rounds")
    run.expect_rows(made.rows, run.dump(workspace).rows, "the dump")


row.main("E6", body)
