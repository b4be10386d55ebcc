"""Draws a polygon layer with QGIS: a colour for each value of a field and a border, as bench_render
does. Usage: /usr/bin/python3 qgis_render.py FILE LAYER FIELD WIDTHxHEIGHT…

Prints for each size and each part of the full width "picture_WxH_1/PART_ms first F best B": the first
drawing after loading, and the best of those that follow."""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.core import (Qgis, QgsApplication, QgsCategorizedSymbolRenderer, QgsFillSymbol,
                       QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle,
                       QgsRendererCategory, QgsVectorLayer)

PARTS = (1, 3, 10, 100)
RUNS = 3
CENTRE = (0.45, 0.48)  # of the picture, from its upper left corner; as in bench_render


def layer_of(file, name, field):
    layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
    if not layer.isValid():
        sys.exit(f"QGIS cannot open {file}")
    categories = []
    for i, value in enumerate(sorted(layer.uniqueValues(layer.fields().indexFromName(field)))):
        colour = QColor.fromHsv((i * 47) % 360, 90, 230)
        symbol = QgsFillSymbol.createSimple({
            "color": colour.name(), "outline_color": "#6e6e6e", "outline_width": "0.1"})
        categories.append(QgsRendererCategory(value, symbol, str(value)))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    return layer


def view_of(whole, part):
    x = whole.xMinimum() + CENTRE[0] * whole.width()
    y = whole.yMaximum() - CENTRE[1] * whole.height()
    width, height = whole.width() / part, whole.height() / part
    left, top = x - CENTRE[0] * width, y + CENTRE[1] * height
    return QgsRectangle(left, top - height, left + width, top)


def drawn(layer, width, height, extent):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(width, height))
    settings.setExtent(extent)
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    job = QgsMapRendererParallelJob(settings)
    start = time.monotonic()
    job.start()
    job.waitForFinished()
    spent = 1000 * (time.monotonic() - start)
    return spent, job.renderedImage()


def main():
    file, name, field, *sizes = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    layer = layer_of(file, name, field)
    print("qgis", Qgis.QGIS_VERSION)
    for size in sizes:
        width, height = map(int, size.split("x"))
        settings = QgsMapSettings()
        settings.setOutputSize(QSize(width, height))
        settings.setExtent(layer.extent())
        whole = settings.visibleExtent()
        for part in PARTS:
            times = [drawn(layer, width, height, view_of(whole, part))[0] for _ in range(RUNS)]
            print(f"picture_{size}_1/{part}_ms first {times[0]:.1f} best {min(times[1:]):.1f}",
                  flush=True)
    del layer  # before the program that it lives in
    application.exitQgis()


if __name__ == "__main__":
    main()
