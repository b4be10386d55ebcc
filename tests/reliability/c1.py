"""C1: two processes, one file. The second is told that it may only read, or both take turns; in
either case no acknowledged operation is lost and none is done on what another one changed."""

import random
import threading

from harness import row
from harness.operations import Operations
from harness.session import Session, Silence


class Writer(threading.Thread):
    """Writes a field of rows that all writers share, and makes rows of its own, in many sessions."""

    def __init__(self, run, workspace, name, count, shared):
        super().__init__()
        self.command = run.edit_command(workspace, user=name)
        self.rng = random.Random(f"{run.seed} {name}")
        self.name, self.count, self.shared = name, count, shared
        self.saved = []  # (entry, operation)
        self.refused = {}
        self.sessions = 0
        self.error = None

    def run(self):
        try:
            number = 0
            while number < self.count:
                number = self._session(number, min(self.count, number + self.rng.randint(1, 25)))
        except Exception as error:
            self.error = error

    def _session(self, number, end):
        """Does operations up to `end`; returns how far it got."""
        with Session(self.command) as session:
            try:
                for place in range(number, end):
                    self._one(session, place)
                    number = place + 1
                session.close()
                self.sessions += 1
            except Silence as silence:
                # The other one edits: this is the answer that it may only read.
                if "reading only" not in str(silence):
                    raise
                self.refused["at opening"] = self.refused.get("at opening", 0) + 1
        return number

    def _one(self, session, number):
        remark = f"{self.name}-{number}"
        if number % 3 == 0:
            values = {"contract_no": remark, "parcel_no": "A-01"}
            operation = {"op": "insert", "layer": "contract", "values": values}
        else:
            target = self.shared[number % len(self.shared)]
            operation = {"op": "update", "layer": "contract", "id": target, "values": {"remark": remark}}
        ack = session.do({**operation, "tag": remark})
        if ack["ok"]:
            self.saved.append((ack["entry"], operation))
        else:
            self.refused[ack["code"]] = self.refused.get(ack["code"], 0) + 1


ALLOWED = {"at opening", "WorkspaceReadOnly", "WorkspaceBusy", "RowConflict"}


def expected(start, writers):
    """Remark of each contract by its number, when all that was acknowledged is done in the order of
    the entries."""
    remarks = dict(start)
    done = sorted((one for writer in writers for one in writer.saved), key=lambda one: one[0])
    for _, operation in done:
        if operation["op"] == "insert":
            remarks[operation["values"]["contract_no"]] = None
        else:
            remarks[operation["id"]] = operation["values"]["remark"]
    return done, remarks


def body(run):
    workspace = run.new_workspace()
    operations = Operations(run.rng)
    shared = [operations.new_id() for _ in range(5)]
    with run.edit(workspace) as session:
        for place, identifier in enumerate(shared):
            values = {"contract_no": f"S-{place}", "parcel_no": "A-01"}
            session.do({"op": "insert", "layer": "contract", "id": identifier, "values": values})
        session.close()
    count = run.times(150, 5000)
    writers = [Writer(run, workspace, name, count, shared) for name in ("ann", "ben")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        run.expect(writer.error is None, f"{writer.name}: {writer.error}")
        run.note(f"saved_{writer.name}", len(writer.saved))
        run.note(f"sessions_{writer.name}", writer.sessions)
        run.note(f"refused_{writer.name}", writer.refused)
        run.expect(set(writer.refused) <= ALLOWED, f"{writer.name}: {writer.refused}")
    done, remarks = expected({identifier: None for identifier in shared}, writers)
    order = [name for _, name in sorted((entry, one.name) for one in writers for entry, _ in one.saved)]
    numbers = [entry for entry, _ in done]
    run.expect(len(set(numbers)) == len(numbers), "two operations have one entry")
    run.expect(len(done) >= count, "one of the two must be able to work")
    changes = sum(one != other for one, other in zip(order, order[1:]))
    run.note("turns", changes)
    run.expect(changes > 1, "they never took turns")
    check_result(run, workspace, shared, remarks)


def check_result(run, workspace, shared, remarks):
    found = run.dump(workspace).rows
    there = {}
    for (layer, identifier), content in found.items():
        values = dict(content.values)
        if layer == "contract":
            key = identifier if identifier in shared else values["contract_no"]
            there[key] = values.get("remark")
    lost = [key for key in remarks.keys() | there.keys() if remarks.get(key, 0) != there.get(key, 0)]
    run.note("lost_updates", len(lost))
    run.expect(not lost, f"lost: {lost[:5]}")
    sound, said = run.verify(workspace)
    run.expect(sound, said)


row.main("C1", body)
