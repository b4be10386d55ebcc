<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0" styleCategories="Symbology">
<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0">
<symbols>
<symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="color" type="QString" value="255,152,0,38"/><Option name="style" type="QString" value="solid"/><Option name="outline_color" type="QString" value="230,81,0,255"/><Option name="outline_width" type="QString" value="0.25"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="outline_style" type="QString" value="dash"/></Option><prop k="color" v="255,152,0,38"/><prop k="style" v="solid"/><prop k="outline_color" v="230,81,0,255"/><prop k="outline_width" v="0.25"/><prop k="outline_width_unit" v="MM"/><prop k="outline_style" v="dash"/></layer></symbol>
</symbols>
</renderer-v2>
<layerGeometryType>2</layerGeometryType>
</qgis>
