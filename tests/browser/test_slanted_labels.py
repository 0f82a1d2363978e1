"""Labels of a chart that have no room side by side lean, and are read to their first letter."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.showcase_charts import chart
from tests.browser.window import ANA
from tests.playground.echo import web_client

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 480])
@pytest.mark.parametrize("kind", ["bar", "line"])
def test_no_slanted_label_is_cut_off(screen, slack, width, kind):
    categories = ["Engineer until 2018", "Tech lead to 2021", "Manager now", "Later"]
    block = chart(kind, "Swings", categories, {"Years": [7, 3, 2, 1]})
    screen.page.set_viewport_size({"width": width, "height": 860})
    web_client(slack).chat_postMessage(channel=ANA, text="Swings", blocks=[block])
    screen.open(ANA)
    svg = screen.main.locator("figure.chart svg")
    expect(svg).to_be_visible()
    edges = svg.evaluate(
        """svg => [svg, ...svg.querySelectorAll("text")].map((node) => node.getBoundingClientRect())
            .map(({left, right, top, bottom}) => [left, -right, top, -bottom])"""
    )
    frame, *labels = edges
    assert len(labels) > len(categories)
    for label in labels:
        assert all(inner >= outer - 0.5 for inner, outer in zip(label, frame, strict=True)), (label, frame)
