"""The brag document: what somebody has to show for themselves, collected for them alone."""

from __future__ import annotations

from bot.features.brag import draw, handing, one_on_one, saving, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

NAMES = ("brag document", "brag doc", "brag", "evidence")
SPOKEN = (
    *(f"{verb}{my}{name}" for verb in ("", "show ", "edit ", "export ") for my in ("", "my ") for name in NAMES),
    *("my accomplishments", "my achievements", "prepare my 1:1", "prepare my one on one"),
)

FEATURE = Feature(
    name="brag",
    commands={
        "brag": Command(
            work.asked,
            "what you have to show: notes, finished steps, and what you `add`",
            SPOKEN,
            begins=("brag:", "brag,"),
        )
    },
    actions={
        "brag.show": work.show,
        "brag.page": work.page,
        "brag.new": work.new,
        "brag.edit": work.edit,
        "brag.drop": work.drop,
        "brag.hand_over": handing.hand_over,
        "brag.prepare": one_on_one.prepare,
    },
    modals={"brag.save": saving.save, "brag.build": one_on_one.build},
    shortcuts={"brag_save": work.take},
    hears=work.hears,
    messages=work.on_message,
    views={
        "brag.card": View(draw.card),
        "brag.saved": View(draw.saved),
        "brag.markdown": View(draw.markdown),
        "brag.message": View(draw.message),
    },
)
