<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se">
<NamedLayer><se:Name>safety_buffer</se:Name><UserStyle><se:Name>safety_buffer</se:Name><se:Description><se:Title>安全距离</se:Title><se:Abstract>en: Safety buffers</se:Abstract></se:Description>
<se:FeatureTypeStyle>
<se:Rule><se:Name>other</se:Name><se:Description><se:Title>安全距离</se:Title><se:Abstract>en: Safety buffers</se:Abstract></se:Description><se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#ff9800</se:SvgParameter><se:SvgParameter name="fill-opacity">0.12</se:SvgParameter></se:Fill></se:PolygonSymbolizer><se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://backslash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#e65100</se:SvgParameter><se:SvgParameter name="stroke-width">0.54</se:SvgParameter></se:Stroke></se:Mark><se:Size>20.2</se:Size></se:Graphic></se:GraphicFill></se:Fill><se:Stroke><se:SvgParameter name="stroke">#e65100</se:SvgParameter><se:SvgParameter name="stroke-width">0.89</se:SvgParameter><se:SvgParameter name="stroke-dasharray">3.57 1.79</se:SvgParameter></se:Stroke></se:PolygonSymbolizer></se:Rule>
</se:FeatureTypeStyle>
</UserStyle></NamedLayer>
</StyledLayerDescriptor>
