"""Guided checks: asked one question at a time in a thread, answered by button or in words, ending in a result."""

from __future__ import annotations

from bot.features.check import answering, draw, notes, result_draw, results, talk, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

FEATURE = Feature(
    name="check",
    commands={
        "": Command(
            work.open_check,
            "walk through the SET check: soft skills, experience, technical skills",
            ("start", "begin", "check", "careercheck", "set check", "start over", "restart"),
        ),
        "soft": Command(work.open_check, "the soft skills only"),
        "experience": Command(work.open_check, "the experience questions only"),
        "technical": Command(work.open_check, "the technical skills only"),
        "resume": Command(work.go_on, "go on where you stopped"),
        "pause": Command(work.leave_off, "leave the rest for later"),
        "result": Command(results.show, "your last result, or what you have so far"),
    },
    actions={
        "check.open": work.open_check,
        "check.begin": work.begin,
        "check.choose": work.noted,
        "check.visit": work.noted,
        "check.answer": answering.answer,
        "check.skip": answering.skip,
        "check.again": answering.again,
        "check.pause": work.pause,
        "check.resume": work.resume,
        "check.restart": work.restart,
        "check.why": work.why,
        "check.result": results.show,
        "check.copy": results.copy,
        "check.pick_answer": results.pick_answer,
        "check.drop_note": notes.drop,
    },
    modals={"check.change": results.change},
    shortcuts={"check_open": work.open_check},
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
        "check.copy": View(result_draw.copy),
    },
)
