"""Styles as SLD 1.1 (OGC 05-078r4) with Symbology Encoding 1.1 (OGC 05-077r4). Lengths are pixels."""

from xml.sax.saxutils import escape

from style_parts import DASHES, FONT, label_parts, number

PIXEL_MM = 0.28  # OGC 05-077r4 (Symbology Encoding 1.1), 10.2: the pixel of rendering rules


def pixels(millimetres):
    return number(millimetres / PIXEL_MM)


def parameters(name, pairs):
    texts = [f'<se:SvgParameter name="{key}">{value}</se:SvgParameter>' for key, value in pairs]
    return f"<se:{name}>{''.join(texts)}</se:{name}>"


def stroke(colour, width, dash="solid", joins=False):
    pairs = [("stroke", colour), ("stroke-width", pixels(width))]
    if joins:
        pairs += [("stroke-linejoin", "round"), ("stroke-linecap", "round")]
    if DASHES[dash]:
        lengths = " ".join(pixels(part * width) for part in DASHES[dash])
        pairs.append(("stroke-dasharray", lengths))
    return parameters("Stroke", pairs)


def line(text):
    return f"<se:LineSymbolizer>{text}</se:LineSymbolizer>"


def pattern(symbol):
    # A diagonal crosses its square, so that lines lie closer than the square is wide.
    diagonal = symbol["hatch"] in ("slash", "backslash", "times")
    size = symbol["hatch_size"] * (2 ** 0.5 if diagonal else 1)
    return ("<se:Fill><se:GraphicFill><se:Graphic><se:Mark>"
            f"<se:WellKnownName>shape://{symbol['hatch']}</se:WellKnownName>"
            f"{stroke(symbol['hatch_colour'], symbol['hatch_width'])}</se:Mark>"
            f"<se:Size>{pixels(size)}</se:Size></se:Graphic></se:GraphicFill></se:Fill>")


def fill(symbol):
    pairs = [("fill", symbol["fill"])]
    if symbol.get("opacity", 1) < 1:
        pairs.append(("fill-opacity", number(symbol["opacity"])))
    return parameters("Fill", pairs)


def area_symbolizers(symbol, outlined):
    """Fill, hatch and outline; programs draw either a fill or a hatch for one symbolizer."""
    plain = outlined and "casing" not in symbol
    parts = [fill(symbol)] if "fill" in symbol else []
    parts += [pattern(symbol)] if "hatch" in symbol else []
    if plain:
        outline = stroke(symbol["line"], symbol["width"], symbol.get("dash", "solid"))
        parts = [*parts[:-1], "".join(parts[-1:]) + outline]
    areas = "".join(f"<se:PolygonSymbolizer>{part}</se:PolygonSymbolizer>" for part in parts)
    return areas if plain or not outlined else areas + line_symbolizers(symbol)


def line_symbolizers(symbol):
    dash = symbol.get("dash", "solid")
    core = stroke(symbol["line"], symbol["width"], dash, joins=dash == "solid")
    if "casing" not in symbol:
        return line(core)
    return line(stroke(symbol["casing"], symbol["casing_width"], joins=True)) + line(core)


def symbolizers(shape, symbol, outlined):
    if shape == "line":
        return line_symbolizers(symbol)
    if shape == "fill":
        return area_symbolizers(symbol, outlined)
    outline = stroke(symbol["line"], symbol["width"], symbol.get("dash", "solid"))
    return ("<se:PointSymbolizer><se:Graphic><se:Mark>"
            f"<se:WellKnownName>{symbol['mark']}</se:WellKnownName>{fill(symbol)}{outline}"
            f"</se:Mark><se:Size>{pixels(symbol['size'])}</se:Size></se:Graphic>"
            "</se:PointSymbolizer>")


def title(rule):
    english = f"<se:Abstract>en: {escape(rule.en)}</se:Abstract>"
    return f"<se:Description><se:Title>{escape(rule.zh)}</se:Title>{english}</se:Description>"


def rule_text(rule, field, drawn, alone):
    if rule.value is not None:
        condition = (f"<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>{field}"
                     f"</ogc:PropertyName><ogc:Literal>{escape(rule.value)}</ogc:Literal>"
                     "</ogc:PropertyIsEqualTo></ogc:Filter>")
    else:
        condition = "" if alone else "<se:ElseFilter/>"
    name = escape(rule.value or "other")
    return f"<se:Rule><se:Name>{name}</se:Name>{title(rule)}{condition}{drawn}</se:Rule>"


def scales(smallest, largest):
    texts = []
    if smallest:
        texts.append(f"<se:MinScaleDenominator>{smallest}</se:MinScaleDenominator>")
    if largest:
        texts.append(f"<se:MaxScaleDenominator>{largest}</se:MaxScaleDenominator>")
    return "".join(texts)


def label_text(text):
    pieces = []
    for kind, *rest in label_parts(text):
        if kind == "text":
            pieces.append(f"<![CDATA[{rest[0]}]]>")
        elif kind == "field":
            pieces.append(f"<ogc:PropertyName>{rest[0]}</ogc:PropertyName>")
        else:
            field, divisor, decimals = rest
            pattern = "0." + "0" * decimals if decimals else "0"
            value = f"<ogc:PropertyName>{field}</ogc:PropertyName>"
            if divisor != 1:
                value = f"<ogc:Div>{value}<ogc:Literal>{divisor}</ogc:Literal></ogc:Div>"
            pieces.append('<se:FormatNumber fallbackValue=""><se:NumericValue>'
                          f"{value}</se:NumericValue><se:Pattern>{pattern}</se:Pattern>"
                          "</se:FormatNumber>")
    return f"<se:Label>{''.join(pieces)}</se:Label>"


def placement(label, shape):
    if label.get("along"):
        return ("<se:LinePlacement><se:IsRepeated>true</se:IsRepeated>"
                f"<se:Gap>{pixels(label['repeat'])}</se:Gap></se:LinePlacement>")
    anchor = ("<se:AnchorPoint><se:AnchorPointX>0.5</se:AnchorPointX>"
              "<se:AnchorPointY>0.5</se:AnchorPointY></se:AnchorPoint>")
    right, up = label.get("shift", (0, 0))
    away = (f"<se:Displacement><se:DisplacementX>{pixels(right)}</se:DisplacementX>"
            f"<se:DisplacementY>{pixels(up)}</se:DisplacementY></se:Displacement>")
    return f"<se:PointPlacement>{anchor}{away if shape == 'marker' else ''}</se:PointPlacement>"


def unlike(field, pattern):
    name = f"<ogc:PropertyName>{field}</ogc:PropertyName>"
    return (f"<ogc:Filter><ogc:Or><ogc:PropertyIsNull>{name}</ogc:PropertyIsNull><ogc:Not>"
            '<ogc:PropertyIsLike wildCard="%" singleChar="_" escapeChar="!" matchCase="false">'
            f"{name}<ogc:Literal>{pattern}</ogc:Literal>"
            "</ogc:PropertyIsLike></ogc:Not></ogc:Or></ogc:Filter>")


def label_rule(label, shape, field):
    font = [("font-family", FONT), ("font-size", pixels(label["size"]))]
    if label.get("bold"):
        font.append(("font-weight", "bold"))
    halo = (f"<se:Halo><se:Radius>{pixels(label['halo'])}</se:Radius>"
            f"{parameters('Fill', [('fill', '#ffffff')])}</se:Halo>")
    fraction = '<se:VendorOption name="fraction">true</se:VendorOption>'
    text = "".join([label_text(label["text"]), parameters("Font", font),
                    f"<se:LabelPlacement>{placement(label, shape)}</se:LabelPlacement>", halo,
                    parameters("Fill", [("fill", label["colour"])]),
                    f"<se:Priority>{label['priority']}</se:Priority>",
                    fraction if label.get("fraction") else ""])
    condition = unlike(field, label["unlike"]) if "unlike" in label else ""
    return (f"<se:Rule><se:Name>label</se:Name>{condition}"
            f"{scales(label.get('min_scale'), label.get('max_scale'))}"
            f"<se:TextSymbolizer>{text}</se:TextSymbolizer></se:Rule>")


def outline_rule(style):
    symbol = style["symbol"]
    return (f"<se:Rule><se:Name>outline</se:Name>{scales(None, style['outline_max_scale'])}"
            f"{line(stroke(symbol['line'], symbol['width'], joins=True))}</se:Rule>")


def sld(layer, style, shape, found):
    """Symbols, then outlines, then labels: each a FeatureTypeStyle, drawn one after the other. What
    has no title is in no legend."""
    outlined = "outline_max_scale" not in style
    passes = [[rule_text(rule, style.get("field"), symbolizers(shape, rule.symbol, outlined),
                         len(found) == 1) for rule in found]]
    if not outlined:
        passes.append([outline_rule(style)])
    if "label" in style:
        passes.append([label_rule(label, shape, style.get("field")) for label in style["label"]])
    texts = ["\n".join(["<se:FeatureTypeStyle>", *lines, "</se:FeatureTypeStyle>"])
             for lines in passes]
    names = style["title"]
    head = ("<se:Description>"
            f"<se:Title>{escape(names['zh'])}</se:Title>"
            f"<se:Abstract>en: {escape(names['en'])}</se:Abstract></se:Description>")
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se">',
        f"<NamedLayer><se:Name>{layer}</se:Name><UserStyle>"
        f"<se:Name>{style['name']}</se:Name>{head}",
        *texts, "</UserStyle></NamedLayer>", "</StyledLayerDescriptor>", ""])
