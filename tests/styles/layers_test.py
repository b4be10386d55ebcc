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


def styles():
    """Name of each style → the layer that it is for."""
    layers = catalogue()
    return {style["name"]: layers[style["name"].partition("-")[0]]
            for style in toml(ROOT / "styles" / "layers.toml")["style"]}


STYLED = styles()


class Sld:
    """The rules of an SLD file: value or None → what they draw, of symbols, outlines and labels."""

    def __init__(self, name):
        root = tree.parse(FILES / f"{name}.sld").getroot()
        self.layer = root.find(f".//{SE}Name").text
        self.titles = [node.text for node in root.iter(f"{SE}Title")]
        passes = list(root.iter(f"{SE}FeatureTypeStyle"))
        self.fields = {node.text for node in passes[0].iter(f"{OGC}PropertyName")}
        self.written = {node.text for part in passes[1:] for node in part.iter(f"{OGC}PropertyName")}
        self.outline = passes[1].find(f".//{SE}LineSymbolizer") if len(passes) > 1 else None
        self.labels = [node for part in passes for node in part.iter(f"{SE}TextSymbolizer")]
        self.rules = {}
        self.hatches = {}
        for rule in passes[0].iter(f"{SE}Rule"):
            literal = rule.find(f".//{OGC}Literal")
            value = None if literal is None else literal.text
            drawn = [node for node in rule if node.tag.endswith("Symbolizer")]
            self.rules[value] = {}
            if self.outline is not None:
                self.rules[value] = self.parameters(self.outline)
            for node in drawn:
                self.rules[value] |= self.parameters(node)
            hatch = rule.find(f".//{SE}GraphicFill")
            if hatch is not None:
                self.hatches[value] = hatch

    @staticmethod
    def parameters(symbolizer):
        """Those of its own, not of a hatch inside."""
        inner = {id(node) for hatch in symbolizer.iter(f"{SE}GraphicFill") for node in hatch.iter()}
        return {node.get("name"): node.text for node in symbolizer.iter(f"{SE}SvgParameter")
                if id(node) not in inner}


class Qml:
    """The categories of a QML file: value or None → properties of its symbol layers."""

    def __init__(self, name):
        self.root = tree.parse(FILES / f"{name}.qml").getroot()
        self.renderer = self.root.find("renderer-v2")
        symbols = {node.get("name"): node for node in self.renderer.find("symbols")}
        self.kinds = {node.get("type") for node in symbols.values()}
        self.options_agree = all(
            {node.get("name"): node.get("value") for node in layer.find("Option")}
            == {node.get("k"): node.get("v") for node in layer.findall("prop")}
            for layer in self.renderer.iter("layer"))
        self.labels = list(self.root.iter("text-style"))
        drawn = {key: self.properties(node) for key, node in symbols.items()}
        hatched = {key: len(node.findall("layer[@class='LinePatternFill']"))
                   for key, node in symbols.items()}
        categories = self.renderer.find("categories")
        keys = {None: "0"} if categories is None else {
            node.get("value") or None: node.get("symbol") for node in categories}
        self.rules = {value: drawn[key] for value, key in keys.items()}
        self.hatches = {value: hatched[key] for value, key in keys.items() if hatched[key]}

    @staticmethod
    def properties(symbol):
        """Of all layers, the last word counting; of fills, the one that fills."""
        found = {}
        for layer in symbol.findall("layer"):
            new = {node.get("k"): node.get("v") for node in layer.findall("prop")}
            if new.get("style") == "no" and "style" in found:
                new = {key: new[key] for key in new if key not in ("style", "color")}
            found |= new if layer.get("class") != "LinePatternFill" else {}
        return found


def hex_colour(rgba):
    return "#%02x%02x%02x" % tuple(int(part) for part in rgba.split(",")[:3])


class LayerStyles(unittest.TestCase):
    def test_each_layer_with_geometry_has_both_files(self):
        drawn = {name for name, layer in catalogue().items() if layer["geometry"] != "None"}
        self.assertGreaterEqual(len(drawn), 10)
        self.assertEqual({name for name in STYLED if "-" not in name}, drawn)
        for name in drawn:
            self.assertEqual(catalogue()[name]["style"], name)
        wanted = {f"{name}.{ending}" for name in STYLED for ending in ("sld", "qml")}
        self.assertEqual({path.name for path in FILES.iterdir()}, wanted)

    def test_files_are_for_the_layer_and_its_geometry(self):
        for name, layer in STYLED.items():
            shape, number = SHAPES[layer["geometry"]]
            self.assertEqual(Sld(name).layer, layer["name"])
            self.assertLessEqual(Qml(name).kinds, {shape, "line"}, name)
            self.assertEqual(Qml(name).root.find("layerGeometryType").text, number)

    def test_rules_and_labels_are_by_fields_of_the_layer(self):
        for name, layer in STYLED.items():
            fields = {field["name"] for field in layer["field"]}
            self.assertLessEqual(Sld(name).fields | Sld(name).written, fields, name)
            self.assertEqual(Sld(name).fields, {*filter(None, [Qml(name).renderer.get("attr")])})

    def test_both_formats_write_the_same_labels(self):
        for name in STYLED:
            sld, qml = Sld(name), Qml(name)
            self.assertEqual(len(sld.labels), len(qml.labels), name)
            for mine, other in zip(sld.labels, qml.labels):
                size = Sld.parameters(mine)["font-size"]
                self.assertAlmostEqual(float(size) * PIXEL_MM, float(other.get("fontSize")),
                                       delta=0.002)
                for field in mine.iter(f"{OGC}PropertyName"):
                    self.assertIn(f'"{field.text}"', other.get("fieldName"), name)

    def test_names_of_parcels_districts_and_roads_are_written(self):
        for name, field in (("parcel", "parcel_no"), ("district", "name_zh"), ("road", "name_zh"),
                            ("river", "name_zh"), ("village", "name_zh")):
            self.assertIn(field, Sld(name).written)

    def test_both_formats_hatch_the_same_states(self):
        hatched = 0
        for name in STYLED:
            self.assertEqual(set(Sld(name).hatches), set(Qml(name).hatches), name)
            hatched += len(Sld(name).hatches)
        self.assertGreater(hatched, 10)

    def test_states_that_matter_differ_by_more_than_colour(self):
        for name, states in (("parcel-idle", ("疑似闲置", "调查中", "不构成闲置", "已认定闲置")),
                             ("parcel-construction", ("在建", "停工", "未动工", "待搬迁"))):
            looks = [(hatch.find(f".//{SE}WellKnownName").text, hatch.find(f".//{SE}Size").text)
                     for state in states for hatch in [Sld(name).hatches[state]]]
            self.assertEqual(len(set(looks)), len(states), name)

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
