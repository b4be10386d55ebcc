"""Whether two programs found the same areas."""

import csv
import json

RELATIVE = 1e-9
SQUARE_METRES = 1e-6


def cells_of(balance):
    """{(district, class): m²} from the JSON of `tuban ratios`."""
    return {(c["district"], c["class"]): c["area_m2"] for c in json.loads(balance)["cells"]}


def truth_of(path):
    """The areas of the aligned districts as the generator summed them, exactly."""
    with open(path, encoding="utf-8") as lines:
        return {(r["district"], r["class"]): float(r["area_m2"]) for r in csv.DictReader(lines)}


class Comparison:
    """Cell by cell: what one side lacks, and the largest differences."""

    def __init__(self, ours, theirs):
        self.cells = len(theirs)
        # PostGIS also reports districts that a parcel only touches: cells of no area.
        self.unmatched = [k for k in set(ours) ^ set(theirs)
                          if abs(ours.get(k, theirs.get(k))) > SQUARE_METRES]
        shared = [(ours[k], theirs[k]) for k in set(ours) & set(theirs)]
        self.largest = max((abs(a - b) for a, b in shared), default=0.0)
        self.equal = sum(a == b for a, b in shared)
        self.wrong = sum(abs(a - b) > max(SQUARE_METRES, RELATIVE * abs(b)) for a, b in shared)
        self.largest_relative = max(
            (abs(a - b) / abs(b) for a, b in shared if abs(b) > 1.0), default=0.0)

    @property
    def within_tolerance(self):
        return not self.unmatched and self.wrong == 0

    @property
    def identical(self):
        return not self.unmatched and self.equal == self.cells
