from advice.catalog import Catalog, Check
from advice.result import as_text, conclude

EVERYTHING = ("soft", "experience", "technical")


def test_the_text_holds_the_whole_result(catalog: Catalog, check: Check) -> None:
    answers = {"S4": "not_yet", "S6": "yes", "E1": "partly"}
    result = conclude(check, answers, EVERYTHING, "stuck", "people", previous={"S4": "partly"})

    text = as_text(result, check, {"S4": ["said no to the rewrite", "went well"]}, catalog.cite)

    for said in (
        "You came here because you feel stuck.",
        "Soft skills: ",
        "Strengths\n- Giving hard feedback",
        "- Saying no and staying kind (Not yet)",
        "Step 1: Saying no and staying kind\n",
        f"Gain it: {check.question('S4').gain[0].text}",
        "Lean on giving hard feedback: ",
        "- Saying no and staying kind: Partly, then Not yet",
        "- Saying no and staying kind: said no to the rewrite",
        "- Saying no and staying kind: went well",
        "(Kanch, The Path to Becoming a Technology Leader (2022))",
        check.closing.text,
    ):
        assert said in text


def test_parts_without_content_leave_no_heading(check: Check) -> None:
    text = as_text(conclude(check, {}, EVERYTHING, None, None), check, {})

    for heading in ("Strengths", "Worth working on", "Step 1", "Changed since last time", "Your notes", "Kanch"):
        assert heading not in text
    assert check.no_answers.text in text


def test_no_line_begins_in_lower_case(check: Check) -> None:
    answers = {question.id: "yes" if number % 2 else "partly" for number, question in enumerate(check.questions)}
    before = dict.fromkeys(answers, "not_yet")
    notes = {question.id: ["a word of mine"] for question in check.questions}

    text = as_text(conclude(check, answers, EVERYTHING, None, None, previous=before), check, notes)

    assert [line for line in text.splitlines() if line.removeprefix("- ")[:1].islower()] == []
