"""Styles as QML, what QGIS takes from the table layer_styles when a layer is added.

Properties stand in both forms, <Option> (QGIS 3.22 and later) and <prop> (all before). Lengths are
millimetres.
"""

from xml.sax.saxutils import quoteattr

from style_parts import FONT, label_parts, number

GEOMETRY_TYPES = {"marker": 0, "line": 1, "fill": 2}  # as QGIS numbers them
ANGLES = {"slash": (45,), "backslash": (135,), "horline": (0,), "vertline": (90,),
          "plus": (0, 90), "times": (45, 135)}  # of lines, counter-clockwise from the horizontal
COMMON = 'forceraster="0" symbollevels="0" enableorderby="0"'


def rgba(colour, opacity=1.0):
    parts = [str(int(colour[at:at + 2], 16)) for at in (1, 3, 5)]
    return ",".join([*parts, str(round(255 * opacity))])


def layer_text(kind, properties, inner="", order=0):
    options = "".join(f"<Option name={quoteattr(key)} type=\"QString\" value={quoteattr(value)}/>"
                      for key, value in properties.items())
    props = "".join(f"<prop k={quoteattr(key)} v={quoteattr(value)}/>"
                    for key, value in properties.items())
    return (f'<layer class="{kind}" enabled="1" locked="0" pass="{order}">'
            f'<Option type="Map">{options}</Option>{props}{inner}</layer>')


def symbol_text(name, shape, layers):
    return (f'<symbol type="{shape}" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">'
            f"{layers}</symbol>")


def line(colour, width, dash="solid", order=0):
    ends = "round" if dash == "solid" else "flat"
    return layer_text("SimpleLine", {
        "line_color": rgba(colour), "line_width": number(width), "line_width_unit": "MM",
        "line_style": dash, "capstyle": ends, "joinstyle": "round"}, order=order)


def hatches(index, symbol):
    texts = []
    for angle in ANGLES[symbol["hatch"]] if "hatch" in symbol else ():
        inner = symbol_text(f"@{index}@{len(texts) + 1}", "line",
                            line(symbol["hatch_colour"], symbol["hatch_width"]))
        texts.append(layer_text("LinePatternFill", {
            "angle": str(angle), "distance": number(symbol["hatch_size"]), "distance_unit": "MM",
            "line_width": number(symbol["hatch_width"]), "line_width_unit": "MM",
            "color": rgba(symbol["hatch_colour"])}, inner))
    return texts


def symbol(index, shape, look):
    dash = look.get("dash", "solid")
    outline = {"outline_color": rgba(look["line"]), "outline_width": number(look["width"]),
               "outline_width_unit": "MM", "outline_style": dash}
    casing = "casing" in look
    if shape == "line":
        layers = [line(look["casing"], look["casing_width"])] if casing else []
        layers.append(line(look["line"], look["width"], dash, order=1 if casing else 0))
    elif shape == "fill":
        colour = rgba(look.get("fill", "#ffffff"), look.get("opacity", 1.0))
        filled = "solid" if "fill" in look else "no"
        layers = [line(look["casing"], look["casing_width"])] if casing else []
        if "hatch" in look: # below the outline, over the fill
            plain = {"color": colour, "style": filled, "outline_style": "no"}
            layers += [layer_text("SimpleFill", plain), *hatches(index, look)]
            filled = "no"
        layers.append(layer_text("SimpleFill", {"color": colour, "style": filled} | outline))
    else:
        mark = {"x": "cross2"}.get(look["mark"], look["mark"])
        layers = [layer_text("SimpleMarker", {
            "name": mark, "size": number(look["size"]), "size_unit": "MM",
            "color": rgba(look["fill"])} | outline)]
    return symbol_text(index, shape, "".join(layers))


def expression(text):
    """The text of a label in the language of QGIS."""
    pieces = []
    for kind, *rest in label_parts(text):
        if kind == "text":
            pieces.append("'" + rest[0].replace("'", "''").replace("\n", "\\n") + "'")
        elif kind == "field":
            pieces.append(f'coalesce("{rest[0]}",\'\')')
        else:
            field, divisor, decimals = rest
            value = f'"{field}"' if divisor == 1 else f'"{field}"/{divisor}'
            pieces.append(f"coalesce(format_number({value},{decimals}),'')")
    return " || ".join(pieces)


def placement(label, shape):
    if label.get("along"):  # on the line, upright
        return (f'<placement placement="2" placementFlags="9" priority="5" '
                f'repeatDistance="{number(label["repeat"])}" repeatDistanceUnits="MM"/>')
    if shape == "marker":  # below the point
        right, up = label.get("shift", (0, 0))
        return (f'<placement placement="1" quadOffset="4" xOffset="{number(right)}" '
                f'yOffset="{number(-up)}" offsetUnits="MM" offsetType="0" priority="5"/>')
    return '<placement placement="4" fitInPolygonOnly="1" centroidWhole="0" priority="5"/>'


def settings(label, shape):
    font = (f'<text-style fieldName={quoteattr(expression(label["text"]))} isExpression="1" '
            f'fontFamily="{FONT}" fontSize="{number(label["size"])}" fontSizeUnit="MM" '
            f'fontWeight="{75 if label.get("bold") else 50}" namedStyle="" textOpacity="1" '
            f'multilineHeight="1" textColor="{rgba(label["colour"])}">'
            f'<text-buffer bufferDraw="1" bufferSize="{number(label["halo"])}" '
            'bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1" '
            'bufferJoinStyle="128" bufferNoFill="1"/></text-style>')
    return (f'<settings calloutType="simple">{font}'
            '<text-format multilineAlign="1" formatNumbers="0"/>'
            f"{placement(label, shape)}"
            '<rendering scaleVisibility="0" obstacle="1" displayAll="0" drawLabels="1"/>'
            "</settings>")


def labeling(style, shape):
    if "label" not in style:
        return []
    lines = ['<labeling type="rule-based">', '<rules key="labels">']
    for index, label in enumerate(style["label"]):
        field = f'"{style.get("field")}"'
        condition = f"{field} IS NULL OR {field} NOT LIKE '{label.get('unlike')}'"
        chosen = f" filter={quoteattr(condition)}" if "unlike" in label else ""
        lines.append(f'<rule key="label{index}" active="1"{chosen} '
                     f'scalemindenom="{label.get("min_scale", 0)}" '
                     f'scalemaxdenom="{label.get("max_scale", 0)}">'
                     f"{settings(label, shape)}</rule>")
    return [*lines, "</rules>", "</labeling>"]


def renderer(style, found):
    if len(found) == 1:
        return [f'<renderer-v2 type="singleSymbol" {COMMON}>']
    order = COMMON.replace('symbollevels="0"', 'symbollevels="1"') \
        if any("casing" in rule.symbol for rule in found) else COMMON
    head = [f'<renderer-v2 type="categorizedSymbol" attr="{style["field"]}" {order}>',
            "<categories>"]
    head += [f'<category type="string" value={quoteattr(rule.value or "")} symbol="{index}" '
             f'label={quoteattr(rule.zh + " " + rule.en)} render="true"/>'
             for index, rule in enumerate(found)]
    return [*head, "</categories>"]


def qml(_layer, style, shape, found):
    symbols = [symbol(index, shape, rule.symbol) for index, rule in enumerate(found)]
    return "\n".join([
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
        '<qgis version="3.10.0" labelsEnabled="1" styleCategories="Symbology|Labeling">',
        *renderer(style, found), "<symbols>", *symbols, "</symbols>", "</renderer-v2>",
        *labeling(style, shape),
        f"<layerGeometryType>{GEOMETRY_TYPES[shape]}</layerGeometryType>", "</qgis>", ""])
