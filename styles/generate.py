"""Writes styles/layers/*.sld and *.qml from layers.toml, the catalogue and the class tables.

Run scripts/make-styles, or `python3 generate.py FOLDER` to write elsewhere. Python 3.11 or later,
standard library only; the same files come out on every machine.
"""

import csv
import pathlib
import sys
import tomllib
from xml.sax.saxutils import escape, quoteattr

STYLES = pathlib.Path(__file__).resolve().parent
LAYERS = STYLES.parent / "layers"
PIXEL_MM = 0.28  # OGC 05-077r4 (Symbology Encoding 1.1), 10.2: the pixel of rendering rules
DASHES = {"solid": (), "dash": (4, 2), "dash dot": (4, 2, 1, 2)}  # in widths of the line
SHAPES = {"Point": "marker", "LineString": "line", "Polygon": "fill", "MultiPolygon": "fill"}
GEOMETRY_TYPES = {"marker": 0, "line": 1, "fill": 2}  # as QGIS numbers them
OTHERWISE = "其他 other"


def toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def pixels(millimetres):
    return number(millimetres / PIXEL_MM)


class Rule:
    """A symbol and the value it stands for; without a value: for all that no other rule names."""

    def __init__(self, value, title, symbol):
        self.value, self.title, self.symbol = value, title, symbol


def class_rules(style):
    with open(LAYERS / "classification" / f"{style['classes']}.csv", encoding="utf-8",
              newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["r"]:
            colour = f"#{int(row['r']):02x}{int(row['g']):02x}{int(row['b']):02x}"
            title = f"{row['code']} {row['name_zh']} {row['name_en']}"
            yield Rule(row["code"], title, style["symbol"] | {"fill": colour})


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
            title = f"{code['zh']} {code['en']}"
            yield Rule(code["value"], title, symbols.pop(code["value"]))
    if symbols:
        sys.exit(f"{style['name']}: not in the code list: {', '.join(symbols)}")


def rules(style, layer):
    found = []
    if "classes" in style:
        found = list(class_rules(style))
    elif "rule" in style:
        found = list(code_rules(style, layer))
    title = OTHERWISE if found else f"{layer['title']['zh']} {layer['title']['en']}"
    return [*found, Rule(None, title, style["symbol"])]


# SLD 1.1 (OGC 05-078r4) with Symbology Encoding 1.1 (OGC 05-077r4). Lengths are pixels.

def sld_parameters(name, pairs):
    texts = [f'<se:SvgParameter name="{key}">{value}</se:SvgParameter>' for key, value in pairs]
    return f"<se:{name}>{''.join(texts)}</se:{name}>"


def sld_stroke(colour, width, dash="solid", joins=False):
    pairs = [("stroke", colour), ("stroke-width", pixels(width))]
    if joins:
        pairs += [("stroke-linejoin", "round"), ("stroke-linecap", "round")]
    if DASHES[dash]:
        lengths = " ".join(pixels(part * width) for part in DASHES[dash])
        pairs.append(("stroke-dasharray", lengths))
    return sld_parameters("Stroke", pairs)


def sld_fill(symbol):
    if "fill" not in symbol:
        return ""
    pairs = [("fill", symbol["fill"])]
    if symbol.get("opacity", 1) < 1:
        pairs.append(("fill-opacity", number(symbol["opacity"])))
    return sld_parameters("Fill", pairs)


def sld_symbolizers(shape, symbol):
    dash = symbol.get("dash", "solid")
    if shape == "line":
        lines = []
        if "casing" in symbol:
            lines.append(sld_stroke(symbol["casing"], symbol["casing_width"], joins=True))
        lines.append(sld_stroke(symbol["line"], symbol["width"], dash, joins=dash == "solid"))
        return "".join(f"<se:LineSymbolizer>{line}</se:LineSymbolizer>" for line in lines)
    drawn = sld_fill(symbol) + sld_stroke(symbol["line"], symbol["width"], dash)
    if shape == "fill":
        return f"<se:PolygonSymbolizer>{drawn}</se:PolygonSymbolizer>"
    return ("<se:PointSymbolizer><se:Graphic><se:Mark>"
            f"<se:WellKnownName>{symbol['mark']}</se:WellKnownName>{drawn}</se:Mark>"
            f"<se:Size>{pixels(symbol['size'])}</se:Size></se:Graphic></se:PointSymbolizer>")


def sld_rule(rule, field, shape, alone):
    if rule.value is not None:
        condition = (f"<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>{field}"
                     f"</ogc:PropertyName><ogc:Literal>{escape(rule.value)}</ogc:Literal>"
                     "</ogc:PropertyIsEqualTo></ogc:Filter>")
    else:
        condition = "" if alone else "<se:ElseFilter/>"
    name = escape(rule.value or "other")
    return (f"<se:Rule><se:Name>{name}</se:Name><se:Description><se:Title>{escape(rule.title)}"
            f"</se:Title></se:Description>{condition}"
            f"{sld_symbolizers(shape, rule.symbol)}</se:Rule>")


def sld(style, shape, found):
    lines = [sld_rule(rule, style.get("field"), shape, len(found) == 1) for rule in found]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se">',
        f"<NamedLayer><se:Name>{style['name']}</se:Name><UserStyle>"
        f"<se:Name>{style['name']}</se:Name><se:FeatureTypeStyle>",
        *lines, "</se:FeatureTypeStyle></UserStyle></NamedLayer>", "</StyledLayerDescriptor>", ""])


# QML, what QGIS takes from the table layer_styles when a layer is added. Properties stand in both
# forms, <Option> (QGIS 3.22 and later) and <prop> (all before). Lengths are millimetres.

def rgba(colour, opacity=1.0):
    parts = [str(int(colour[at:at + 2], 16)) for at in (1, 3, 5)]
    return ",".join([*parts, str(round(255 * opacity))])


def qml_layer(kind, properties):
    options = "".join(f"<Option name={quoteattr(key)} type=\"QString\" value={quoteattr(value)}/>"
                      for key, value in properties.items())
    props = "".join(f"<prop k={quoteattr(key)} v={quoteattr(value)}/>"
                    for key, value in properties.items())
    return (f'<layer class="{kind}" enabled="1" locked="0" pass="0">'
            f'<Option type="Map">{options}</Option>{props}</layer>')


def qml_line(colour, width, dash="solid"):
    ends = "round" if dash == "solid" else "flat"
    return qml_layer("SimpleLine", {
        "line_color": rgba(colour), "line_width": number(width), "line_width_unit": "MM",
        "line_style": dash, "capstyle": ends, "joinstyle": "round"})


def qml_symbol(index, shape, symbol):
    dash = symbol.get("dash", "solid")
    outline = {"outline_color": rgba(symbol["line"]), "outline_width": number(symbol["width"]),
               "outline_width_unit": "MM", "outline_style": dash}
    if shape == "line":
        layers = qml_line(symbol["line"], symbol["width"], dash)
        if "casing" in symbol:
            layers = qml_line(symbol["casing"], symbol["casing_width"]) + layers
    elif shape == "fill":
        colour = rgba(symbol.get("fill", "#ffffff"), symbol.get("opacity", 1.0))
        filled = "solid" if "fill" in symbol else "no"
        layers = qml_layer("SimpleFill", {"color": colour, "style": filled} | outline)
    else:
        mark = {"x": "cross2"}.get(symbol["mark"], symbol["mark"])
        layers = qml_layer("SimpleMarker", {
            "name": mark, "size": number(symbol["size"]), "size_unit": "MM",
            "color": rgba(symbol["fill"])} | outline)
    return (f'<symbol type="{shape}" name="{index}" alpha="1" clip_to_extent="1" force_rhr="0">'
            f"{layers}</symbol>")


def qml(style, shape, found):
    symbols = [qml_symbol(index, shape, rule.symbol) for index, rule in enumerate(found)]
    common = 'forceraster="0" symbollevels="0" enableorderby="0"'
    if len(found) == 1:
        head = [f'<renderer-v2 type="singleSymbol" {common}>']
    else:
        head = [f'<renderer-v2 type="categorizedSymbol" attr="{style["field"]}" {common}>',
                "<categories>"]
        head += [f'<category type="string" value={quoteattr(rule.value or "")} symbol="{index}" '
                 f'label={quoteattr(rule.title)} render="true"/>'
                 for index, rule in enumerate(found)]
        head.append("</categories>")
    return "\n".join([
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
        '<qgis version="3.10.0" styleCategories="Symbology">', *head,
        "<symbols>", *symbols, "</symbols>", "</renderer-v2>",
        f"<layerGeometryType>{GEOMETRY_TYPES[shape]}</layerGeometryType>", "</qgis>", ""])


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for style in toml(STYLES / "layers.toml")["style"]:
        layer = toml(LAYERS / "catalog" / f"{style['name']}.toml")
        shape = SHAPES[layer["geometry"]]
        found = rules(style, layer)
        for ending, write in (("sld", sld), ("qml", qml)):
            path = folder / f"{style['name']}.{ending}"
            path.write_text(write(style, shape, found), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else STYLES / "layers")
