<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se">
<NamedLayer><se:Name>plan_area</se:Name><UserStyle><se:Name>plan_area</se:Name><se:Description><se:Title>规划范围</se:Title><se:Abstract>en: Planning area</se:Abstract></se:Description>
<se:FeatureTypeStyle>
<se:Rule><se:Name>other</se:Name><se:Description><se:Title>规划范围</se:Title><se:Abstract>en: Planning area</se:Abstract></se:Description><se:LineSymbolizer><se:Stroke><se:SvgParameter name="stroke">#ffffff</se:SvgParameter><se:SvgParameter name="stroke-width">6.43</se:SvgParameter><se:SvgParameter name="stroke-linejoin">round</se:SvgParameter><se:SvgParameter name="stroke-linecap">round</se:SvgParameter></se:Stroke></se:LineSymbolizer><se:LineSymbolizer><se:Stroke><se:SvgParameter name="stroke">#ff0000</se:SvgParameter><se:SvgParameter name="stroke-width">3.57</se:SvgParameter><se:SvgParameter name="stroke-dasharray">14.29 7.14 3.57 7.14</se:SvgParameter></se:Stroke></se:LineSymbolizer></se:Rule>
</se:FeatureTypeStyle>
</UserStyle></NamedLayer>
</StyledLayerDescriptor>
