<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0" labelsEnabled="1" styleCategories="Symbology|Labeling">
<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0">
<symbols>
<symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="line_color" type="QString" value="255,255,255,255"/><Option name="line_width" type="QString" value="1.8"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="line_style" type="QString" value="solid"/><Option name="capstyle" type="QString" value="round"/><Option name="joinstyle" type="QString" value="round"/></Option><prop k="line_color" v="255,255,255,255"/><prop k="line_width" v="1.8"/><prop k="line_width_unit" v="MM"/><prop k="line_style" v="solid"/><prop k="capstyle" v="round"/><prop k="joinstyle" v="round"/></layer><layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="color" type="QString" value="255,255,255,255"/><Option name="style" type="QString" value="no"/><Option name="outline_color" type="QString" value="255,0,0,255"/><Option name="outline_width" type="QString" value="1"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="outline_style" type="QString" value="dash dot"/></Option><prop k="color" v="255,255,255,255"/><prop k="style" v="no"/><prop k="outline_color" v="255,0,0,255"/><prop k="outline_width" v="1"/><prop k="outline_width_unit" v="MM"/><prop k="outline_style" v="dash dot"/></layer></symbol>
</symbols>
</renderer-v2>
<layerGeometryType>2</layerGeometryType>
</qgis>
