"""What the showcase bot says: one of everything that the page can draw."""

from __future__ import annotations

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & <b>bold?</b>"


def plain(words: str) -> dict:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str, **more) -> dict:
    return {"type": "mrkdwn", "text": words, **more}


def section(words: str, block_id: str, **more) -> dict:
    return {"type": "section", "block_id": block_id, "text": mrkdwn(words), **more}


def button(words: str, action_id: str, value: str = "go", **more) -> dict:
    return {"type": "button", "text": plain(words), "action_id": action_id, "value": value, **more}


def option(words: str, **more) -> dict:
    return {"text": plain(words), "value": words.lower(), **more}


def question(number: int) -> list[dict]:
    return [
        {"type": "context", "block_id": "where", "elements": [mrkdwn(f"*Soft skills* · {number} of 9   `{'▰' * number}{'▱' * (9 - number)}`")]},
        section(
            f"*Question {number}.* Somebody shows you a design. Can you usually point at the part that will jam first?\n"
            "_Yes looks like: in the last half year you named a bottleneck before it hurt._",
            "words",
        ),
        {
            "type": "actions",
            "block_id": "answers",
            "elements": [
                button("I have it", "answer_yes", f"{number}", style="primary"),
                button("I can get it", "answer_partly", f"{number}"),
                button("Not yet", "answer_no", f"{number}"),
                button("Skip", "answer_skip", f"{number}"),
                button("Pause", "pause", style="danger"),
            ],
        },
    ]


def folded(number: int, answer: str) -> list[dict]:
    return [
        section(
            f":white_check_mark: Question {number}: *{answer}*",
            "folded",
            accessory=button("Change", "change", str(number)),
        )
    ]


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
    "bar", "Where you stand", PILLARS, {"Last time": [5, 2, 4], "Now": [7, 3, 4]},
    x_label="Pillar", y_label="Answers yes",
)  # fmt: skip
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
        "segments": [{"label": "Meetings", "value": 19}, {"label": "Review", "value": 8}, {"label": "Code", "value": 4}],
    },
}
CHART_MESSAGES = [[BAR, LINE], [AREA, PIE]]

MARKS = (
    "*bold* _italic_ ~strike~ `code <b>` *_both_* snake_case_stays 3*4*5\n"
    "&gt; a quote with a <https://example.org/a?b=1&amp;c=2|link> in it\n&gt; second line\n"
    "```\ndef f():\n    return '&lt;b&gt;'\n```\n"
    "• one\n• two   <@U0BEN0001>, <#C0GENERAL>, <!here>\n"
    "Bare https://example.org/x. <!date^1795165200^{date_short_pretty} at {time}|some day> :tada: :unknown_one: "
    "<javascript:alert(1)|not a link>"
)
CHOICES = [option("Red"), option("Green", description=plain("calm")), option("Blue")]
GALLERY = [
    {"type": "header", "block_id": "head", "text": plain("Everything at once :sparkles:")},
    section(MARKS, "marks"),
    {"type": "divider", "block_id": "line"},
    {
        "type": "section",
        "block_id": "fields",
        "fields": [mrkdwn("*Role*\nEngineer"), mrkdwn("*Since*\nMarch 2023"), mrkdwn("*Next*\nTech lead"), mrkdwn("*When*\nNot decided")],
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Archive"), option("Forget")]},
    },
    section(
        "Pick a colour",
        "accessory",
        accessory={"type": "static_select", "action_id": "hue", "placeholder": plain("A colour"), "options": CHOICES},
    ),
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "radio_buttons", "action_id": "radio", "options": CHOICES},
            {"type": "checkboxes", "action_id": "boxes", "options": CHOICES},
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-21"},
            {"type": "timepicker", "action_id": "hour", "initial_time": "09:30"},
        ],
    },
    {
        "type": "actions",
        "block_id": "buttons",
        "elements": [
            button("Slow", "slow"),
            button("Gone", "gone"),
            button(
                "Delete all", "wipe", style="danger",
                confirm={"title": plain("Delete all?"), "text": plain("There is no way back."), "confirm": plain("Delete"), "deny": plain("Keep"), "style": "danger"},
            ),
            button("Home", "to_home", url="slack://app?team=T0DEMO001&id=A0CHECK01&tab=home"),
        ],
    },
    {
        "type": "rich_text",
        "block_id": "rich",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "Rich "}, {"type": "text", "text": "bold", "style": {"bold": True}}, {"type": "emoji", "name": "wave", "unicode": "1f44b"}]},
            {"type": "rich_text_list", "style": "ordered", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": words}]} for words in ("first", "second")]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "pre <formatted>"}]},
        ],
    },
    {"type": "image", "block_id": "picture", "image_url": "https://example.org/a.png", "alt_text": "A mountain"},
    {"type": "context", "block_id": "foot", "elements": [mrkdwn("Only you can see this. <slack://app?team=T0DEMO001&id=A0CHECK01&tab=home|Settings> · Why now?")]},
]  # fmt: skip

HOME = {
    "type": "home",
    "blocks": [
        {"type": "header", "block_id": "hi", "text": plain("Where you are")},
        section("No check yet. It takes about *6 minutes*, and you can stop any time.", "intro"),
        {"type": "actions", "block_id": "begin", "elements": [button("Start", "begin", style="primary")]},
        {"type": "divider", "block_id": "rule"},
        {"type": "context", "block_id": "kept", "elements": [mrkdwn("Nothing about you is stored.")]},
    ],
}

MODAL = {
    "type": "modal",
    "callback_id": "note",
    "title": plain("Pick a next step"),
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "blocks": [
        {"type": "section", "block_id": "why", "text": mrkdwn("Small enough for *this month*, done by you alone.")},
        {
            "type": "input", "block_id": "what", "label": plain("What will you do?"), "hint": plain("One sentence is plenty."),
            "element": {"type": "plain_text_input", "action_id": "what", "multiline": True, "max_length": 40},
        },
        {
            "type": "input", "block_id": "when", "label": plain("By when?"), "optional": True,
            "element": {"type": "datepicker", "action_id": "when"},
        },
        {
            "type": "input", "block_id": "kind", "label": plain("Kind"),
            "element": {"type": "radio_buttons", "action_id": "kind", "options": CHOICES[:2], "initial_option": CHOICES[0]},
        },
        {"type": "actions", "block_id": "deeper", "elements": [button("Tell me more", "deeper")]},
    ],
}  # fmt: skip
SECOND = {
    "type": "modal",
    "callback_id": "second",
    "title": plain("More"),
    "close": plain("Back"),
    "blocks": [section("Steps that are small get done.", "words")],
}
