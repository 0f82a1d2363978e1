"""What the showcase bot says: one of everything that the page can draw."""

from __future__ import annotations

from tests.playground.echo import button, section, text

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & <b>bold?</b>"


def mrkdwn(words: str) -> dict:
    return text(words, "mrkdwn")


def option(words: str, **more) -> dict:
    return {"text": text(words), "value": words.lower(), **more}


def question(number: int) -> list[dict]:
    return [
        {
            "type": "context",
            "block_id": "where",
            "elements": [mrkdwn(f"*Soft skills* · {number} of 9   `{'▰' * number}{'▱' * (9 - number)}`")],
        },
        section(
            f"*Question {number}.* Did you teach a colleague something this month that they have used since?\n"
            "_For example: a shortcut, a tool, a way to find a bug._",
            block_id="words",
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
            block_id="folded",
            accessory=button("Change", "change", str(number)),
        )
    ]


MARKS = (
    "*bold* _italic_ ~strike~ `code <b>` *_both_* snake_case_stays 3*4*5\n"
    "&gt; a quote with a <https://example.org/a?b=1&amp;c=2|link> in it\n&gt; second line\n"
    "```\ndef f():\n    return '&lt;b&gt;'\n```\n"
    "• one\n• two   <@U0BEN0001>, <#C0GENERAL>, <!here>\n"
    "Bare https://example.org/x. <!date^1795165200^{date_short_pretty} at {time}|some day> :tada: :unknown_one: "
    "<javascript:alert(1)|not a link>"
)
CHOICES = [option("Red"), option("Green", description=text("calm")), option("Blue")]
GALLERY = [
    {"type": "header", "block_id": "head", "text": text("Everything at once :sparkles:")},
    section(MARKS, block_id="marks"),
    {"type": "divider", "block_id": "line"},
    {
        "type": "section",
        "block_id": "fields",
        "fields": [
            mrkdwn("*Role*\nEngineer"),
            mrkdwn("*Since*\nMarch 2023"),
            mrkdwn("*Next*\nTech lead"),
            mrkdwn("*When*\nNot decided"),
        ],
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("Archive"), option("Forget")]},
    },
    section(
        "Pick a colour",
        block_id="accessory",
        accessory={"type": "static_select", "action_id": "hue", "placeholder": text("A colour"), "options": CHOICES},
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
                "Delete all",
                "wipe",
                style="danger",
                confirm={
                    "title": text("Delete all?"),
                    "text": text("There is no way back."),
                    "confirm": text("Delete"),
                    "deny": text("Keep"),
                    "style": "danger",
                },
            ),
            button("Home", "to_home", url="slack://app?team=T0DEMO001&id=A0CHECK01&tab=home"),
        ],
    },
    {
        "type": "rich_text",
        "block_id": "rich",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich "},
                    {"type": "text", "text": "bold", "style": {"bold": True}},
                    {"type": "emoji", "name": "wave", "unicode": "1f44b"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
                    for words in ("first", "second")
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "pre <formatted>"}]},
        ],
    },
    {"type": "image", "block_id": "picture", "image_url": "https://example.org/a.png", "alt_text": "A mountain"},
    {
        "type": "context",
        "block_id": "foot",
        "elements": [mrkdwn("Change what you get in <slack://app?team=T0DEMO001&id=A0CHECK01&tab=home|Settings>.")],
    },
]

HOME = {
    "type": "home",
    "blocks": [
        {"type": "header", "block_id": "hi", "text": text("Where you are")},
        section("No check yet. It takes about *6 minutes*, and you can stop any time.", block_id="intro"),
        {"type": "actions", "block_id": "begin", "elements": [button("Start", "begin", style="primary")]},
        {"type": "divider", "block_id": "rule"},
        {"type": "context", "block_id": "kept", "elements": [mrkdwn("Nothing about you is stored.")]},
    ],
}

MODAL = {
    "type": "modal",
    "callback_id": "note",
    "title": text("Pick a next step"),
    "submit": text("Save"),
    "close": text("Cancel"),
    "blocks": [
        {"type": "section", "block_id": "why", "text": mrkdwn("Pick something that fits into *one week*.")},
        {
            "type": "input",
            "block_id": "what",
            "label": text("What will you do?"),
            "hint": text("One sentence is plenty."),
            "element": {"type": "plain_text_input", "action_id": "what", "multiline": True, "max_length": 40},
        },
        {
            "type": "input",
            "block_id": "when",
            "label": text("By when?"),
            "optional": True,
            "element": {"type": "datepicker", "action_id": "when"},
        },
        {
            "type": "input",
            "block_id": "kind",
            "label": text("Kind"),
            "element": {
                "type": "radio_buttons",
                "action_id": "kind",
                "options": CHOICES[:2],
                "initial_option": CHOICES[0],
            },
        },
        {"type": "actions", "block_id": "deeper", "elements": [button("Tell me more", "deeper")]},
    ],
}
CREW = {
    "type": "modal",
    "callback_id": "crew",
    "title": text("A crew"),
    "submit": text("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "lead",
            "label": text("Who leads it?"),
            "element": {"type": "users_select", "action_id": "lead", "initial_user": "U0BEN0001"},
        },
        {
            "type": "input",
            "block_id": "crew",
            "label": text("Who is in it?"),
            "element": {"type": "multi_users_select", "action_id": "crew", "max_selected_items": 2},
        },
    ],
}
SECOND = {
    "type": "modal",
    "callback_id": "second",
    "title": text("More"),
    "close": text("Back"),
    "blocks": [section("Steps that are small get done.", block_id="words")],
}
