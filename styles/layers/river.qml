<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0" labelsEnabled="1" styleCategories="Symbology|Labeling">
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
<labeling type="rule-based">
<rules key="labels">
<rule key="label0" active="1" scalemindenom="0" scalemaxdenom="100000"><settings calloutType="simple"><text-style fieldName="coalesce(&quot;name_zh&quot;,'')" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="2.8" fontSizeUnit="MM" fontWeight="50" namedStyle="" textOpacity="1" multilineHeight="1" textColor="11,79,134,255"><text-buffer bufferDraw="1" bufferSize="0.6" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1" bufferJoinStyle="128" bufferNoFill="1"/></text-style><text-format multilineAlign="1" formatNumbers="0"/><placement placement="2" placementFlags="9" priority="5" repeatDistance="150" repeatDistanceUnits="MM"/><rendering scaleVisibility="0" obstacle="1" displayAll="0" drawLabels="1"/></settings></rule>
</rules>
</labeling>
<layerGeometryType>1</layerGeometryType>
</qgis>
