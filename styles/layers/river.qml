<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0" styleCategories="Symbology">
<renderer-v2 type="categorizedSymbol" attr="kind" forceraster="0" symbollevels="0" enableorderby="0">
<categories>
<category type="string" value="河流" symbol="0" label="河流 river" render="true"/>
<category type="string" value="沟渠" symbol="1" label="沟渠 ditch" render="true"/>
<category type="string" value="" symbol="2" label="其他 other" render="true"/>
</categories>
<symbols>
<symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="line_color" type="QString" value="43,131,186,255"/><Option name="line_width" type="QString" value="0.8"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="line_style" type="QString" value="solid"/><Option name="capstyle" type="QString" value="round"/><Option name="joinstyle" type="QString" value="round"/></Option><prop k="line_color" v="43,131,186,255"/><prop k="line_width" v="0.8"/><prop k="line_width_unit" v="MM"/><prop k="line_style" v="solid"/><prop k="capstyle" v="round"/><prop k="joinstyle" v="round"/></layer></symbol>
<symbol type="line" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="line_color" type="QString" value="79,163,209,255"/><Option name="line_width" type="QString" value="0.4"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="line_style" type="QString" value="solid"/><Option name="capstyle" type="QString" value="round"/><Option name="joinstyle" type="QString" value="round"/></Option><prop k="line_color" v="79,163,209,255"/><prop k="line_width" v="0.4"/><prop k="line_width_unit" v="MM"/><prop k="line_style" v="solid"/><prop k="capstyle" v="round"/><prop k="joinstyle" v="round"/></layer></symbol>
<symbol type="line" name="2" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="line_color" type="QString" value="79,163,209,255"/><Option name="line_width" type="QString" value="0.4"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="line_style" type="QString" value="solid"/><Option name="capstyle" type="QString" value="round"/><Option name="joinstyle" type="QString" value="round"/></Option><prop k="line_color" v="79,163,209,255"/><prop k="line_width" v="0.4"/><prop k="line_width_unit" v="MM"/><prop k="line_style" v="solid"/><prop k="capstyle" v="round"/><prop k="joinstyle" v="round"/></layer></symbol>
</symbols>
</renderer-v2>
<layerGeometryType>1</layerGeometryType>
</qgis>
