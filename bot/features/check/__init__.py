"""Guided checks: asked one question at a time in a thread, answered by button or in words, ending in a result."""

from __future__ import annotations

from bot.features.check import (
    answering,
    around_draw,
    draw,
    listing,
    notes,
    opening,
    result_draw,
    results,
    talk,
    work,
)
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

FEATURE = Feature(
    name="check",
    commands={
        "": Command(
            opening.open_check,
            "walk through the SET check: soft skills, experience, technical skills",
            ("begin", "check", "careercheck", "set check", "the set check", "start the check", "start over", "restart"),
        ),
        "checks": Command(
            listing.show,
            "every check, with a line and a button each",
            ("all checks", "other checks", "the other checks", "list", "list of checks", "which checks are there"),
        ),
        "soft": Command(opening.open_check, "the soft skills only"),
        "experience": Command(opening.open_check, "the experience questions only"),
        "technical": Command(opening.open_check, "the technical skills only"),
        "resume": Command(work.go_on, "go on where you stopped"),
        "pause": Command(work.leave_off, "leave the rest for later"),
        "result": Command(results.show, "your last result, or what you have so far"),
    },
    from_content=opening.of_guides,
    actions={
        "check.open": opening.open_check,
        "check.list": listing.show,
        "check.begin": work.begin,
        "check.choose": work.noted,
        "check.visit": work.noted,
        "check.answer": answering.answer,
        "check.skip": answering.skip,
        "check.again": answering.again,
        "check.pause": work.pause,
        "check.resume": work.resume,
        "check.restart": opening.restart,
        "check.why": work.why,
        "check.result": results.show,
        "check.copy": results.copy,
        "check.pick_answer": results.pick_answer,
        "check.drop_note": notes.drop,
    },
    modals={"check.change": results.change},
    shortcuts={"check_open": opening.open_check},
    events={"message_changed": notes.edited, "message_deleted": notes.deleted},
    messages=talk.on_message,
    views={
        "check.parent": View(draw.parent, work.placed),
        "check.begun": View(draw.begun),
        "check.question": View(draw.question),
        "check.folded": View(draw.folded),
        "check.rest": View(draw.rest),
        "check.paused": View(draw.paused),
        "check.explain": View(draw.explain),
        "check.noted": View(draw.noted),
        "check.not_begun": View(draw.not_begun),
        "check.taken": View(draw.taken),
        "check.where": View(draw.where),
        "check.choice": View(draw.choice),
        "check.result": View(result_draw.result),
        "check.last": View(result_draw.last),
        "check.all": View(listing.draw),
        "check.under_way": View(around_draw.which),
        "check.not_for_you": View(around_draw.not_for_you),
        "check.copy": View(result_draw.copy),
    },
)
