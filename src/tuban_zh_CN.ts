<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>tuban</name>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>The coordinate reference system “%1” is not known. Give an EPSG code such as EPSG:4548.</source>
        <translation>无法识别坐标系“%1”。请给出 EPSG 代码，例如 EPSG:4548。</translation>
    </message>
    <message>
        <source>There is no way from one coordinate reference system to the other[ (%1)]. Choose another one with --crs.</source>
        <translation>两个坐标系之间无法转换[（%1）]。请用 --crs 另选坐标系。</translation>
    </message>
    <message>
        <source>Going from one coordinate reference system to the other[ (%1)] changes the datum[ (%2)], and no parameters for that are known: positions would be wrong by tens of metres. Keep the data in its own system, or transform it first with parameters of your area.</source>
        <translation>这两个坐标系之间的转换[（%1）]涉及基准变化[（%2）]，但没有可用的转换参数，位置误差可达数十米。请保持数据原有坐标系，或先用本地参数转换。</translation>
    </message>
    <message>
        <source>The coordinates span more than exact areas allow. Check the coordinate reference system, and features far off the rest.</source>
        <translation>坐标范围过大，无法精确计算面积。请检查坐标系，以及远离其他要素的异常要素。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>文件 %1 不存在。</translation>
    </message>
    <message>
        <source>%1 cannot be read[: %2].</source>
        <translation>无法读取 %1[：%2]。</translation>
    </message>
    <message>
        <source>%3 has no layer “%1”. Its layers: %2</source>
        <translation>%3 中没有图层“%1”。已有图层：%2</translation>
    </message>
    <message>
        <source>%1 has several layers. Name one as FILE:LAYER. They are: %2</source>
        <translation>%1 含有多个图层，请以“文件:图层”指定。图层有：%2</translation>
    </message>
    <message>
        <source>%3 has no field “%1”. Its fields: %2</source>
        <translation>%3 中没有字段“%1”。已有字段：%2</translation>
    </message>
    <message>
        <source>%1 holds no polygons[ (%2)], so there are no areas.</source>
        <translation>%1 中没有面要素[（%2）]，无面积可算。</translation>
    </message>
    <message>
        <source>Reading %1 failed[: %2]. Nothing was written.</source>
        <translation>读取 %1 失败[：%2]。未写入任何内容。</translation>
    </message>
    <message>
        <source>%1 refers to other files or to the network[ (%2)]. Only plain local files are opened.</source>
        <translation>%1 引用了其他文件或网络资源[（%2）]。只打开普通的本地文件。</translation>
    </message>
    <message>
        <source>%1 could not be written[: %2]. A file of that name from before is unchanged.</source>
        <translation>无法写入 %1[：%2]。原有同名文件未改动。</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Give another name, or remove it first.</source>
        <translation>%1 已存在，未作改动。请换一个名称，或先删除它。</translation>
    </message>
    <message>
        <source>The table %1 is damaged: %2[ (%3)].</source>
        <translation>数据表 %1 已损坏：%2[（%3）]。</translation>
    </message>
    <message>
        <source>The table %1 is missing. It comes with the program: install it again, or set TUBAN_HOME to its folder.</source>
        <translation>缺少数据表 %1。它随程序提供：请重新安装，或将 TUBAN_HOME 设为其所在文件夹。</translation>
    </message>
    <message>
        <source>There is no class table “%1”. Known: %2, none</source>
        <translation>没有分类表“%1”。可用：%2、none</translation>
    </message>
    <message>
        <source>The codes fit several class tables (%1), which read these codes differently: %2. Say which one holds with --classification.</source>
        <translation>代码同时符合多个分类表（%1），而它们对下列代码的含义不同：%2。请用 --classification 指定。</translation>
    </message>
    <message>
        <source>Level %1 does not exist. Levels: %2</source>
        <translation>没有第 %1 级。可用级别：%2</translation>
    </message>
    <message>
        <source>No field of %1 holds class codes that are known here. Name it with --code-field (and --classification none for codes of your own). Its fields: %2</source>
        <translation>%1 中没有字段含有已知的地类代码。请用 --code-field 指定（自定义代码另加 --classification none）。已有字段：%2</translation>
    </message>
    <message>
        <source>%1 has no usable field for the registered area. Name it with --area-field. Its fields: %2</source>
        <translation>%1 中没有可用的登记面积字段。请用 --area-field 指定。已有字段：%2</translation>
    </message>
    <message>
        <source>The table has no cell “%1”. %2</source>
        <translation>表中没有单元格“%1”。%2</translation>
    </message>
    <message>
        <source>The parts differ from the control area by %1, more than rounding explains[ (%2)]. Nothing was adjusted.</source>
        <translation>各部分与控制面积相差 %1，超出舍入误差[（%2）]。未作平差。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The layer names no known coordinate reference system; its coordinates are taken as %1.[ They look like %2.]</source>
        <translation>图层未注明可识别的坐标系，坐标按 %1 处理。[看起来像 %2。]</translation>
    </message>
    <message>
        <source>Web Mercator enlarges areas (by two thirds at 39° north). Areas are measured in %2 instead.</source>
        <translation>Web 墨卡托投影会放大面积（北纬 39° 处放大约三分之二），改用 %2 量算。</translation>
    </message>
    <message>
        <source>Transformed from %1 to %2[, accuracy %3 m].</source>
        <translation>已由 %1 转换到 %2[，精度 %3 m]。</translation>
    </message>
    <message>
        <source>Eastings begin with zone %1, but the coordinate reference system (%2) says %3. Planar areas do not suffer; positions and ellipsoidal areas do.</source>
        <translation>横坐标带号为 %1，而坐标系（%2）的带号为 %3。平面面积不受影响，位置和椭球面积会出错。</translation>
    </message>
    <message>
        <source>The data lies up to %1 km from the central meridian of %2: this is probably the wrong zone, and planar areas are too large by about %3 %.</source>
        <translation>数据距 %2 的中央子午线最远 %1 km，很可能用错了投影带，平面面积约偏大 %3 %。</translation>
    </message>
    <message>
        <source>North and east seem to be swapped (%1).</source>
        <translation>纵横坐标似乎颠倒（%1）。</translation>
    </message>
    <message>
        <source>The reader says: %1[ (× %2)]</source>
        <translation>读取提示：%1[（× %2）]</translation>
    </message>
    <message>
        <source>Not all coordinates lie on the 0.1 mm grid; areas are measured on a grid of %1 decimals.</source>
        <translation>部分坐标不在 0.1 mm 格网上，面积按 %1 位小数的格网量算。</translation>
    </message>
    <message>
        <source>The feature has no geometry[ (%1)]; it counts with no area.</source>
        <translation>要素没有图形[（%1）]，面积计为零。</translation>
    </message>
    <message>
        <source>The geometry is no polygon[ (%1)]; what is none has no area.</source>
        <translation>图形不是面[（%1）]，非面部分不计面积。</translation>
    </message>
    <message>
        <source>A coordinate is no usable number[ (%1)]; the feature counts with no area.</source>
        <translation>坐标不是有效数值[（%1）]，该要素面积计为零。</translation>
    </message>
    <message>
        <source>Rings with fewer than three vertices were left out: %1.</source>
        <translation>不足三个顶点的环已略去：%1 个。</translation>
    </message>
    <message>
        <source>The polygon is invalid (%1) and cannot be repaired: it counts with no area.</source>
        <translation>图形无效（%1）且无法修复，面积计为零。</translation>
    </message>
    <message>
        <source>Codes are read with class table %1, which knows %4 of %5 codes (%2 of %3 parcels).</source>
        <translation>代码按分类表 %1 解读，%5 种代码中可识别 %4 种（%3 宗中的 %2 宗）。</translation>
    </message>
    <message>
        <source>Code “%1” (parcels: %2) is not in the class table; it keeps a row of its own.</source>
        <translation>代码“%1”（%2 宗）不在分类表中，单独列一行。</translation>
    </message>
    <message>
        <source>Parcels without a class code: %1; they keep a row of their own.</source>
        <translation>%1 宗没有地类代码，单独列一行。</translation>
    </message>
    <message>
        <source>Parcels without a registered area: %1; they count with their planar area, %2 m² in all.</source>
        <translation>%1 宗没有登记面积，按平面面积计，合计 %2 m²。</translation>
    </message>
    <message>
        <source>[%1: ]%4 takes %5 % of urban construction land; advised:[ ≥ %6 %][ ≤ %7 %] (%8, clause %9).</source>
        <translation>[%1：]%3占城市建设用地 %5 %；宜为[ ≥ %6 %][ ≤ %7 %]（%8 第 %9 条）。</translation>
    </message>
    <message>
        <source>Districts overlap: %1 m² in %2 places, the largest of %3 m². Land there counts in each of them.</source>
        <translation>片区之间重叠：共 %1 m²，%2 处，最大一处 %3 m²。重叠土地在各片区中分别计入。</translation>
    </message>
    <message>
        <source>%2 features are named “%1”; they make one district.</source>
        <translation>有 %2 个要素名为“%1”，合为一个片区。</translation>
    </message>
    <message>
        <source>Parcels overlap: %1 m² in %2 places, the largest of %3 m². Overlaps count once for each parcel.</source>
        <translation>宗地之间重叠：共 %1 m²，%2 处，最大一处 %3 m²。重叠部分在各宗地中分别计入。</translation>
    </message>
    <message>
        <source>District “%1”: %2 m² (%3 %) are covered by no parcel.</source>
        <translation>片区“%1”：有 %2 m²（%3 %）未被宗地覆盖。</translation>
    </message>
    <message>
        <source>%1 m² of the parcels lie in no district (%2 %).</source>
        <translation>有 %1 m² 宗地不在任何片区内（%2 %）。</translation>
    </message>
    <message>
        <source>No class table knows the codes (%5 different ones); they are taken as plain values.</source>
        <translation>没有分类表能识别这些代码（共 %5 种），按普通取值处理。</translation>
    </message>
    <message>
        <source>%1[, feature %2][, at %3]</source>
        <translation>%1[，要素 %2][，位于 %3]</translation>
    </message>
    <message>
        <source>note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>… and %1 more of this kind</source>
        <translation>……另有 %1 条同类</translation>
    </message>
    <message>
        <source>areas need a projected system, and %1 is none</source>
        <translation>量算面积需要投影坐标系，而 %1 不是</translation>
    </message>
    <message>
        <source>plain metres</source>
        <translation>普通米制坐标</translation>
    </message>
    <message>
        <source>%1 % done, %2 s left (Ctrl-C cancels)</source>
        <translation>已完成 %1 %，剩余约 %2 秒（Ctrl-C 取消）</translation>
    </message>
    <message>
        <source>m²</source>
        <translation>m²</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>公顷</translation>
    </message>
    <message>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <source>mu</source>
        <translation>亩</translation>
    </message>
    <message>
        <source>Land-use balance</source>
        <translation>用地平衡表</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>用地代码</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>属性值</translation>
    </message>
    <message>
        <source>Land use</source>
        <translation>用地名称</translation>
    </message>
    <message>
        <source>Area (%1)</source>
        <translation>面积（%1）</translation>
    </message>
    <message>
        <source>Share (%)</source>
        <translation>占比（%）</translation>
    </message>
    <message>
        <source>Whole layer</source>
        <translation>全部图层</translation>
    </message>
    <message>
        <source>All land</source>
        <translation>全部土地</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Sum of classes</source>
        <translation>各类用地合计</translation>
    </message>
    <message>
        <source>Not covered by parcels</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <source>Covered more than once</source>
        <translation>重复覆盖</translation>
    </message>
    <message>
        <source>Measured less registered area</source>
        <translation>量算面积与登记面积之差</translation>
    </message>
    <message>
        <source>Land of the layer</source>
        <translation>图层土地合计</translation>
    </message>
    <message>
        <source>District area</source>
        <translation>片区面积</translation>
    </message>
    <message>
        <source>of which outside all districts</source>
        <translation>其中：片区以外</translation>
    </message>
    <message>
        <source>Planar areas in %1; unit %2</source>
        <translation>平面面积，坐标系 %1；单位：%2</translation>
    </message>
    <message>
        <source>Ellipsoidal areas, from %1; unit %2</source>
        <translation>椭球面积，由 %1 计算；单位：%2</translation>
    </message>
    <message>
        <source>Registered areas, shared out by planar area in %1 where parcels are cut; unit %2</source>
        <translation>登记面积，宗地被分割时按平面面积（%1）分摊；单位：%2</translation>
    </message>
    <message>
        <source>Classes: %1</source>
        <translation>用地分类：%1</translation>
    </message>
    <message>
        <source>Classes: %1, to level %2</source>
        <translation>用地分类：%1，列至第 %2 级</translation>
    </message>
    <message>
        <source>no code</source>
        <translation>无代码</translation>
    </message>
    <message>
        <source>not in the class table</source>
        <translation>不在分类表中</translation>
    </message>
    <message>
        <source>%1, not divided further</source>
        <translation>%1（未细分）</translation>
    </message>
    <message>
        <source>Parcels: %1 (%2)</source>
        <translation>宗地：%1（%2 宗）</translation>
    </message>
    <message>
        <source>Shares are of the area of each district itself and, in the last columns, of all land of the layer.</source>
        <translation>占比以各片区自身面积为基数，最后一组以图层全部土地为基数。</translation>
    </message>
    <message>
        <source>Shares are of the area in the last row.</source>
        <translation>占比以末行面积为基数。</translation>
    </message>
    <message>
        <source>Printed areas and shares add up by the largest remainder method: cut off after the last place, the units then missing go to the largest remainders. CSV and JSON output hold the exact values.</source>
        <translation>表中面积和占比按最大余数法闭合：末位以后截去，所缺单位分给余数最大者。CSV 和 JSON 输出为精确值。</translation>
    </message>
    <message>
        <source>Parcels of %1[ in %2]</source>
        <translation>[%2：]%1 的宗地</translation>
    </message>
    <message>
        <source>Parcels: %1, largest part first.</source>
        <translation>共 %1 宗，按面积从大到小排列。</translation>
    </message>
    <message>
        <source>Texts were read as %1[ (the file says %2)][; texts: %3].</source>
        <translation>文字按 %1 编码读取[（文件标注为 %2）][；共 %3 处]。</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>“tuban help” lists the commands, “tuban help COMMAND” their options.</source>
        <translation>“tuban help”列出命令，“tuban help 命令”说明其选项。</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>标准输出</translation>
    </message>
    <message>
        <source>Explain a command</source>
        <translation>说明一个命令</translation>
    </message>
    <message>
        <source>Name of the command</source>
        <translation>命令名称</translation>
    </message>
    <message>
        <source>There is no such command: </source>
        <translation>没有这个命令：</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>显示本帮助</translation>
    </message>
    <message>
        <source>Language of texts; default: that of the system</source>
        <translation>文字语言；默认随系统</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>（必填）</translation>
    </message>
    <message>
        <source>Tuban: land of development zones, measured exactly</source>
        <translation>图斑：开发区土地，精确量算</translation>
    </message>
    <message>
        <source>xlsx is no text: name the file with --output</source>
        <translation>xlsx 不是文本：请用 --output 指定文件</translation>
    </message>
    <message>
        <source>Polygon layer: FILE or FILE:LAYER</source>
        <translation>面图层：文件，或 文件:图层</translation>
    </message>
    <message>
        <source>Districts; without them the whole layer is one</source>
        <translation>片区图层；不给出时全部图层为一个片区</translation>
    </message>
    <message>
        <source>Field with the names of districts</source>
        <translation>片区名称字段</translation>
    </message>
    <message>
        <source>Field with the class codes</source>
        <translation>地类代码字段</translation>
    </message>
    <message>
        <source>Field with the registered area in m² (with --area registered)</source>
        <translation>登记面积字段，单位 m²（配合 --area registered）</translation>
    </message>
    <message>
        <source>Class table of the codes; none: codes are plain values</source>
        <translation>代码所属分类表；none 表示代码为普通取值</translation>
    </message>
    <message>
        <source>Sum up classes to this level; default: the deepest</source>
        <translation>汇总到这一级；默认为最细一级</translation>
    </message>
    <message>
        <source>Which area is meant; default: planar</source>
        <translation>面积类型；默认平面面积（planar）</translation>
    </message>
    <message>
        <source>Projected system to measure in; default: that of the data</source>
        <translation>量算所用的投影坐标系；默认同数据</translation>
    </message>
    <message>
        <source>Default: as many as processors</source>
        <translation>线程数；默认同处理器数</translation>
    </message>
    <message>
        <source>Unit of printed areas; default: ha</source>
        <translation>打印面积的单位；默认公顷（ha）</translation>
    </message>
    <message>
        <source>Default: what the name of the output says, else text</source>
        <translation>输出格式；默认按输出文件名，否则为文本</translation>
    </message>
    <message>
        <source>File to write; default: standard output</source>
        <translation>输出文件；默认为标准输出</translation>
    </message>
    <message>
        <source>List the parcels behind one cell instead; “-” is the class of parcels without code</source>
        <translation>改为列出某一单元格背后的宗地；“-”表示无代码的宗地</translation>
    </message>
    <message>
        <source>Land-use balance of a polygon layer by district</source>
        <translation>按片区计算面图层的用地平衡</translation>
    </message>
    <message>
        <source>The data is in degrees (%1). Areas are measured in %2, chosen by its place[; the change is accurate to %3 m]. Name another system with --crs.</source>
        <translation>数据为经纬度坐标（%1）。面积按所在位置选用 %2 量算[，转换精度 %3 m]；可用 --crs 另行指定。</translation>
    </message>
    <message>
        <source>Make a workspace: one GeoPackage</source>
        <translation>新建工作空间（一个 GeoPackage 文件）</translation>
    </message>
    <message>
        <source>The file to make</source>
        <translation>要新建的文件</translation>
    </message>
    <message>
        <source>A sample zone: ziya</source>
        <translation>示例开发区：ziya</translation>
    </message>
    <message>
        <source>Overwrite a file that exists</source>
        <translation>覆盖已有文件</translation>
    </message>
    <message>
        <source>The plan of a workspace</source>
        <translation>工作空间中的规划</translation>
    </message>
    <message>
        <source>Hold the plan against its layers and against itself</source>
        <translation>将规划与图层及其自身核对</translation>
    </message>
    <message>
        <source>The workspace</source>
        <translation>工作空间</translation>
    </message>
    <message>
        <source>There is no sample “%1”.[ Samples: %2]</source>
        <translation>没有示例“%1”。[可用示例：%2]</translation>
    </message>
    <message>
        <source>%1 contains no plan to check. Workspaces made with “tuban new” contain the plan of their sample.</source>
        <translation>%1 中没有可核对的规划。用“tuban new”新建的工作空间含有其示例的规划。</translation>
    </message>
    <message>
        <source>%2: the plan states %3 km², its parts add up to %4 km²; they differ by %5 km²[ (section %6)].</source>
        <translation>%1：规划载明 %3 km²，各部分合计 %4 km²，相差 %5 km²[（%6）]。</translation>
    </message>
    <message>
        <source>%2: the plan states %3 km², the layer has %4 km²; they differ by %5 m²[ (section %6)].</source>
        <translation>%1：规划载明 %3 km²，图层为 %4 km²，相差 %5 m²[（%6）]。</translation>
    </message>
    <message>
        <source>%2: the plan states %3 %, the layer gives %4 %[ (section %5)].</source>
        <translation>%1：规划载明 %3 %，图层为 %4 %[（%5）]。</translation>
    </message>
    <message>
        <source>%2: the plan states %3 %, but the layer has no land that the rate is of[ (section %4)].</source>
        <translation>%1：规划载明 %3 %，但图层中没有该比率所指的土地[（%4）]。</translation>
    </message>
    <message>
        <source>%2: layer %3 has no feature for “%4” of the plan[ (section %5)].</source>
        <translation>%1：图层 %3 中没有规划所列的“%4”[（%5）]。</translation>
    </message>
    <message>
        <source>Plan check</source>
        <translation>规划核对</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>规划条目</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>规划数</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>核对数</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>规划章节</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>%1 is no workspace of Tuban[: %2]. Make one with “tuban new”.</source>
        <translation>%1 不是图斑工作空间[：%2]。可用“tuban new”新建。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Tuban (format %2). Nothing was changed. Open it with Tuban %3 or later.</source>
        <translation>%1 由更新版本的图斑写成（格式 %2），未作任何改动。请用图斑 %3 或更新版本打开。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2[ (%3)]. It was not changed. “tuban verify” lists what is damaged, “tuban restore” brings an earlier generation back.</source>
        <translation>%1 已损坏：%2[（%3）]。文件未作改动。“tuban verify”列出损坏之处，“tuban restore”可恢复较早的副本。</translation>
    </message>
    <message>
        <source>%1 is open for reading only[: %2]. Nothing was changed.</source>
        <translation>%1 以只读方式打开[：%2]，未作任何改动。</translation>
    </message>
    <message>
        <source>Another program is using %1[ (%2)]. Nothing was changed. Close it there, or try again later.</source>
        <translation>另一程序正在使用 %1[（%2）]，未作任何改动。请在该程序中关闭，或稍后再试。</translation>
    </message>
    <message>
        <source>%3 has no row “%1”.</source>
        <translation>%3 中没有“%1”这一行。</translation>
    </message>
    <message>
        <source>The row %1 of %3 is not as it was when this change was made: %2. Nothing was changed. Look at it as it is now and try again.</source>
        <translation>%3 的 %1 行与做出此修改时不同：%2。未作任何改动。请查看其现状后再试。</translation>
    </message>
    <message>
        <source>%3 has another row with this %1: “%2”. Nothing was changed.</source>
        <translation>%3 中已有另一行的 %1 为“%2”，未作任何改动。</translation>
    </message>
    <message>
        <source>%1[ of %3] cannot be stored: %2. Nothing was changed.</source>
        <translation>[%3 的 ]%1 无法保存：%2。未作任何改动。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>The journal has no entry %1[; it ends at %2].</source>
        <translation>日志中没有第 %1 条[，日志止于第 %2 条]。</translation>
    </message>
    <message>
        <source>The change record[ %1] cannot be used: %2.</source>
        <translation>变更记录[ %1 ]无法使用：%2。</translation>
    </message>
    <message>
        <source>The change record %1 cannot be rolled back, because later changes build on it: %2. Nothing was changed. Take those back first.</source>
        <translation>变更记录 %1 不能整体回退，因为其后的修改依赖于它：%2。未作任何改动。请先撤销这些修改。</translation>
    </message>
    <message>
        <source>Row %1 is damaged: %2. It is left out.</source>
        <translation>第 %1 行已损坏：%2，已略去。</translation>
    </message>
    <message>
        <source>There should be %1 rows, but %2 can be found[; missing: %3].</source>
        <translation>应有 %1 行，只找到 %2 行[；缺失：%3]。</translation>
    </message>
    <message>
        <source>The journal cannot be trusted from entry %1 on: %2.</source>
        <translation>日志自第 %1 条起不可信：%2。</translation>
    </message>
    <message>
        <source>Row %1 is not as entry %2 of the journal left it: it was changed outside Tuban.</source>
        <translation>%1 行与日志第 %2 条所留内容不符：曾在图斑之外被修改。</translation>
    </message>
    <message>
        <source>The file is damaged: %1.</source>
        <translation>文件已损坏：%1。</translation>
    </message>
    <message>
        <source>The file holds something that is not of Tuban&apos;s making and is never run: %1 “%2”.</source>
        <translation>文件中含有并非图斑所建、也绝不会被执行的内容：%1“%2”。</translation>
    </message>
    <message>
        <source>Another Tuban is editing this workspace; it is open for reading only here.</source>
        <translation>另一个图斑正在编辑此工作空间；此处只读打开。</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2); the workspace is open for reading only.</source>
        <translation>%1 无法写入（%2）；工作空间以只读方式打开。</translation>
    </message>
    <message>
        <source>The workspace lies on a network drive (%1). Tuban cannot promise there that a power cut loses nothing; only one person may edit it at a time.</source>
        <translation>工作空间位于网络驱动器（%1）。图斑无法保证在其上断电不丢数据；同一时间只能一人编辑。</translation>
    </message>
    <message>
        <source>No automatic copy was made: %1.</source>
        <translation>未能生成自动副本：%1。</translation>
    </message>
    <message>
        <source>Print all rows of a workspace, as it is or as it was</source>
        <translation>输出工作空间的全部行：现状或过去某时的状态</translation>
    </message>
    <message>
        <source>A number of the journal, a day or a moment (UTC)</source>
        <translation>日志序号、日期或时刻（UTC）</translation>
    </message>
    <message>
        <source>One line of JSON for each row, in an order of its own (the default)</source>
        <translation>每行一条 JSON，按固有顺序（默认）</translation>
    </message>
    <message>
        <source>Another program is using the workspace. The change is kept and will be saved as soon as that program lets go.</source>
        <translation>另一程序正在使用该工作空间。修改已保留，待其释放后立即保存。</translation>
    </message>
    <message>
        <source>Change a workspace: one operation a line (JSON) on standard input, one answer a line once it is on disk</source>
        <translation>修改工作空间：标准输入每行一个操作（JSON），写入磁盘后每行一个回执</translation>
    </message>
    <message>
        <source>Who makes the changes</source>
        <translation>修改人</translation>
    </message>
    <message>
        <source>Coordinate reference system of an empty workspace</source>
        <translation>空工作空间的坐标参考系</translation>
    </message>
    <message>
        <source>Journal: %1 entries, rows: %2[, anchors: %3]</source>
        <translation>日志：%1 条，数据行：%2[，锚点：%3]</translation>
    </message>
    <message>
        <source>Everything is as it was written.</source>
        <translation>全部内容与写入时一致。</translation>
    </message>
    <message>
        <source>Not everything is as it was written:</source>
        <translation>有内容与写入时不一致：</translation>
    </message>
    <message>
        <source>Look at all of a workspace: rows, indexes and the chain of its journal</source>
        <translation>全面核查工作空间：数据行、索引与日志链</translation>
    </message>
    <message>
        <source>Print one line that proves later that nothing was rewritten since</source>
        <translation>输出一行锚点，日后可证明此前内容未被改写</translation>
    </message>
    <message>
        <source>A file with such lines to compare with</source>
        <translation>含有锚点行、用于比对的文件</translation>
    </message>
    <message>
        <source>Form of the answer</source>
        <translation>结果的格式</translation>
    </message>
    <message>
        <source>%1 is again as in %2.[ What it was is kept as %3.]</source>
        <translation>%1 已恢复为 %2 的内容。[恢复前的文件保留为 %3。]</translation>
    </message>
    <message>
        <source>Copy a workspace safely, also while somebody edits it</source>
        <translation>安全复制工作空间，正在编辑时亦可</translation>
    </message>
    <message>
        <source>List the automatic copies of a workspace, or bring one back</source>
        <translation>列出工作空间的自动副本，或恢复其一</translation>
    </message>
    <message>
        <source>List them, oldest first</source>
        <translation>由旧到新列出</translation>
    </message>
    <message>
        <source>The one to bring back; what it replaces is kept as another</source>
        <translation>要恢复的副本；被替换的内容另存一份</translation>
    </message>
    <message>
        <source>split into</source>
        <translation>分割为</translation>
    </message>
    <message>
        <source>merged into</source>
        <translation>合并为</translation>
    </message>
    <message>
        <source>redrawn as</source>
        <translation>重新划定为</translation>
    </message>
    <message>
        <source> (no longer exists)</source>
        <translation>（已不存在）</translation>
    </message>
    <message>
        <source>Print the family tree of a parcel and the changes made to it</source>
        <translation>输出宗地的沿革及其历次修改</translation>
    </message>
    <message>
        <source>Its number, today&apos;s or a former one, or its identifier</source>
        <translation>宗地号（现用或曾用）或标识</translation>
    </message>
    <message>
        <source>The layer or table it is in; parcel if not said</source>
        <translation>所在图层或表；默认为 parcel</translation>
    </message>
    <message>
        <source>Journal: %1 entries; automatic copies: %2</source>
        <translation>日志：%1 条；自动副本：%2 个</translation>
    </message>
    <message>
        <source>Say what is in a workspace: layers, rows, last changes</source>
        <translation>说明工作空间的内容：图层、行数、最近的修改</translation>
    </message>
    <message>
        <source>%1 was written by an earlier Tuban (format %2). Open it once for editing, for instance with “tuban edit”: that converts it and keeps the file as it was beside it.</source>
        <translation>%1 由较早版本的图斑写成（格式 %2）。请以编辑方式打开一次（如“tuban edit”）：将自动转换，并在旁边保留原文件。</translation>
    </message>
    <message>
        <source>The archive %1 was refused before it was unpacked[: %2]. Nothing was written. Unpack it yourself and choose the files you trust.</source>
        <translation>压缩包 %1 在解压之前已被拒绝[：%2]。没有写入任何内容。请自行解压，再选择可信的文件。</translation>
    </message>
    <message>
        <source>Reading %1 broke off[: %2]. The file is damaged or made to do harm; nothing of it was taken over, and nothing else was touched.</source>
        <translation>读取 %1 时中断[：%2]。该文件已损坏或含有恶意内容；未采用其中任何数据，其他内容均未改动。</translation>
    </message>
    <message>
        <source>Reading %1 was stopped: nothing came from it for too long[ (%2)]. Nothing of it was taken over.</source>
        <translation>已停止读取 %1：长时间没有返回数据[（%2）]。未采用其中任何数据。</translation>
    </message>
    <message>
        <source>Reading %1 was stopped: it asks for more memory than a file may take[ (%2)]. Nothing of it was taken over.</source>
        <translation>已停止读取 %1：所需内存超出单个文件的上限[（%2）]。未采用其中任何数据。</translation>
    </message>
    <message>
        <source>Bring files of other programs into a workspace; exit 1 if a row was refused</source>
        <translation>把其他软件的文件导入工作空间；有行被拒绝时退出码为 1</translation>
    </message>
    <message>
        <source>The files to bring in</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>The layer that takes the features; one that is not there is made</source>
        <translation>接收要素的图层；不存在时新建</translation>
    </message>
    <message>
        <source>The system that the coordinates are in, whatever the file says</source>
        <translation>坐标所用的坐标系，不论文件如何注明</translation>
    </message>
    <message>
        <source>The encoding of texts, whatever the file says</source>
        <translation>文字编码，不论文件如何注明</translation>
    </message>
    <message>
        <source>The field of the file that fills a field of the layer; none: FIELD=</source>
        <translation>填入图层字段的文件字段；不填：FIELD=</translation>
    </message>
    <message>
        <source>Only report</source>
        <translation>只报告，不写入</translation>
    </message>
    <message>
        <source>Write the report to a file (JSON)</source>
        <translation>把报告写入文件（JSON）</translation>
    </message>
    <message>
        <source>The coordinate reference system of %1 is not clear[: %2]. Nothing of it was taken over. Name the system with --crs.</source>
        <translation>%1 的坐标参考系不明确[：%2]。未采用其中任何数据。请用 --crs 指明坐标系。</translation>
    </message>
    <message>
        <source>The file names no coordinate reference system. Taken as %1, told from its coordinates (%2). Name another one with --crs.</source>
        <translation>文件未注明坐标参考系。根据坐标（%2）按 %1 处理；如有不符请用 --crs 指定。</translation>
    </message>
    <message>
        <source>The file says %1, but its coordinates (%3) are those of %2, which was taken. Name another system with --crs.</source>
        <translation>文件注明为 %1，但坐标（%3）属于 %2，已按后者处理。如有不符请用 --crs 指定。</translation>
    </message>
    <message>
        <source>%1 cannot hold “%2”; the field was left empty.</source>
        <translation>%1 不能存放“%2”，该字段留空。</translation>
    </message>
    <message>
        <source>Not taken over: %1.</source>
        <translation>未导入：%1。</translation>
    </message>
    <message>
        <source>it would lie %1 km from the workspace</source>
        <translation>将位于工作空间以外 %1 千米处</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>the workspace has a row with the same %1: %2</source>
        <translation>工作空间中已有 %1 相同的行：%2</translation>
    </message>
    <message>
        <source>%1 (%2) → %3: features %4, taken over %5, refused %6, rows %7</source>
        <translation>%1（%2）→ %3：要素 %4，导入 %5，拒绝 %6，入库行数 %7</translation>
    </message>
    <message>
        <source>Coordinate reference system: %1</source>
        <translation>坐标参考系：%1</translation>
    </message>
    <message>
        <source>Planar area: %1 m² before repairing, %2 m² stored</source>
        <translation>平面面积：修复前 %1 m²，入库 %2 m²</translation>
    </message>
    <message>
        <source>Fields that fill none of this layer: %1</source>
        <translation>未对应到本图层的字段：%1</translation>
    </message>
    <message>
        <source>Nothing was stored: this was a dry run.</source>
        <translation>仅为试运行，未写入任何内容。</translation>
    </message>
    <message>
        <source>Stored; one undo takes each layer back. Entry %1.</source>
        <translation>已入库；每个图层可一次撤销。日志第 %1 条。</translation>
    </message>
    <message>
        <source>its geometry is no area</source>
        <translation>图形不是面</translation>
    </message>
    <message>
        <source>a coordinate is no usable number</source>
        <translation>坐标不是有效数值</translation>
    </message>
    <message>
        <source>it lies outside the area of the coordinate system</source>
        <translation>超出坐标系的适用范围</translation>
    </message>
    <message>
        <source>its geometry is damaged</source>
        <translation>图形数据已损坏</translation>
    </message>
    <message>
        <source>it holds areas together with points or lines</source>
        <translation>面与点或线混在一起</translation>
    </message>
    <message>
        <source>its polygon is invalid and cannot be repaired</source>
        <translation>多边形无效且无法修复</translation>
    </message>
    <message>
        <source>its geometry is of another kind</source>
        <translation>图形类型不符</translation>
    </message>
    <message>
        <source>another row of the file has the same %1: %2</source>
        <translation>文件中另有一行的 %1 相同：%2</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 为空</translation>
    </message>
    <message>
        <source>Characters without meaning in %2: %1; each is shown as �.</source>
        <translation>在 %2 编码中没有意义的字符：%1 个，均显示为 �。</translation>
    </message>
    <message>
        <source>Line %1 could not be read and was left out: “%2”.</source>
        <translation>第 %1 行无法识别，已略去：“%2”。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is no ring number; the point was put into ring %3.</source>
        <translation>第 %1 行：“%2” 不是圈号，该点归入第 %3 圈。</translation>
    </message>
    <message>
        <source>Line %1: the block “%2” is not known; its values were taken as properties.</source>
        <translation>第 %1 行：未知的数据段 “%2”，其中的值按属性处理。</translation>
    </message>
    <message>
        <source>Line %1: “%2” is given again; the first value stays.</source>
        <translation>第 %1 行：“%2” 重复出现，保留第一个值。</translation>
    </message>
    <message>
        <source>Line %1: the header line of the parcel has no end mark “@”; it was read as one.</source>
        <translation>第 %1 行：地块行缺少结束符 “@”，仍按地块行读取。</translation>
    </message>
    <message>
        <source>Line %1: the parcel states %2 points, but has %3; those that are there were taken.</source>
        <translation>第 %1 行：地块写明 %2 个界址点，实有 %3 个，以实有为准。</translation>
    </message>
    <message>
        <source>Line %1: the points of the parcel have east before north; they were turned around.</source>
        <translation>第 %1 行：该地块的坐标东（Y）在北（X）之前，已对调。</translation>
    </message>
    <message>
        <source>Line %1: ring %2 of the parcel has fewer than three different points and was left out.</source>
        <translation>第 %1 行：该地块第 %2 圈不足三个不同的点，已略去。</translation>
    </message>
    <message>
        <source>Line %1: the parcel has no points.</source>
        <translation>第 %1 行：该地块没有界址点。</translation>
    </message>
    <message>
        <source>Line %1: the parcel states %2 m², its points enclose %3 m².</source>
        <translation>第 %1 行：地块写明 %2 m²，界址点围成 %3 m²。</translation>
    </message>
    <message>
        <source>Values behind the coordinates were left out (lines: %2, the first %1).</source>
        <translation>坐标之后的其他值未采用（共 %2 行，首行为第 %1 行）。</translation>
    </message>
    <message>
        <source>“%1” cannot stand in the file as it is; it was written as “%2”.</source>
        <translation>“%1” 不能原样写入文件，写成了 “%2”。</translation>
    </message>
    <message>
        <source>More of the same kind, not listed: %1.</source>
        <translation>同类情况另有 %1 处，未列出。</translation>
    </message>
    <message>
        <source>The layer or table, by its name or title</source>
        <translation>图层或表，用名称或标题</translation>
    </message>
    <message>
        <source>Default: told from the end of the file&apos;s name</source>
        <translation>默认：由文件名后缀判断</translation>
    </message>
    <message>
        <source>Only rows for which this holds, such as &quot;class_code like &apos;1001%&apos; and far &gt; 1.5&quot;</source>
        <translation>只导出符合条件的行，例如 &quot;class_code like &apos;1001%&apos; and far &gt; 1.5&quot;</translation>
    </message>
    <message>
        <source>The system of the file; default: that of the workspace, for GeoJSON and KML EPSG:4326</source>
        <translation>文件的坐标系；默认：工作空间的坐标系，GeoJSON 和 KML 为 EPSG:4326</translation>
    </message>
    <message>
        <source>Replace an earlier export of the same kind</source>
        <translation>替换同类的先前导出</translation>
    </message>
    <message>
        <source>Write a layer into a file of another format; exit 1 if something could not be written as it is</source>
        <translation>把图层写成其他格式的文件；若有内容不能原样写出，退出码为 1</translation>
    </message>
    <message>
        <source>Report as JSON</source>
        <translation>以 JSON 报告</translation>
    </message>
    <message>
        <source>%1 is there already and is no earlier export of this kind, or other programs keep files beside it. It was not touched. Choose another name, or remove it yourself.</source>
        <translation>%1 已存在，且不是同类的先前导出，或其旁有其他程序的文件。未改动任何内容。请另取名称，或自行删除。</translation>
    </message>
    <message>
        <source>%1 would be more than the format can hold: %2. Nothing was written. Take fewer rows with --filter, or another format.</source>
        <translation>%1 会超出该格式的容量：%2。未写入任何内容。请用 --filter 减少行数，或换一种格式。</translation>
    </message>
    <message>
        <source>The filter is not understood at character %3: %2.
  %1</source>
        <translation>筛选条件在第 %3 个字符处无法理解：%2。
  %1</translation>
    </message>
    <message>
        <source>a quote is not closed</source>
        <translation>引号未闭合</translation>
    </message>
    <message>
        <source>this is not expected here</source>
        <translation>此处不应出现</translation>
    </message>
    <message>
        <source>the filter ends too early</source>
        <translation>条件不完整</translation>
    </message>
    <message>
        <source>there is no such field</source>
        <translation>没有这个字段</translation>
    </message>
    <message>
        <source>a comparison is missing</source>
        <translation>缺少比较运算</translation>
    </message>
    <message>
        <source>the field holds numbers, and this is none</source>
        <translation>该字段是数字，而这不是数字</translation>
    </message>
    <message>
        <source>the field holds days (YYYY-MM-DD), and this is none</source>
        <translation>该字段是日期（YYYY-MM-DD），而这不是日期</translation>
    </message>
    <message>
        <source>only texts can be compared with like</source>
        <translation>like 只能用于文本</translation>
    </message>
    <message>
        <source>there are too many conditions or parentheses within each other</source>
        <translation>条件过多或括号嵌套过深</translation>
    </message>
    <message>
        <source>the name has to end with %1</source>
        <translation>文件名须以 %1 结尾</translation>
    </message>
    <message>
        <source>%1 is a table without geometry</source>
        <translation>%1 是没有图形的表</translation>
    </message>
    <message>
        <source>%1 is always in longitude and latitude (EPSG:4326)</source>
        <translation>%1 总是经纬度（EPSG:4326）</translation>
    </message>
    <message>
        <source>%1 holds no tables without geometry</source>
        <translation>%1 不能保存没有图形的表</translation>
    </message>
    <message>
        <source>utf-8, gbk or gb18030</source>
        <translation>utf-8、gbk 或 gb18030</translation>
    </message>
    <message>
        <source>%1 is always in UTF-8</source>
        <translation>%1 总是 UTF-8</translation>
    </message>
    <message>
        <source>%1 → %2: rows %3[, without geometry %4][, not taken by the filter %5]</source>
        <translation>%1 → %2：%3 行[，无图形 %4][，不符合条件 %5]</translation>
    </message>
    <message>
        <source>Files: %1</source>
        <translation>文件：%1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>Row %1: the text of “%2” has more than the %3 bytes that the format can hold; the rest is not in the file. GeoPackage, GeoJSON, CSV and XLSX hold all of it.</source>
        <translation>行 %1：“%2”的文本超过该格式的 %3 字节上限，其余部分未写入文件。GeoPackage、GeoJSON、CSV 和 XLSX 可保存全文。</translation>
    </message>
    <message>
        <source>Row %1: “%2” has characters that %3 cannot write; “?” stands for them. UTF-8 can (--encoding utf-8).</source>
        <translation>行 %1：“%2”中有 %3 无法书写的字符，以“?”代替。UTF-8 可以书写（--encoding utf-8）。</translation>
    </message>
    <message>
        <source>Row %1: the number in “%2” has more digits than the format holds; the last ones are rounded.</source>
        <translation>行 %1：“%2”的数字位数超过该格式所能保存，末位已取舍。</translation>
    </message>
    <message>
        <source>Row %1: “%2” has more than the %3 characters that a cell can hold; the cell is empty. CSV and GeoPackage hold all of it.</source>
        <translation>行 %1：“%2”超过单元格的 %3 字符上限，该单元格留空。CSV 和 GeoPackage 可保存全文。</translation>
    </message>
    <message>
        <source>The encoding of texts in Shapefile, DXF, TXT and CSV; default: UTF-8, for DXF GBK</source>
        <translation>Shapefile、DXF、TXT 和 CSV 的文字编码；默认 UTF-8，DXF 为 GBK</translation>
    </message>
    <message>
        <source>The table is the bookkeeping of a program and was left out.</source>
        <translation>该表是程序自身的记录表，未导入。</translation>
    </message>
    <message>
        <source>Keys made, as the file has none: %1</source>
        <translation>文件没有编号，已自动生成：%1 个</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>DWG; save it as DXF</source>
        <translation>DWG 图形，请另存为 DXF</translation>
    </message>
    <message>
        <source>old Office file (XLS, DOC); save it as XLSX</source>
        <translation>旧版 Office 文件（XLS、DOC），请另存为 XLSX</translation>
    </message>
    <message>
        <source>Access database (MDB); export a file geodatabase</source>
        <translation>Access 数据库（MDB），请导出为文件地理数据库</translation>
    </message>
    <message>
        <source>RAR archive; pack it as ZIP</source>
        <translation>RAR 压缩包，请改用 ZIP</translation>
    </message>
    <message>
        <source>7-Zip archive; pack it as ZIP</source>
        <translation>7-Zip 压缩包，请改用 ZIP</translation>
    </message>
    <message>
        <source>gzip archive; unpack it first</source>
        <translation>gzip 压缩包，请先解压</translation>
    </message>
    <message>
        <source>bzip2 archive; unpack it first</source>
        <translation>bzip2 压缩包，请先解压</translation>
    </message>
    <message>
        <source>xz archive; unpack it first</source>
        <translation>xz 压缩包，请先解压</translation>
    </message>
    <message>
        <source>TIFF picture</source>
        <translation>TIFF 图片</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>JPEG picture</source>
        <translation>JPEG 图片</translation>
    </message>
    <message>
        <source>GIF picture</source>
        <translation>GIF 图片</translation>
    </message>
    <message>
        <source>BMP picture</source>
        <translation>BMP 图片</translation>
    </message>
    <message>
        <source>MapInfo table</source>
        <translation>MapInfo 表</translation>
    </message>
    <message>
        <source>MapInfo interchange (MIF)</source>
        <translation>MapInfo 交换文件（MIF）</translation>
    </message>
    <message>
        <source>program</source>
        <translation>程序文件</translation>
    </message>
    <message>
        <source>TopoJSON; save it as GeoJSON</source>
        <translation>TopoJSON，请另存为 GeoJSON</translation>
    </message>
    <message>
        <source>Esri JSON; save it as GeoJSON</source>
        <translation>Esri JSON，请另存为 GeoJSON</translation>
    </message>
    <message>
        <source>JSON that names other files</source>
        <translation>引用其他文件的 JSON</translation>
    </message>
    <message>
        <source>JSON, but no GeoJSON</source>
        <translation>是 JSON，但不是 GeoJSON</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG 图形</translation>
    </message>
    <message>
        <source>GPX track</source>
        <translation>GPX 轨迹</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>binary DXF; save it as text (ASCII) DXF</source>
        <translation>二进制 DXF，请另存为文本（ASCII）DXF</translation>
    </message>
    <message>
        <source>Office document</source>
        <translation>Office 文档</translation>
    </message>
    <message>
        <source>OpenDocument; save it as XLSX or CSV</source>
        <translation>OpenDocument 文件，请另存为 XLSX 或 CSV</translation>
    </message>
    <message>
        <source>XML with a DOCTYPE</source>
        <translation>含 DOCTYPE 的 XML</translation>
    </message>
    <message>
        <source>XML with elements more than 256 deep</source>
        <translation>嵌套超过 256 层的 XML</translation>
    </message>
    <message>
        <source>XML in UTF-16; save it in UTF-8</source>
        <translation>UTF-16 编码的 XML，请另存为 UTF-8</translation>
    </message>
    <message>
        <source>zip archive that unpacks to too much</source>
        <translation>解压后过大</translation>
    </message>
    <message>
        <source>zip archive without directory</source>
        <translation>没有目录的 zip 压缩包</translation>
    </message>
    <message>
        <source>zip archive with more than 10 000 entries</source>
        <translation>条目超过 10 000 个</translation>
    </message>
    <message>
        <source>zip archive with a damaged directory</source>
        <translation>目录损坏的 zip 压缩包</translation>
    </message>
    <message>
        <source>archive in an archive</source>
        <translation>压缩包中还有压缩包</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>no layer in the zip archive</source>
        <translation>压缩包中没有图层</translation>
    </message>
    <message>
        <source>no features</source>
        <translation>没有要素</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>a folder, no file geodatabase</source>
        <translation>是文件夹，但不是文件地理数据库</translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>SQLite, but no GeoPackage with features</source>
        <translation>是 SQLite 数据库，但不是含要素的 GeoPackage</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>a view or virtual table, which would run what the file says</source>
        <translation>视图或虚拟表，读取会执行文件中的语句</translation>
    </message>
    <message>
        <source>the .shx is missing; its index was made from the .shp</source>
        <translation>缺少 .shx，已由 .shp 生成索引</translation>
    </message>
    <message>
        <source>the .dbf is missing: there are no attributes</source>
        <translation>缺少 .dbf：没有属性</translation>
    </message>
    <message>
        <source>links to other files or to the network (NetworkLink) are not followed</source>
        <translation>指向其他文件或网络的链接（NetworkLink）未读取</translation>
    </message>
    <message>
        <source>arcs replaced by chords of at most 0.25 degrees of arc</source>
        <translation>圆弧已用不超过 0.25° 圆心角的弦代替</translation>
    </message>
    <message>
        <source>texts cut within a character at the width of the field</source>
        <translation>文字在字段宽度处被截断，末字不完整</translation>
    </message>
    <message>
        <source>its answer makes no sense</source>
        <translation>其应答无法理解</translation>
    </message>
    <message>
        <source>it had ended before</source>
        <translation>此前已结束</translation>
    </message>
    <message>
        <source>row %1 has no geometry</source>
        <translation>行 %1 没有图形</translation>
    </message>
    <message>
        <source>%1 holds polygons only</source>
        <translation>%1 只能保存面</translation>
    </message>
    <message>
        <source>The kind of coordinate file (TXT); default: standard</source>
        <translation>坐标文件（TXT）的格式；默认 standard</translation>
    </message>
    <message>
        <source>A workspace, or a polygon layer: FILE or FILE:LAYER</source>
        <translation>工作空间，或面图层：文件 或 文件:图层</translation>
    </message>
    <message>
        <source>Check only this layer of the workspace</source>
        <translation>只检查工作空间的这一图层</translation>
    </message>
    <message>
        <source>Rules to check; default: layers/rules/checks.toml</source>
        <translation>检查规则；默认：layers/rules/checks.toml</translation>
    </message>
    <message>
        <source>Only these rules, e.g. overlap,gap</source>
        <translation>只检查这些规则，如 overlap,gap</translation>
    </message>
    <message>
        <source>Class table of the codes; default: told from them</source>
        <translation>代码所用分类表；默认由代码判断</translation>
    </message>
    <message>
        <source>Repair gaps, overlaps, missing and repeated vertices, spikes</source>
        <translation>修复缝隙、重叠、缺失和重复节点、尖刺</translation>
    </message>
    <message>
        <source>Only show what would be repaired</source>
        <translation>只显示将如何修复</translation>
    </message>
    <message>
        <source>Why the finding is accepted</source>
        <translation>认可理由</translation>
    </message>
    <message>
        <source>Accept a finding, so that it is listed no more until a feature of it changes</source>
        <translation>认可一个问题，在所涉图斑变化以前不再列出</translation>
    </message>
    <message>
        <source>Check the quality of geometry, coverage and attributes; exit 1 if a fault is found</source>
        <translation>检查图形、覆盖和属性质量；发现错误时退出码为1</translation>
    </message>
    <message>
        <source>Print all findings, not only the first ten</source>
        <translation>列出全部问题，而不仅是前十个</translation>
    </message>
    <message>
        <source>only in a workspace of Tuban</source>
        <translation>仅适用于图斑工作空间</translation>
    </message>
    <message>
        <source>say why it is accepted</source>
        <translation>请说明认可理由</translation>
    </message>
    <message>
        <source>findings that begin with “%1”: %2</source>
        <translation>以“%1”开头的问题：%2 个</translation>
    </message>
    <message>
        <source>%1: %2 features[, %3]</source>
        <translation>%1：%2 个要素[，%3]</translation>
    </message>
    <message>
        <source>%1: %2 features[, %3]. Overlaps: %4, gaps: %5; covered are %6 m² within %7 rings.</source>
        <translation>%1：%2 个要素[，%3]。重叠 %4 处，缝隙 %5 处；覆盖 %6 平方米，外界 %7 个环。</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>涉及图斑</translation>
    </message>
    <message>
        <source>East</source>
        <translation>东坐标</translation>
    </message>
    <message>
        <source>North</source>
        <translation>北坐标</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面积（平方米）</translation>
    </message>
    <message>
        <source>Width (m)</source>
        <translation>宽度（米）</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>问题编号</translation>
    </message>
    <message>
        <source>… and %1 more; all of them: --all</source>
        <translation>……另有 %1 项；全部列出：--all</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>Repaired and taken back</source>
        <translation>修复后已撤回</translation>
    </message>
    <message>
        <source>Would be repaired</source>
        <translation>可修复</translation>
    </message>
    <message>
        <source>%1 m² before, %2 m² after</source>
        <translation>修复前 %1 平方米，修复后 %2 平方米</translation>
    </message>
    <message>
        <source>Not repaired (%1): %2 %3</source>
        <translation>未修复（%1）：%2 %3</translation>
    </message>
    <message>
        <source>The repair is one entry of the journal; undo takes it back. Findings on geometry: %1 before, %2 after.</source>
        <translation>修复在日志中记为一条，可撤销。图形问题：修复前 %1 项，修复后 %2 项。</translation>
    </message>
    <message>
        <source>The repair was taken back: it should have left fewer findings. Findings on geometry: %1 before, %2 after it.</source>
        <translation>修复已撤回：修复后问题未按预期减少。图形问题：修复前 %1 项，修复后 %2 项。</translation>
    </message>
    <message>
        <source>No findings.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>Accepted before, not listed: %1</source>
        <translation>此前已认可、未列出：%1 项</translation>
    </message>
    <message>
        <source>for people to decide</source>
        <translation>需人工处理</translation>
    </message>
    <message>
        <source>a polygon would vanish or fall into several parts</source>
        <translation>图形会消失或分成多部分</translation>
    </message>
    <message>
        <source>a polygon would become invalid</source>
        <translation>图形会变为无效</translation>
    </message>
    <message>
        <source>another repair has changed the place</source>
        <translation>此处已被其他修复改变</translation>
    </message>
    <message>
        <source>The polygon is invalid: %1[; %2 m², repaired it would have %3 m²].</source>
        <translation>图形无效：%1[；原面积 %2 平方米，修复后为 %3 平方米]。</translation>
    </message>
    <message>
        <source>Not on the 0.1 mm grid: %2 vertices of %1 polygons.</source>
        <translation>不在0.1毫米格网上：%1 个图形的 %2 个节点。</translation>
    </message>
    <message>
        <source>Vertices that repeat the one before them: %1.</source>
        <translation>与前一节点重复的节点：%1 个。</translation>
    </message>
    <message>
        <source>The border turns back in a spike of %1°.</source>
        <translation>界线在此折返成尖刺，夹角 %1°。</translation>
    </message>
    <message>
        <source>Acute angle of %1°.</source>
        <translation>尖锐角 %1°。</translation>
    </message>
    <message>
        <source>The polygon is only %1 m wide here.</source>
        <translation>图形在此处仅宽 %1 米。</translation>
    </message>
    <message>
        <source>Sliver: %1 m², %2 m wide on average.</source>
        <translation>碎图斑：%1 平方米，平均宽 %2 米。</translation>
    </message>
    <message>
        <source>Overlap of %1 m², %2 m wide on average.</source>
        <translation>重叠 %1 平方米，平均宽 %2 米。</translation>
    </message>
    <message>
        <source>Gap of %1 m², %2 m wide on average.</source>
        <translation>缝隙 %1 平方米，平均宽 %2 米。</translation>
    </message>
    <message>
        <source>The first lacks a vertex that the others have, %1 m from its border.</source>
        <translation>前者缺少其他图斑已有的节点，该节点距其界线 %1 米。</translation>
    </message>
    <message>
        <source>Borders run side by side without being the same: %1 edges, %2 m.</source>
        <translation>界线并行而不重合：%1 条边，共 %2 米。</translation>
    </message>
    <message>
        <source>%1 m² lie outside the planning area.</source>
        <translation>%1 平方米在规划范围以外。</translation>
    </message>
    <message>
        <source>Lies across the border of “%1”: %2 m² inside, %3 m² outside.</source>
        <translation>跨越“%1”边界：界内 %2 平方米，界外 %3 平方米。</translation>
    </message>
    <message>
        <source>“%1”: parcels add up to %2 m², the control area is %3 m²; difference %4 m².</source>
        <translation>“%1”：宗地合计 %2 平方米，控制面积 %3 平方米，相差 %4 平方米。</translation>
    </message>
    <message>
        <source>Planned as construction land, but %2 m² lie inside “%1”.</source>
        <translation>规划为建设用地，但有 %2 平方米位于“%1”内。</translation>
    </message>
    <message>
        <source>Class code “%2” is not in table %1.</source>
        <translation>地类代码“%2”不在分类表 %1 中。</translation>
    </message>
    <message>
        <source>Number “%1” does not match the pattern %2.</source>
        <translation>编号“%1”不符合格式 %2。</translation>
    </message>
    <message>
        <source>Number “%1” is used %2 times.</source>
        <translation>编号“%1”使用了 %2 次。</translation>
    </message>
    <message>
        <source>Registered are %1 m², the polygon has %2 m²; difference %3 m².</source>
        <translation>登记面积 %1 平方米，图形面积 %2 平方米，相差 %3 平方米。</translation>
    </message>
    <message>
        <source>%1 (%2) is later than %3 (%4).</source>
        <translation>%1（%2）晚于%3（%4）。</translation>
    </message>
    <message>
        <source>%1 is %2; that does not go with %3 = %4.</source>
        <translation>%1为 %2，与 %3 = %4 不一致。</translation>
    </message>
    <message>
        <source>Class tables %1 read the codes differently; the codes were not checked. Name the table with --classification.</source>
        <translation>分类表 %1 对代码的解释不同，未检查代码。请用 --classification 指定分类表。</translation>
    </message>
    <message>
        <source>The class code is missing.</source>
        <translation>缺少地类代码。</translation>
    </message>
    <message>
        <source>The number is missing.</source>
        <translation>缺少编号。</translation>
    </message>
    <message>
        <source>%1: %2 features[, %3]. No gap, no overlap: proved. What is left when shared borders cancel are simple rings that meet nowhere (rings: %4, edges: %5); they enclose %6 m².</source>
        <translation>%1：%2 个要素[，%3]。无缝隙、无重叠，已证明：公共界线相消后，余下互不相接的简单环（%4 个环，%5 条边），所围面积 %6 平方米。</translation>
    </message>
    <message>
        <source>The coordinates of the drawing were taken to be in %1 and turned into metres.</source>
        <translation>图形坐标按 %1 处理，已换算为米。</translation>
    </message>
    <message>
        <source>Drawing layer “%1”: outlines that lie in others and were cut out of them: %2.</source>
        <translation>图层“%1”：位于其他闭合线之内并从中扣除的闭合线：%2 条。</translation>
    </message>
    <message>
        <source>Drawing layer “%1”: a gap of %2 m was closed.</source>
        <translation>图层“%1”：已闭合 %2 米的缺口。</translation>
    </message>
    <message>
        <source>Drawing layer “%1”: a line ends here and bounds nothing.</source>
        <translation>图层“%1”：线在此处悬空，未围成面。</translation>
    </message>
    <message>
        <source>Drawing layer “%1”: a line has the same area on both sides.</source>
        <translation>图层“%1”：线的两侧为同一个面。</translation>
    </message>
    <message>
        <source>Drawing layer “%1”: no areas could be made of its open lines; only closed ones were taken.</source>
        <translation>图层“%1”：未闭合的线无法构面，仅采用闭合线。</translation>
    </message>
    <message>
        <source>Several texts in one area for %1: %2; the field was left empty.</source>
        <translation>同一面内有多个文字对应 %1：%2；该字段留空。</translation>
    </message>
    <message>
        <source>[The class codes are those of table %1. ]Codes known: %2 of %3 (rows: %4); they are kept as they are.</source>
        <translation>[地类代码属于分类表 %1。]已识别代码 %2/%3 个（%4 行），原样保留。</translation>
    </message>
    <message>
        <source>The class codes are those of table %1, but the layer holds codes of %2. None was converted.</source>
        <translation>地类代码属于分类表 %1，而图层中已有 %2 的代码。未作任何转换。</translation>
    </message>
    <message>
        <source>“%1” is the name of class %2 of table %3, which was stored (rows: %4).</source>
        <translation>“%1”是分类表 %3 中地类 %2 的名称，已存为该代码（%4 行）。</translation>
    </message>
    <message>
        <source>“%1” is neither code nor name of a class that is known (rows: %2); it was stored as it is.</source>
        <translation>“%1”既不是已知地类的代码也不是名称（%2 行），按原样存储。</translation>
    </message>
    <message>
        <source>Vertices of neighbours that lie on an edge were added to it: %1, in %2 rows; area before %3 m², after %4 m².</source>
        <translation>已将落在边上的相邻界址点加入该边：共 %1 个，涉及 %2 行；面积由 %3 m² 变为 %4 m²。</translation>
    </message>
    <message>
        <source>Rows that did not get the vertices of their neighbours, because they would have become invalid: %1.</source>
        <translation>因会变为无效图形而未加入相邻界址点的行：%1。</translation>
    </message>
    <message>
        <source>bound areas: %1</source>
        <translation>围成面：%1</translation>
    </message>
    <message>
        <source>texts in areas: %1</source>
        <translation>面内文字：%1</translation>
    </message>
    <message>
        <source>same outline as another one: %1</source>
        <translation>与其他图元轮廓相同：%1</translation>
    </message>
    <message>
        <source>bound nothing: %1</source>
        <translation>未围成面：%1</translation>
    </message>
    <message>
        <source>texts outside of all areas: %1</source>
        <translation>不在任何面内的文字：%1</translation>
    </message>
    <message>
        <source>points: %1</source>
        <translation>点：%1</translation>
    </message>
    <message>
        <source>in paper space: %1</source>
        <translation>位于图纸空间：%1</translation>
    </message>
    <message>
        <source>without geometry: %1</source>
        <translation>无图形：%1</translation>
    </message>
    <message>
        <source>with unusable coordinates: %1</source>
        <translation>坐标不可用：%1</translation>
    </message>
    <message>
        <source>left out as the profile says: %1</source>
        <translation>按方案不采用：%1</translation>
    </message>
    <message>
        <source>Drawing layer “%1”, entities %2: %3</source>
        <translation>图层“%1”，图元 %2 个：%3</translation>
    </message>
    <message>
        <source>What is said beforehand of the files (docs/import.md); options come first</source>
        <translation>预先约定的导入方案（见 docs/import.md）；命令行选项优先</translation>
    </message>
    <message>
        <source>Write what was decided as a profile for the next import</source>
        <translation>将本次判定结果写成方案，供下次导入使用</translation>
    </message>
    <message>
        <source>The class table of the codes; “none”: plain values</source>
        <translation>代码所属的分类表；“none”表示普通值</translation>
    </message>
    <message>
        <source>Only outlines of these layers of a drawing</source>
        <translation>仅采用图形文件中这些图层的轮廓</translation>
    </message>
    <message>
        <source>Lines and texts of drawings as they are, no areas</source>
        <translation>图形文件的线与文字按原样导入，不构面</translation>
    </message>
    <message>
        <source>Add no vertices of neighbours to parcels</source>
        <translation>不向宗地加入相邻宗地的界址点</translation>
    </message>
    <message>
        <source>%1 is of no format that can be read here[ (%2)]. GeoPackage, Shapefile, GeoJSON, KML, DXF and file geodatabase can; import also takes CSV, XLSX, coordinate TXT and ZIP.</source>
        <translation>%1 的格式无法读取[（%2）]。可读取 GeoPackage、Shapefile、GeoJSON、KML、DXF 和文件地理数据库；导入还支持 CSV、XLSX、坐标 TXT 和 ZIP。</translation>
    </message>
    <message>
        <source>The polygon is invalid (%1) and is taken as repaired: %2 m² before, %3 m² after.</source>
        <translation>面要素无效（%1），按修复后的图形计：修复前 %2 平方米，修复后 %3 平方米。</translation>
    </message>
    <message>
        <source>The layer holds no features; nothing was brought in of it.</source>
        <translation>该图层没有要素，未导入任何内容。</translation>
    </message>
    <message>
        <source>Nothing was stored.</source>
        <translation>未存入任何内容。</translation>
    </message>
    <message>
        <source>Records update the rows of the layer that have the same value in this field, instead of becoming rows</source>
        <translation>记录更新图层中该字段值相同的行，而不成为新行</translation>
    </message>
    <message>
        <source>Headings were found in row %1: %2. Say heading_row in the profile if they stand elsewhere.</source>
        <translation>表头在第 %1 行：%2。如在别处，请在配置中写 heading_row。</translation>
    </message>
    <message>
        <source>No row looks like headings; the columns are called %1. Say heading_row in the profile if there are some.</source>
        <translation>没有一行像表头；各列称为 %1。如有表头，请在配置中写 heading_row。</translation>
    </message>
    <message>
        <source>Left out, %1: row %2 (rows: %3)[, “%4”].</source>
        <translation>未导入，%1：第 %2 行（行数：%3）[，“%4”]。</translation>
    </message>
    <message>
        <source>%1 were made of the columns %2[ (%3)].</source>
        <translation>%1由列 %2 生成[（%3）]。</translation>
    </message>
    <message>
        <source>Column “%1” holds numbers that a spreadsheet has rounded to 15 digits (cells: %2), such as %3. Format the column as text and fill it again.</source>
        <translation>列“%1”中有被电子表格舍入到 15 位的数（单元格数：%2），如 %3。请把该列设为文本格式后重新填写。</translation>
    </message>
    <message>
        <source>[Parcel %4, ]point %1 (row %5): the table says %2 m for the side, between the points are %3 m.</source>
        <translation>[地块 %4，]点 %1（第 %5 行）：表中边长 %2 m，两点间为 %3 m。</translation>
    </message>
    <message>
        <source>The table has no geometry, and its values of %1 are those of rows of %2: it updates them.</source>
        <translation>表格没有图形，其 %1 的值与 %2 中的行相同：更新这些行。</translation>
    </message>
    <message>
        <source>as its heading says</source>
        <translation>按表头所写</translation>
    </message>
    <message>
        <source>the workspace has no row with this %1: %2</source>
        <translation>工作区中没有该 %1 的行：%2</translation>
    </message>
    <message>
        <source>%1 cannot hold “%2”</source>
        <translation>%1 不能存放“%2”</translation>
    </message>
    <message>
        <source>data: %1</source>
        <translation>数据：%1</translation>
    </message>
    <message>
        <source>empty: %1</source>
        <translation>空行：%1</translation>
    </message>
    <message>
        <source>titles: %1</source>
        <translation>标题：%1</translation>
    </message>
    <message>
        <source>headings: %1</source>
        <translation>表头：%1</translation>
    </message>
    <message>
        <source>units or numbers of columns: %1</source>
        <translation>单位行或栏号行：%1</translation>
    </message>
    <message>
        <source>headings once more: %1</source>
        <translation>重复的表头：%1</translation>
    </message>
    <message>
        <source>sums: %1</source>
        <translation>合计行：%1</translation>
    </message>
    <message>
        <source>headings of sections: %1</source>
        <translation>分节标题：%1</translation>
    </message>
    <message>
        <source>notes: %1</source>
        <translation>表注：%1</translation>
    </message>
    <message>
        <source>behind the last row of the profile: %1</source>
        <translation>在配置的最后一行之后：%1</translation>
    </message>
    <message>
        <source>Rows of the table %1: %2</source>
        <translation>表格行数 %1：%2</translation>
    </message>
    <message>
        <source>Records that update rows by %1: %2; that say nothing new: %3</source>
        <translation>按 %1 更新行的记录：%2；没有新内容的：%3</translation>
    </message>
    <message>
        <source>told from the areas of the polygons</source>
        <translation>由图形面积判断</translation>
    </message>
    <message>
        <source>row %1 of its points cannot be read: %2</source>
        <translation>其界址点第 %1 行无法读取：%2</translation>
    </message>
    <message>
        <source>a ring of it has fewer than three different points</source>
        <translation>其一个圈少于三个不同的点</translation>
    </message>
    <message>
        <source>titles</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>units or numbers of the columns</source>
        <translation>单位行或栏号行</translation>
    </message>
    <message>
        <source>headings once more</source>
        <translation>重复的表头</translation>
    </message>
    <message>
        <source>sums</source>
        <translation>合计行</translation>
    </message>
    <message>
        <source>headings of sections</source>
        <translation>分节标题</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>表注</translation>
    </message>
    <message>
        <source>behind the last row that the profile names</source>
        <translation>在配置指定的最后一行之后</translation>
    </message>
    <message>
        <source>told from the numbers</source>
        <translation>由数值判断</translation>
    </message>
    <message>
        <source>X is north in tables of boundary points</source>
        <translation>界址点成果表中 X 为北</translation>
    </message>
    <message>
        <source>told from the headings</source>
        <translation>由表头判断</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>面</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Geometries</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>its coordinates cannot be read: %1, %2</source>
        <translation>其坐标无法读取：%1，%2</translation>
    </message>
    <message>
        <source>rows without a boundary point</source>
        <translation>没有界址点的行</translation>
    </message>
    <message>
        <source>its geometry cannot be read: %1</source>
        <translation>其图形无法读取：%1</translation>
    </message>
    <message>
        <source>Line %1: no coordinates can be read from “%2”; the parcel with this point is refused.</source>
        <translation>第 %1 行：无法从“%2”读出坐标；含有该点的宗地不予导入。</translation>
    </message>
    <message>
        <source>line %1 of the file holds one of its points, but cannot be read; without it the parcel would be another one. Correct the line and import the file again</source>
        <translation>文件第 %1 行是该宗地的一个界址点，但无法读取；缺少此点，宗地就不是原来的宗地。请改正该行后重新导入</translation>
    </message>
    <message>
        <source>Vertices of neighbours that lie on an edge would be added to it: %1, in %2 rows.</source>
        <translation>落在邻宗地边线上的界址点将补入该边：%1 个，涉及 %2 行。</translation>
    </message>
    <message>
        <source>The file gives %1 in %2[, %3]; it was converted.</source>
        <translation>文件中 %1 的单位是 %2[，%3]；已换算。</translation>
    </message>
    <message>
        <source>%1 holds no style that can be read: %2[ (line %3)]. Nothing of it was taken over.</source>
        <translation>%1 中没有可读取的样式：%2[（第 %3 行）]。未采用其中任何内容。</translation>
    </message>
    <message>
        <source>%1 is larger than the 16 MB that a style may have. It was not read.</source>
        <translation>%1 超过样式文件 16 MB 的上限，未读取。</translation>
    </message>
    <message>
        <source>Line %1 of the style: “%2” in “%3” is not understood and was left out.</source>
        <translation>样式第 %1 行：“%3”中的“%2”无法识别，已略去。</translation>
    </message>
    <message>
        <source>Line %1 of the style: “%3” is no value that “%2” can take here; it is drawn as if it were not given.</source>
        <translation>样式第 %1 行：“%3”不是“%2”在此可取的值，按未给出绘制。</translation>
    </message>
    <message>
        <source>Line %1 of the style: the condition of the rule[ “%2”] is not understood. The rule was left out.</source>
        <translation>样式第 %1 行：规则[“%2”]的条件无法识别，该规则已略去。</translation>
    </message>
    <message>
        <source>A workspace to open</source>
        <translation>要打开的工程</translation>
    </message>
    <message>
        <source>Open the sample zone</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Appearance of the window</source>
        <translation>窗口外观</translation>
    </message>
    <message>
        <source>Write a picture of the window and end</source>
        <translation>把窗口存成图片后退出</translation>
    </message>
    <message>
        <source>error: --lang is en or zh, not %1</source>
        <translation>错误：--lang 只能是 en 或 zh，不能是 %1</translation>
    </message>
    <message>
        <source>error: --theme is system, light or dark, not %1</source>
        <translation>错误：--theme 只能是 system、light 或 dark，不能是 %1</translation>
    </message>
    <message>
        <source>error: one workspace at a time</source>
        <translation>错误：一次只能打开一个工程</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>表(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Planning</source>
        <translation>规划(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>剩余约 %1 秒</translation>
    </message>
    <message>
        <source>%1 more running</source>
        <translation>另有 %1 项在运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>正在运行的作业</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>error: there is no display to open a window on. Start tuban-desktop in a desktop session, or work with the command tuban, which needs none.</source>
        <translation>错误：没有可以打开窗口的显示器。请在桌面会话中启动 tuban-desktop，或使用不需要显示器的命令 tuban。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Start — Tuban</source>
        <translation>开始 — 图斑</translation>
    </message>
    <message>
        <source>Works on this machine alone</source>
        <translation>单机使用，不联网</translation>
    </message>
    <message>
        <source>%1 — Tuban</source>
        <translation>%1 — 图斑</translation>
    </message>
    <message>
        <source>on disk · step %1</source>
        <translation>已存盘 · 第 %1 步</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>打开工程</translation>
    </message>
    <message>
        <source>Workspaces (*.gpkg)</source>
        <translation>工程 (*.gpkg)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>%1 was not opened.</source>
        <translation>没有打开 %1。</translation>
    </message>
    <message>
        <source>Making the sample zone</source>
        <translation>生成示例</translation>
    </message>
    <message>
        <source>The sample zone was not made.</source>
        <translation>没有生成示例。</translation>
    </message>
    <message>
        <source>The system has no font for these texts.</source>
        <translation>系统里没有能显示这些文字的字体。</translation>
    </message>
    <message>
        <source>Everything works, but letters may be missing. Install %1.</source>
        <translation>功能都可用，但有些字可能显示不出来。请安装 %1。</translation>
    </message>
    <message>
        <source>Settings cannot be written to %1.</source>
        <translation>设置写不进 %1。</translation>
    </message>
    <message>
        <source>Everything works; what you arrange is forgotten at the end.</source>
        <translation>功能都可用；这次的布置退出后不再保留。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Land of development zones, measured exactly. Works on this machine alone.</source>
        <translation>开发区的土地，算得准。单机使用，不联网。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>error: %1 cannot be written</source>
        <translation>错误：写不进 %1</translation>
    </message>
    <message>
        <source>opened %1</source>
        <translation>打开于 %1</translation>
    </message>
    <message>
        <source>The file is not where it was</source>
        <translation>找不到文件</translation>
    </message>
    <message>
        <source>Tuban</source>
        <translation>图斑</translation>
    </message>
    <message>
        <source>Parcels and land-use figures of development zones</source>
        <translation>开发区地块与用地指标</translation>
    </message>
    <message>
        <source>Where I was</source>
        <translation>接着上次做</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Open my data</source>
        <translation>打开我的数据</translation>
    </message>
    <message>
        <source>Choose a workspace, or drop one anywhere on the window. Looking at it changes nothing in it.</source>
        <translation>选择一个工程，或把它拖到窗口任意处。只看不会改动文件。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>132 km², one new town, two ecological belts, five industrial districts: schematic data to try everything on.</source>
        <translation>132 平方公里，一城两带五片区：示意数据，可以随便试。</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>The hand keeps its habits</source>
        <translation>手上习惯照旧</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Scale of the map</source>
        <translation>地图比例尺</translation>
    </message>
    <message>
        <source>Selected %1</source>
        <translation>选中 %1</translation>
    </message>
    <message>
        <source>Area basis: planar</source>
        <translation>面积口径：平面</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the &amp;sample zone</source>
        <translation>打开示例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close the workspace</source>
        <translation>关闭工程(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Appearance of the &amp;system</source>
        <translation>外观跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Areas in m²</source>
        <translation>面积用平方米</translation>
    </message>
    <message>
        <source>Areas in ha</source>
        <translation>面积用公顷</translation>
    </message>
    <message>
        <source>Areas in mu</source>
        <translation>面积用亩</translation>
    </message>
    <message>
        <source>&amp;Help for the active tool</source>
        <translation>当前工具的帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Tuban</source>
        <translation>关于图斑(&amp;A)</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>要做的事</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>在这里</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>wheel at the pointer; Shift and drag; PgUp, PgDn</source>
        <translation>滚轮以光标为中心；Shift 加拖动；PgUp、PgDn</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>middle button, Space</source>
        <translation>中键、空格</translation>
    </message>
    <message>
        <source>C, drag</source>
        <translation>C 键、拖动</translation>
    </message>
    <message>
        <source>middle button</source>
        <translation>中键</translation>
    </message>
    <message>
        <source>middle button, Space, arrows: in every tool</source>
        <translation>中键、空格、方向键，任何工具中都行</translation>
    </message>
    <message>
        <source>Finish a shape</source>
        <translation>结束图形</translation>
    </message>
    <message>
        <source>right click</source>
        <translation>右键</translation>
    </message>
    <message>
        <source>double click, F2</source>
        <translation>双击、F2</translation>
    </message>
    <message>
        <source>Enter, right click</source>
        <translation>Enter、右键</translation>
    </message>
    <message>
        <source>all of these; C closes</source>
        <translation>全部可用；C 闭合</translation>
    </message>
    <message>
        <source>Take a point back</source>
        <translation>退一个点</translation>
    </message>
    <message>
        <source>Backspace and Ctrl+Z; Esc: one step, twice: the tool</source>
        <translation>Backspace 与 Ctrl+Z；Esc 退一步，两次退出工具</translation>
    </message>
    <message>
        <source>Select by a box</source>
        <translation>框选</translation>
    </message>
    <message>
        <source>touching</source>
        <translation>相交</translation>
    </message>
    <message>
        <source>two directions</source>
        <translation>左右方向不同</translation>
    </message>
    <message>
        <source>to the right: inside, to the left: touching; Shift adds, Ctrl toggles</source>
        <translation>向右框内、向左相交；Shift 加选，Ctrl 反选</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Areas of the drawing that bear the number of another and became parts of it: %1.</source>
        <translation>图中与另一图形同号、并作其组成部分的图形：%1 个。</translation>
    </message>
    <message>
        <source>%1: %2 features of %3 layers at 1 : %4</source>
        <translation>%1：%3 个图层的 %2 个要素，比例尺 1 : %4</translation>
    </message>
    <message>
        <source>--size is given as width x height: 1920x1080</source>
        <translation>--size 的写法为 宽x高：1920x1080</translation>
    </message>
    <message>
        <source>Pixels; of SVG and PDF of 0.28 mm. Default: 1920x1080</source>
        <translation>像素；SVG 和 PDF 中每像素 0.28 毫米。默认 1920x1080</translation>
    </message>
    <message>
        <source>What is shown; default: all there is</source>
        <translation>显示范围；默认为全部</translation>
    </message>
    <message>
        <source>Scale 1 : N</source>
        <translation>比例尺 1 : N</translation>
    </message>
    <message>
        <source>Middle of the picture</source>
        <translation>图面中心</translation>
    </message>
    <message>
        <source>A workspace, or one layer: FILE or FILE:LAYER</source>
        <translation>工作区，或一个图层：FILE 或 FILE:LAYER</translation>
    </message>
    <message>
        <source>The file to make: .png, .svg or .pdf</source>
        <translation>要生成的文件：.png、.svg 或 .pdf</translation>
    </message>
    <message>
        <source>How the one layer is drawn; default: that of the product</source>
        <translation>该图层的样式；默认为产品自带样式</translation>
    </message>
    <message>
        <source>Projected system of the map; default: that of the data</source>
        <translation>地图的投影坐标系；默认为数据的坐标系</translation>
    </message>
    <message>
        <source>No white ground below the layers</source>
        <translation>图层下不铺白底</translation>
    </message>
    <message>
        <source>Replace a file that is there already</source>
        <translation>替换已有的文件</translation>
    </message>
    <message>
        <source>Draw a map into a picture (PNG, SVG) or a page (PDF)</source>
        <translation>把地图绘制成图片（PNG、SVG）或页面（PDF）</translation>
    </message>
    <message>
        <source>the name of the file has to end in .png, .svg or .pdf</source>
        <translation>文件名须以 .png、.svg 或 .pdf 结尾</translation>
    </message>
    <message>
        <source>sides of 1 to 32767 pixels are possible</source>
        <translation>边长可为 1 至 32767 像素</translation>
    </message>
    <message>
        <source>west has to be less than east and south less than north: x0,y0,x1,y1</source>
        <translation>西须小于东，南须小于北：x0,y0,x1,y1</translation>
    </message>
    <message>
        <source>the number after 1 : is above zero</source>
        <translation>1 : 之后的数须大于零</translation>
    </message>
    <message>
        <source>The picture %1 does not say where it lies. Put its world file (.tfw, .jgw, .pgw) beside it, or use a GeoTIFF.</source>
        <translation>图片 %1 没有说明自己的位置。请把坐标文件（.tfw、.jgw、.pgw）放在它旁边，或改用 GeoTIFF。</translation>
    </message>
    <message>
        <source>nothing in it has a geometry to draw</source>
        <translation>其中没有可绘制的图形</translation>
    </message>
    <message>
        <source>&amp;Bring in files…</source>
        <translation>导入文件(&amp;B)…</translation>
    </message>
    <message>
        <source>The coordinates are in %1.</source>
        <translation>坐标属于 %1。</translation>
    </message>
    <message>
        <source>%1 features become %2 rows.</source>
        <translation>%1 个要素成为 %2 行。</translation>
    </message>
    <message>
        <source>Rows that get a number because the file has none for them: %1.</source>
        <translation>文件中没有编号、由本软件补编号的行：%1。</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>人工指定</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>同名</translation>
    </message>
    <message>
        <source>same title</source>
        <translation>同标题</translation>
    </message>
    <message>
        <source>known name</source>
        <translation>常用名称</translation>
    </message>
    <message>
        <source>name cut at ten bytes</source>
        <translation>截成十字节的名称</translation>
    </message>
    <message>
        <source>is being read …</source>
        <translation>正在读取……</translation>
    </message>
    <message>
        <source>■ cannot be brought in</source>
        <translation>■ 不能导入</translation>
    </message>
    <message>
        <source>%1 · features %2</source>
        <translation>%1 · 要素 %2</translation>
    </message>
    <message>
        <source>Files to bring in</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>Rows brought in: %1. One undo takes each file back.</source>
        <translation>已导入 %1 行。每个文件一次撤销即可退回。</translation>
    </message>
    <message>
        <source>Bringing in %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>No file is chosen</source>
        <translation>尚未选择文件</translation>
    </message>
    <message>
        <source>%1: what it was taken for, and why</source>
        <translation>%1：我们的判断与理由</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>按判断</translation>
    </message>
    <message>
        <source>GBK (simplified Chinese)</source>
        <translation>GBK（简体中文）</translation>
    </message>
    <message>
        <source>Big5 (traditional Chinese)</source>
        <translation>Big5（繁体中文）</translation>
    </message>
    <message>
        <source>No vertices of neighbours</source>
        <translation>不加邻宗界点</translation>
    </message>
    <message>
        <source>Plain values, no class table</source>
        <translation>只作普通值，不用分类表</translation>
    </message>
    <message>
        <source>As found: %1</source>
        <translation>按判断：%1</translation>
    </message>
    <message>
        <source>fills none</source>
        <translation>未对应</translation>
    </message>
    <message>
        <source>(not brought in)</source>
        <translation>（不导入）</translation>
    </message>
    <message>
        <source>%1 ha</source>
        <translation>%1 公顷</translation>
    </message>
    <message>
        <source>Features read</source>
        <translation>读到要素</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Refused, each with its reason</source>
        <translation>拒收（各有原因）</translation>
    </message>
    <message>
        <source>Rows that will be stored</source>
        <translation>将写入的行</translation>
    </message>
    <message>
        <source>Planar area before repairing</source>
        <translation>修复前平面面积</translation>
    </message>
    <message>
        <source>Planar area stored</source>
        <translation>写入的平面面积</translation>
    </message>
    <message>
        <source>Change of area</source>
        <translation>面积变化</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 m²</translation>
    </message>
    <message>
        <source>Bring in %1 rows</source>
        <translation>导入 %1 行</translation>
    </message>
    <message>
        <source>Choose files …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>The files are only read and never changed. What comes of them goes into the workspace that is open, and can be taken back.</source>
        <translation>原文件只读，不会被改动。导入结果进入当前工程，可以撤销。</translation>
    </message>
    <message>
        <source>Goes into</source>
        <translation>导入到</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段对应</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>来源列</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Report of the rehearsal; nothing is written yet</source>
        <translation>导入报告（预演，尚未写入）</translation>
    </message>
    <message>
        <source>Each file is one step that one undo takes back.</source>
        <translation>每个文件作为一步写入，可一次撤销。</translation>
    </message>
    <message>
        <source>Encoding of texts</source>
        <translation>文字编码</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Shapes and rows</source>
        <translation>图形与行</translation>
    </message>
    <message>
        <source>Land-use classes</source>
        <translation>用地分类</translation>
    </message>
    <message>
        <source>● clear</source>
        <translation>● 确定</translation>
    </message>
    <message>
        <source>▲ take a look</source>
        <translation>▲ 需看一眼</translation>
    </message>
    <message>
        <source>nothing to decide</source>
        <translation>无需判断</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>……另有 %1 条</translation>
    </message>
    <message>
        <source>%1 was not brought in.</source>
        <translation>%1 没有导入。</translation>
    </message>
    <message>
        <source>Which workspace are the files for?</source>
        <translation>这些文件要导入哪个工程？</translation>
    </message>
    <message>
        <source>Nothing was read yet. Open the workspace first, then drop the files again; the sample zone will do for a try.</source>
        <translation>还没有读取任何文件。请先打开工程，再拖入文件；想试一试可以先打开示例区。</translation>
    </message>
    <message>
        <source>%1, zone %2 of %3°, its number in the eastings</source>
        <translation>%1，%3°带第 %2 带，东坐标带带号</translation>
    </message>
    <message>
        <source>%1, central meridian %2° of a %3° zone</source>
        <translation>%1，%3°带中央经线 %2°，不带带号</translation>
    </message>
    <message>
        <source>%1, longitude and latitude</source>
        <translation>%1，经纬度</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>其他颜色…</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>圆</translation>
    </message>
    <message>
        <source>Triangle</source>
        <translation>三角形</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>五角星</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>十字</translation>
    </message>
    <message>
        <source>Diagonal cross</source>
        <translation>斜十字</translation>
    </message>
    <message>
        <source>Lines rising to the right</source>
        <translation>右上斜线</translation>
    </message>
    <message>
        <source>Lines falling to the right</source>
        <translation>右下斜线</translation>
    </message>
    <message>
        <source>Upright lines</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Level lines</source>
        <translation>横线</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>方格</translation>
    </message>
    <message>
        <source>Diagonal grid</source>
        <translation>斜方格</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Load a style</source>
        <translation>载入样式</translation>
    </message>
    <message>
        <source>Save the style</source>
        <translation>保存样式</translation>
    </message>
    <message>
        <source>How %1 is drawn</source>
        <translation>%1的样式</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>不注记</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>其余全部</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>“%1” has more than %2 different values; choose another field.</source>
        <translation>“%1”的不同值超过 %2 个，请另选字段。</translation>
    </message>
    <message>
        <source>The style was saved: %1</source>
        <translation>样式已保存：%1</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Hatch</source>
        <translation>填充图案</translation>
    </message>
    <message>
        <source>Colour of the hatch</source>
        <translation>图案颜色</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线</translation>
    </message>
    <message>
        <source>Width of the line</source>
        <translation>线宽</translation>
    </message>
    <message>
        <source>Dashes</source>
        <translation>虚线</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Size of the mark</source>
        <translation>符号大小</translation>
    </message>
    <message>
        <source>One symbol</source>
        <translation>单一符号</translation>
    </message>
    <message>
        <source>A colour for each value</source>
        <translation>按值分色</translation>
    </message>
    <message>
        <source>Field of the categories</source>
        <translation>分类字段</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>注记</translation>
    </message>
    <message>
        <source>Height of letters</source>
        <translation>字高</translation>
    </message>
    <message>
        <source>Colour of letters</source>
        <translation>字色</translation>
    </message>
    <message>
        <source>with halo</source>
        <translation>带描边</translation>
    </message>
    <message>
        <source>Load SLD…</source>
        <translation>载入 SLD…</translation>
    </message>
    <message>
        <source>Save SLD…</source>
        <translation>保存 SLD…</translation>
    </message>
    <message>
        <source>As in the product</source>
        <translation>恢复默认样式</translation>
    </message>
    <message>
        <source>Listing rows</source>
        <translation>列出记录</translation>
    </message>
    <message>
        <source>The condition was not understood.</source>
        <translation>条件看不懂。</translation>
    </message>
    <message>
        <source>Filter: a part of the text, &gt; 10, 5..20</source>
        <translation>筛选：部分文字、&gt; 10、5..20</translation>
    </message>
    <message>
        <source>Hide this column</source>
        <translation>隐藏此列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Selecting rows</source>
        <translation>选择记录</translation>
    </message>
    <message>
        <source>Σ %1: %2</source>
        <translation>Σ %1：%2</translation>
    </message>
    <message>
        <source>Select where, e.g. class_code like &apos;1001%&apos;</source>
        <translation>按条件选择，如 class_code like &apos;1001%&apos;</translation>
    </message>
    <message>
        <source>Condition for selecting rows</source>
        <translation>选择记录的条件</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Attribute table</source>
        <translation>属性表</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 / %2 条</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select &amp;nothing</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Invert the selection</source>
        <translation>反选(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Select and look</source>
        <translation>选择与查看(&amp;S)</translation>
    </message>
    <message>
        <source>Select by a &amp;lasso</source>
        <translation>套索选择(&amp;L)</translation>
    </message>
    <message>
        <source>Measure a &amp;distance</source>
        <translation>量距离(&amp;D)</translation>
    </message>
    <message>
        <source>Measure an &amp;area</source>
        <translation>量面积(&amp;A)</translation>
    </message>
    <message>
        <source>Measure an a&amp;ngle</source>
        <translation>量角度(&amp;N)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Whole map</source>
        <translation>全图(&amp;W)</translation>
    </message>
    <message>
        <source>To the &amp;selection</source>
        <translation>缩放到所选(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Previous view</source>
        <translation>上一视图(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next view</source>
        <translation>下一视图(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Keep this view</source>
        <translation>记住此视图(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Grid of coordinates</source>
        <translation>坐标格网(&amp;G)</translation>
    </message>
    <message>
        <source>Next &amp;panel</source>
        <translation>下一面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Table of the layer</source>
        <translation>图层的表(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy the rows</source>
        <translation>复制记录(&amp;C)</translation>
    </message>
    <message>
        <source>Land-use &amp;balance</source>
        <translation>用地平衡表(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Check the workspace</source>
        <translation>检查工程(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation>下一处发现(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous finding</source>
        <translation>上一处发现(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Selected feature</source>
        <translation>所选要素</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查发现</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>This view is kept: the workspace opens with it.</source>
        <translation>已记住此视图：下次打开从这里开始。</translation>
    </message>
    <message>
        <source>Click: what is under the pointer. Box to the right: what is inside; to the left: what it touches. Shift and click adds, Ctrl toggles. Shift and drag zooms to a box. Esc: nothing selected.</source>
        <translation>单击：光标下的要素。向右框选：框内；向左框选：相交。Shift 单击加选，Ctrl 反选。Shift 拖动放大到框。Esc：取消选择。</translation>
    </message>
    <message>
        <source>Draw around what is to be selected with the left button held. Ctrl toggles. Esc gives up.</source>
        <translation>按住左键圈出要选的要素。Ctrl 反选。Esc 放弃。</translation>
    </message>
    <message>
        <source>Click from point to point. Right click, Enter or double click: done. C: back to the first point. Backspace, Ctrl+Z or Esc: one point back. The first figure is planar, the second on the ellipsoid.</source>
        <translation>逐点单击。右键、Enter 或双击：完成。C：回到首点。Backspace、Ctrl+Z 或 Esc：退一个点。第一个数是平面的，第二个是椭球面的。</translation>
    </message>
    <message>
        <source>%1: %2 rows, %3</source>
        <translation>%1：%2 条，%3</translation>
    </message>
    <message>
        <source>planar %1</source>
        <translation>平面 %1</translation>
    </message>
    <message>
        <source>ellipsoidal %1</source>
        <translation>椭球 %1</translation>
    </message>
    <message>
        <source>There is no land-use balance.</source>
        <translation>没有用地平衡表。</translation>
    </message>
    <message>
        <source>There are no parcels yet. Bring some in to see the balance.</source>
        <translation>还没有宗地。导入宗地后可见平衡表。</translation>
    </message>
    <message>
        <source>Click a number to see its parcels; point at it for the raw value.</source>
        <translation>点数字看地块，悬停看原始值。</translation>
    </message>
    <message>
        <source>Parcels of a number</source>
        <translation>数字对应的地块</translation>
    </message>
    <message>
        <source>Level %1</source>
        <translation>%1 级类</translation>
    </message>
    <message>
        <source>Level of classes</source>
        <translation>分类级别</translation>
    </message>
    <message>
        <source>Click something on the map to see what it is.</source>
        <translation>在地图上点一处，看它是什么。</translation>
    </message>
    <message>
        <source>Planar area</source>
        <translation>平面面积</translation>
    </message>
    <message>
        <source>Ellipsoidal area</source>
        <translation>椭球面积</translation>
    </message>
    <message>
        <source>Perimeter, planar</source>
        <translation>周长（平面）</translation>
    </message>
    <message>
        <source>Length, planar</source>
        <translation>长度（平面）</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Checking the workspace</source>
        <translation>检查工程</translation>
    </message>
    <message>
        <source>The workspace was not checked.</source>
        <translation>没有检查工程。</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>还没有检查</translation>
    </message>
    <message>
        <source>%1 faults, %2 findings in all</source>
        <translation>%1 处必须改，共 %2 处发现</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>现在检查</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter of findings</source>
        <translation>筛选检查发现</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Reading the history</source>
        <translation>读取历史</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>Show earlier steps</source>
        <translation>显示更早的步骤</translation>
    </message>
    <message>
        <source>%1: %2 rows</source>
        <translation>%1：%2 条</translation>
    </message>
    <message>
        <source>Opacity %1 %</source>
        <translation>不透明度 %1 %</translation>
    </message>
    <message>
        <source>Opacity of %1</source>
        <translation>%1 的不透明度</translation>
    </message>
    <message>
        <source>Zoom to the layer</source>
        <translation>缩放到图层</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Open the table</source>
        <translation>打开表</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>地类</translation>
    </message>
    <message>
        <source>n</source>
        <translation>宗</translation>
    </message>
    <message>
        <source>%1 · planar area</source>
        <translation>%1 · 平面面积</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · 第 %2 步</translation>
    </message>
    <message>
        <source>%1 more findings of reading</source>
        <translation>读取时还有 %1 处发现</translation>
    </message>
    <message>
        <source>Redoing a step</source>
        <translation>重做一步</translation>
    </message>
    <message>
        <source>Undoing a step</source>
        <translation>撤销一步</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>什么都没有改。</translation>
    </message>
    <message>
        <source>Parcel, holder, layer, coordinates or command (Ctrl+K)</source>
        <translation>地块号、权利人、图层、坐标或命令（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>More than %1 were found: type more of it</source>
        <translation>找到 %1 条以上：请再多输几个字</translation>
    </message>
    <message>
        <source>Nothing of that name</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>An air photo or other raster below the layers</source>
        <translation>铺在图层下面的航片或其他栅格</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>%1 is drawn as at first.</source>
        <translation>%1按默认样式绘制。</translation>
    </message>
    <message>
        <source>Drawing %1</source>
        <translation>正在绘制%1</translation>
    </message>
    <message>
        <source>The style lasts only until the program ends.</source>
        <translation>样式只保留到程序结束。</translation>
    </message>
    <message>
        <source>Give a command before the picture is taken</source>
        <translation>拍摄窗口图片前执行的命令</translation>
    </message>
    <message>
        <source>Show what a file would become in the workspace</source>
        <translation>预演把文件导入工程</translation>
    </message>
    <message>
        <source>St&amp;yle of the layer</source>
        <translation>图层样式(&amp;Y)</translation>
    </message>
    <message>
        <source>error: there is no command %1</source>
        <translation>错误：没有命令 %1</translation>
    </message>
</context>
</TS>
