<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>tuban</name>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinate reference system “%1” is not known. Give an EPSG code such as EPSG:4548.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way from one coordinate reference system to the other[ (%1)]. Choose another one with --crs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going from one coordinate reference system to the other[ (%1)] changes the datum[ (%2)], and no parameters for that are known: positions would be wrong by tens of metres. Keep the data in its own system, or transform it first with parameters of your area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinates span more than exact areas allow. Check the coordinate reference system, and features far off the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read[: %2].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of no format that can be read here[ (%2)]. GeoPackage, Shapefile, GeoJSON, KML, GML, DXF and file geodatabase can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%3 has no layer “%1”. Its layers: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has several layers. Name one as FILE:LAYER. They are: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%3 has no field “%1”. Its fields: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no polygons[ (%2)], so there are no areas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 failed[: %2]. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refers to other files or to the network[ (%2)]. Only plain local files are opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written[: %2]. A file of that name from before is unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Give another name, or remove it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table %1 is damaged: %2[ (%3)].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table %1 is missing. It comes with the program: install it again, or set TUBAN_HOME to its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no class table “%1”. Known: %2, none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The codes fit several class tables (%1), which read these codes differently: %2. Say which one holds with --classification.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level %1 does not exist. Levels: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No field of %1 holds class codes that are known here. Name it with --code-field (and --classification none for codes of your own). Its fields: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no usable field for the registered area. Name it with --area-field. Its fields: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no cell “%1”. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts differ from the control area by %1, more than rounding explains[ (%2)]. Nothing was adjusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer names no known coordinate reference system; its coordinates are taken as %1.[ They look like %2.]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data is in degrees (%1). Areas are measured in %2, chosen by its place; name another system with --crs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web Mercator enlarges areas (by two thirds at 39° north). Areas are measured in %2 instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transformed from %1 to %2[, accuracy %3 m].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eastings begin with zone %1, but the coordinate reference system (%2) says %3. Planar areas do not suffer; positions and ellipsoidal areas do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data lies up to %1 km from the central meridian of %2: this is probably the wrong zone, and planar areas are too large by about %3 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>North and east seem to be swapped (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts were read as %1[ (the file says %3)][; texts: %2].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reader says: %1[ (× %2)]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all coordinates lie on the 0.1 mm grid; areas are measured on a grid of %1 decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feature has no geometry[ (%1)]; it counts with no area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The geometry is no polygon[ (%1)]; what is none has no area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A coordinate is no usable number[ (%1)]; the feature counts with no area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rings with fewer than three vertices were left out: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygon is invalid (%1) and was repaired for this measurement: %2 m² before, %3 m² after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygon is invalid (%1) and cannot be repaired: it counts with no area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes are read with class table %1, which knows %4 of %5 codes (%2 of %3 parcels).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code “%1” (parcels: %2) is not in the class table; it keeps a row of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels without a class code: %1; they keep a row of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels without a registered area: %1; they count with their planar area, %2 m² in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[%1: ]%4 takes %5 % of urban construction land; advised:[ ≥ %6 %][ ≤ %7 %] (%8, clause %9).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the plan says %2, its parts give %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Districts overlap: %1 m² in %2 places, the largest of %3 m². Land there counts in each of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%2 features are named “%1”; they make one district.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcels overlap: %1 m² in %2 places, the largest of %3 m². Overlaps count once for each parcel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District “%1”: %2 m² (%3 %) are covered by no parcel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 m² of the parcels lie in no district (%2 %).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No class table knows the codes (%5 different ones); they are taken as plain values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1[, feature %2][, at %3]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more of this kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>areas need a projected system, and %1 is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain metres</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
