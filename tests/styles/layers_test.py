"""The styles of layers are well-formed, complete and the same in both formats."""

import csv
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest
import xml.etree.ElementTree as tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ROOT / "styles" / "layers"
SE = "{http://www.opengis.net/se}"
OGC = "{http://www.opengis.net/ogc}"
PIXEL_MM = 0.28  # OGC 05-077r4
SHAPES = {"Point": ("marker", "0"), "LineString": ("line", "1"), "Polygon": ("fill", "2"),
          "MultiPolygon": ("fill", "2")}


def toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def catalogue():
    layers = [toml(path) for path in sorted((ROOT / "layers" / "catalog").glob("*.toml"))]
    return {layer["name"]: layer for layer in layers if layer["format"] == "tuban-layer"}


def class_table():
    path = ROOT / "layers" / "classification" / "landuse_2023.csv"
    with open(path, encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["r"]), int(row["g"]), int(row["b"]))
                for row in csv.DictReader(file)}


STYLED = {name: layer for name, layer in catalogue().items() if layer["geometry"] != "None"}


class Sld:
    """The rules of an SLD file: value or None → parameters of its last symbolizer."""

    def __init__(self, name):
        root = tree.parse(FILES / f"{name}.sld").getroot()
        self.layer = root.find(f".//{SE}Name").text
        self.fields = {node.text for node in root.iter(f"{OGC}PropertyName")}
        self.rules = {}
        for rule in root.iter(f"{SE}Rule"):
            literal = rule.find(f".//{OGC}Literal")
            drawn = [node for node in rule if node.tag.endswith("Symbolizer")]
            self.rules[None if literal is None else literal.text] = {
                node.get("name"): node.text for node in drawn[-1].iter(f"{SE}SvgParameter")}


class Qml:
    """The categories of a QML file: value or None → properties of its last symbol layer."""

    def __init__(self, name):
        self.root = tree.parse(FILES / f"{name}.qml").getroot()
        self.renderer = self.root.find("renderer-v2")
        symbols = {node.get("name"): node for node in self.renderer.find("symbols")}
        self.kinds = {node.get("type") for node in symbols.values()}
        last = {key: {prop.get("k"): prop.get("v") for prop in node[-1].findall("prop")}
                for key, node in symbols.items()}
        self.options_agree = all(
            {node.get("name"): node.get("value") for node in layer.find("Option")}
            == {node.get("k"): node.get("v") for node in layer.findall("prop")}
            for symbol in symbols.values() for layer in symbol)
        categories = self.renderer.find("categories")
        self.rules = {None: last["0"]} if categories is None else {
            node.get("value") or None: last[node.get("symbol")] for node in categories}


def hex_colour(rgba):
    return "#%02x%02x%02x" % tuple(int(part) for part in rgba.split(",")[:3])


class LayerStyles(unittest.TestCase):
    def test_each_layer_with_geometry_has_both_files(self):
        self.assertGreaterEqual(len(STYLED), 10)
        for name, layer in STYLED.items():
            self.assertEqual(layer["style"], name)
        wanted = {f"{name}.{ending}" for name in STYLED for ending in ("sld", "qml")}
        self.assertEqual({path.name for path in FILES.iterdir()}, wanted)

    def test_files_are_for_the_layer_and_its_geometry(self):
        for name, layer in STYLED.items():
            shape, number = SHAPES[layer["geometry"]]
            self.assertEqual(Sld(name).layer, name)
            self.assertEqual(Qml(name).kinds, {shape}, name)
            self.assertEqual(Qml(name).root.find("layerGeometryType").text, number)

    def test_rules_are_by_a_field_of_the_layer(self):
        for name, layer in STYLED.items():
            fields = {field["name"] for field in layer["field"]}
            self.assertLessEqual(Sld(name).fields, fields, name)
            self.assertEqual(Sld(name).fields, {*filter(None, [Qml(name).renderer.get("attr")])})

    def test_every_code_of_that_field_has_a_rule(self):
        checked = 0
        for name, layer in STYLED.items():
            field = Qml(name).renderer.get("attr")
            codes = [code["value"] for item in layer["field"] if item["name"] == field
                     for code in item.get("codes", [])]
            if codes:
                self.assertEqual(list(Sld(name).rules), [*codes, None], name)
                checked += len(codes)
        self.assertGreater(checked, 50)

    def test_every_class_has_the_colour_of_its_table(self):
        sld, qml = Sld("parcel").rules, Qml("parcel").rules
        colours = class_table()
        self.assertEqual(list(sld), [*colours, None])
        for code, colour in colours.items():
            self.assertEqual(sld[code]["fill"], "#%02x%02x%02x" % colour, code)
            self.assertEqual(qml[code]["color"], "%d,%d,%d,255" % colour, code)

    def test_every_class_of_the_sample_has_a_rule(self):
        with open(ROOT / "layers" / "ziya" / "parcel.csv", encoding="utf-8", newline="") as file:
            used = {row["class_code"] for row in csv.DictReader(file)}
        self.assertGreater(len(used), 60)
        self.assertLessEqual(used, set(Sld("parcel").rules))
        self.assertLessEqual(used, set(Qml("parcel").rules))

    def test_both_formats_draw_the_same(self):
        for name, layer in STYLED.items():
            sld, qml = Sld(name).rules, Qml(name).rules
            self.assertEqual(list(sld), list(qml), name)
            prefix = "line" if layer["geometry"] == "LineString" else "outline"
            for value, drawn in sld.items():
                other = qml[value]
                self.assertEqual(drawn["stroke"], hex_colour(other[f"{prefix}_color"]), name)
                self.assertAlmostEqual(float(drawn["stroke-width"]) * PIXEL_MM,
                                       float(other[f"{prefix}_width"]), delta=0.002)
                self.assertEqual("stroke-dasharray" in drawn,
                                 other[f"{prefix}_style"] != "solid", name)
                if prefix == "outline":
                    self.assertEqual("fill" in drawn, other.get("style") != "no", name)
                if "fill" in drawn:
                    self.assertEqual(drawn["fill"], hex_colour(other["color"]), name)
                    self.assertAlmostEqual(float(drawn.get("fill-opacity", 1)),
                                           int(other["color"].split(",")[3]) / 255, delta=0.003)

    def test_old_and_new_readers_get_the_same(self):
        for name in STYLED:
            self.assertTrue(Qml(name).options_agree, name)

    def test_the_committed_files_come_out_again(self):
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run([sys.executable, "-B", ROOT / "styles" / "generate.py", folder],
                                 capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            made = {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
        for path in FILES.iterdir():
            self.assertTrue(made.get(path.name) == path.read_bytes(),
                            f"{path.name} differs: run scripts/make-styles")


if __name__ == "__main__":
    unittest.main()
