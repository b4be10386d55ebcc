"""Writes styles/layers/*.sld and *.qml from layers.toml, the catalogue and the class tables.

Run scripts/make-styles, or `python3 generate.py FOLDER` to write elsewhere. Python 3.11 or later,
standard library only; the same files come out on every machine.
"""

import csv
import pathlib
import sys
import tomllib

from qml_text import qml
from sld_text import sld
from style_parts import Rule

STYLES = pathlib.Path(__file__).resolve().parent
LAYERS = STYLES.parent / "layers"
SHAPES = {"Point": "marker", "LineString": "line", "Polygon": "fill", "MultiPolygon": "fill"}


def toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def class_rules(style):
    with open(LAYERS / "classification" / f"{style['classes']}.csv", encoding="utf-8",
              newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["r"]:
            colour = f"#{int(row['r']):02x}{int(row['g']):02x}{int(row['b']):02x}"
            titles = (f"{row['code']} {row['name_zh']}", f"{row['code']} {row['name_en']}")
            yield Rule(row["code"], *titles, style["symbol"] | {"fill": colour})


def code_rules(style, layer):
    """Rules in the order of the code list, with its titles."""
    field = next(field for field in layer["field"] if field["name"] == style["field"])
    symbols = {}
    for rule in style["rule"]:
        symbol = style["symbol"] | {key: rule[key] for key in rule if key != "values"}
        for value in rule["values"]:
            if value in symbols:
                sys.exit(f"{style['name']}: two rules for {value}")
            symbols[value] = symbol
    for code in field["codes"]:
        if code["value"] in symbols:
            yield Rule(code["value"], code["zh"], code["en"], symbols.pop(code["value"]))
    if symbols:
        sys.exit(f"{style['name']}: not in the code list: {', '.join(symbols)}")


def rules(style, layer):
    found = []
    if "classes" in style:
        found = list(class_rules(style))
    elif "rule" in style:
        found = list(code_rules(style, layer))
    title = style.get("title", layer["title"])
    titles = ("其他", "other") if found else (title["zh"], title["en"])
    return [*found, Rule(None, *titles, style["symbol"])]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for style in toml(STYLES / "layers.toml")["style"]:
        layer = toml(LAYERS / "catalog" / f"{style['name'].partition('-')[0]}.toml")
        style = {"title": layer["title"]} | style
        shape = SHAPES[layer["geometry"]]
        found = rules(style, layer)
        for ending, write in (("sld", sld), ("qml", qml)):
            path = folder / f"{style['name']}.{ending}"
            path.write_text(write(layer["name"], style, shape, found), encoding="utf-8",
                            newline="\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else STYLES / "layers")
