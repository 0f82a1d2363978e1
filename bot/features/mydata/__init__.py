"""Everything kept about a person: seen, taken along, taken in again, erased."""

from __future__ import annotations

from bot.features.mydata import draw, importing, work
from bot.features.mydata.asked import asks
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

SPOKEN = (
    *("my data", "what have you stored about me", "data protection"),
    *("export", "erase", "erase everything", "delete", "delete everything", "delete everything about me", "forget me"),
)
BEGINS = ("delete", "erase", "export", "forget")

FEATURE = Feature(
    name="mydata",
    commands={
        "mydata": Command(
            work.show,
            "everything I keep about you: see it, take it with you, erase it",
            SPOKEN,
            begins=BEGINS,
            asks=asks,
        )
    },
    actions={
        "mydata.show": work.show,
        "mydata.export": work.export,
        "mydata.ask_erase": work.ask_erase,
        "mydata.take_in": importing.take_in,
        "mydata.refuse": importing.refuse,
    },
    modals={"mydata.erase": work.erase},
    views={
        "mydata.shown": View(draw.shown),
        "mydata.exported": View(draw.exported),
        "mydata.offered": View(draw.offered),
        "mydata.part": View(draw.part, draw.part_sent),
    },
)
