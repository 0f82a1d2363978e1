"""The rules of `data_visualization`: what a native chart may hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.rules import Rule, both, fields, items, number, problem, string, typed

MOST_SERIES = 6
MOST_POINTS = 20
LABEL = string(20, 1)
POINT = fields({"label": LABEL, "value": number()})
SERIES = fields({"name": LABEL, "data": items(POINT, MOST_POINTS)})
AXIS = fields({"categories": items(LABEL, MOST_POINTS)}, {"x_label": string(50), "y_label": string(50)})
SEGMENT = fields({"label": LABEL, "value": number(above=0)})


def _series_fit(chart: Any, at: str) -> Iterator[str]:
    """Names differ, and every series has one point for each category, in the same order."""
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) != len(names):
        yield problem("series names must be unique", f"{at}/series")
    for index, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != chart["axis_config"]["categories"]:
            yield problem("data labels must match the categories", f"{at}/series/{index}/data")


LINES: Rule = both(fields({"series": items(SERIES, MOST_SERIES), "axis_config": AXIS}), _series_fit)
PIE: Rule = fields({"segments": items(SEGMENT, MOST_SERIES)})
CHART: Rule = fields(
    {"title": string(50, 1), "chart": typed({"pie": PIE, "bar": LINES, "line": LINES, "area": LINES})},
    {"block_id": string(255, 1)},
)
