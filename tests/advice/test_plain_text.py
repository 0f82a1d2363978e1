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
        "Strengths\n- giving hard feedback",
        "- saying no and staying kind (Not yet)",
        f"Gain it: {check.question('S4').gain[0].text}",
        "Lean on giving hard feedback: ",
        "- saying no and staying kind: Partly → Not yet",
        "- saying no and staying kind: said no to the rewrite",
        "- saying no and staying kind: went well",
        "(Kanch, The Path to Becoming a Technology Leader (2022))",
        check.closing.text,
    ):
        assert said in text


def test_parts_without_content_leave_no_heading(check: Check) -> None:
    text = as_text(conclude(check, {}, EVERYTHING, None, None), check, {})

    for heading in ("Strengths", "Worth working on", "Step 1", "Changed since last time", "Your notes", "Kanch"):
        assert heading not in text
    assert check.no_answers.text in text
