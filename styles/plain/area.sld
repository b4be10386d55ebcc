<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se">
<NamedLayer><se:Name>plain</se:Name><UserStyle><se:Name>plain</se:Name><se:FeatureTypeStyle>
<se:Rule><se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#e4e4e0</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#6e6e6e</se:SvgParameter><se:SvgParameter name="stroke-width">0.72</se:SvgParameter></se:Stroke></se:PolygonSymbolizer></se:Rule>
</se:FeatureTypeStyle></UserStyle></NamedLayer>
</StyledLayerDescriptor>
