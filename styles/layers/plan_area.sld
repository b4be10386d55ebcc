<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se">
<NamedLayer><se:Name>plan_area</se:Name><UserStyle><se:Name>plan_area</se:Name><se:FeatureTypeStyle>
<se:Rule><se:Name>other</se:Name><se:Description><se:Title>规划范围 Planning area</se:Title></se:Description><se:PolygonSymbolizer><se:Stroke><se:SvgParameter name="stroke">#ff0000</se:SvgParameter><se:SvgParameter name="stroke-width">2.86</se:SvgParameter><se:SvgParameter name="stroke-dasharray">11.43 5.71 2.86 5.71</se:SvgParameter></se:Stroke></se:PolygonSymbolizer></se:Rule>
</se:FeatureTypeStyle></UserStyle></NamedLayer>
</StyledLayerDescriptor>
