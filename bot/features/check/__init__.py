"""Guided checks: asked one question at a time in a thread, answered by button or in words, ending in a result."""

from __future__ import annotations

from bot.features.check import answering, draw, listen, notes, posted, results, talk
from bot.runtime.outbox import View
from bot.runtime.request import Command, Feature

FEATURE = Feature(
    name="check",
    commands={
        "": Command(listen.command, "walk through the SET check: soft skills, experience, technical skills"),
        "soft": Command(listen.command, "the soft skills only"),
        "experience": Command(listen.command, "the experience questions only"),
        "technical": Command(listen.command, "the technical skills only"),
        "resume": Command(listen.resume_command, "go on where you stopped"),
        "result": Command(listen.result_command, "your last result, or what you have so far"),
    },
    actions={
        "check.open": listen.command,
        "check.begin": listen.begin,
        "check.choose": listen.noted,
        "check.visit": listen.noted,
        "check.answer": answering.answer,
        "check.skip": answering.skip,
        "check.again": answering.again,
        "check.pause": listen.pause,
        "check.resume": listen.resume,
        "check.restart": listen.restart,
        "check.why": listen.why,
        "check.result": listen.result_command,
        "check.copy": results.copy,
        "check.pick_answer": results.pick_answer,
        "check.drop_note": notes.drop,
    },
    modals={"check.change": results.change},
    shortcuts={"check_open": listen.command},
    events={"message_changed": notes.edited, "message_deleted": notes.deleted},
    messages=talk.on_message,
    views={
        "check.parent": View(draw.parent, posted.parent),
        "check.begun": View(draw.begun),
        "check.question": View(draw.question),
        "check.folded": View(draw.folded),
        "check.rest": View(draw.rest),
        "check.paused": View(draw.paused),
        "check.explain": View(draw.explain),
        "check.noted": View(draw.noted),
        "check.not_begun": View(draw.not_begun),
        "check.where": View(draw.where),
        "check.choice": View(draw.choice),
        "check.result": View(draw.result),
        "check.last": View(draw.last),
        "check.copy": View(draw.copy),
    },
)
