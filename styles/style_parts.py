"""What both formats of styles are written from."""

import re

DASHES = {"solid": (), "dash": (4, 2), "dash dot": (4, 2, 1, 2)}  # in widths of the line
FONT = "Noto Sans CJK SC"


class Rule:
    """A symbol and the value it stands for; without a value: for all that no other rule names."""

    def __init__(self, value, zh, en, symbol):
        self.value, self.zh, self.en, self.symbol = value, zh, en, symbol


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def label_parts(text):
    """"{a} b {c/10:2}" as [("field", "a"), ("text", " b "), ("number", "c", 10.0, 2)]."""
    parts = []
    for piece in re.findall(r"\{[^}]*\}|[^{]+", text):
        found = re.fullmatch(r"\{(\w+)(?:/(\d+))?(?::(\d))?\}", piece)
        if not found:
            parts.append(("text", piece))
        elif found[3] is None:
            parts.append(("field", found[1]))
        else:
            parts.append(("number", found[1], int(found[2] or 1), int(found[3])))
    return parts
