"""The charts of the showcase bot: one of each kind."""

from __future__ import annotations


def chart(kind: str, title: str, categories: list[str], series: dict[str, list[float]], **axes: str) -> dict:
    drawn = [
        {"name": name, "data": [{"label": c, "value": v} for c, v in zip(categories, values, strict=True)]}
        for name, values in series.items()
    ]
    config = {"categories": categories, **axes}
    return {
        "type": "data_visualization",
        "block_id": title.lower().replace(" ", "_"),
        "title": title,
        "chart": {"type": kind, "series": drawn, "axis_config": config},
    }


PILLARS = ["Soft skills", "Experience", "Technical"]
BAR = chart(
    "bar",
    "Where you stand",
    PILLARS,
    {"Last time": [5, 2, 4], "Now": [7, 3, 4]},
    x_label="Pillar",
    y_label="Answers yes",
)
QUARTERS = [f"20{y} Q{q}" for y in (24, 25) for q in range(1, 5)]
LINE = chart(
    "line", "Hands-on share", QUARTERS, {"You": [80, 62, 40, 25, -5, 10, 20, 35], "Team": [50] * 8}, y_label="Percent"
)
AREA = chart("area", "Weeks away", QUARTERS[:5], {"Weeks": [0, 13, 26, 39, 52]}, x_label="Quarter")
PIE = {
    "type": "data_visualization",
    "block_id": "pie",
    "title": "How the week goes",
    "chart": {
        "type": "pie",
        "segments": [
            {"label": "Meetings", "value": 19},
            {"label": "Review", "value": 8},
            {"label": "Code", "value": 4},
        ],
    },
}
CHART_MESSAGES = [[BAR, LINE], [AREA, PIE]]
