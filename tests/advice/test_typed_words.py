"""What people type in place of a button, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.catalog import Catalog, Section
from advice.words import Kind, Understood, key, understand


@pytest.fixture(scope="session")
def soft(catalog: Catalog) -> Section:
    return catalog.checks["set"].section("soft")


@pytest.fixture(scope="session")
def experience(catalog: Catalog) -> Section:
    return catalog.checks["set"].section("experience")


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        *(
            (form, "yes")
            for form in ("yes", "Yes", "YES!", "yes.", "*yes*", " yes ", "yep", "sure", "1", "1.", "yes!!!")
        ),
        *(
            (form, "yes")
            for form in ("👍", "👍🏽", ":+1:", ":thumbsup::skin-tone-4:", "yes 👍", "yess", "yesssss", "yse")
        ),
        *((form, "yes") for form in ("1️⃣", "“yes”", "yes 🎉", "ye\u200bs")),
        *((form, "partly") for form in ("partly", "Partly…", "kind of", "kinda", "sort of", "sometimes", "2", "maybe")),
        *(
            (form, "yes")
            for form in ("yes please", "Yes, please!", "I think so", "yes I think", "I think I do", "yess pls")
        ),
        *((form, "partly") for form in ("mostly", "yes, mostly", "mostly yes", "sort of I guess", "I guess sometimes")),
        *((form, "partly") for form in ("working on it", "I'm working on it", "still working on it")),
        *((form, "not_yet") for form in ("nah not really", "no, not really", "definitely not", "I don't think so")),
        *((form, "partly") for form in ("parlty", "partyl", "parly", "kind off", "more or less")),
        *((form, "not_yet") for form in ("not yet", "Not yet.", "notyet", "not-yet", "not_yet", "no", "nope", "nooo")),
        *((form, "not_yet") for form in ("3", "👎", ":-1:", "no tyet", "I can't", "I can’t", "not yte")),
    ],
)
def test_near_forms_of_the_answers(catalog: Catalog, soft: Section, typed: str, choice: str) -> None:
    assert understand(typed, catalog.words, soft.answers) == Understood(Kind.ANSWER, choice)


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("I have it", "yes"),
        ("i can get it", "partly"),
        ("I can get ti", "partly"),
        ("not yet", "not_yet"),
        ("yes", "yes"),
        ("I think so", "yes"),
        ("yes please", "yes"),
        ("working on it", "partly"),
        ("definitely not", "not_yet"),
    ],
)
def test_a_section_has_words_of_its_own(catalog: Catalog, experience: Section, typed: str, choice: str) -> None:
    assert understand(typed, catalog.words, experience.answers) == Understood(Kind.ANSWER, choice)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        *((form, Kind.SKIP) for form in ("skip", "Skip!", "skpi", "skipp", "next", "I don't know", "i don’t know")),
        *((form, Kind.SKIP) for form in ("skip plz", "skip please", "please skip", "pls skip this", "I think skip")),
        *((form, Kind.SKIP) for form in ("🤷", "🤷🏽", "🤷‍♀️", ":shrug:", ":woman-shrugging:", "not sure 🤷")),
        *((form, Kind.BACK) for form in ("go back please", "back pls")),
        *(
            (form, Kind.PAUSE)
            for form in ("pause please", "can we stop", "Can we stop here please", "lets stop", "puase plz")
        ),
        *((form, Kind.BACK) for form in ("back", "go back", "bakc", "previous")),
        *((form, Kind.PAUSE) for form in ("pause", "puase", "stop", "later", "hold on")),
        *((form, Kind.RESUME) for form in ("resume", "continue", "contineu", "go on", "let's go on")),
        *((form, Kind.EXPLAIN) for form in ("help", "why", "Why?", "what does that mean", "what does that mean?")),
        *((form, Kind.EXPLAIN) for form in ("Does pairing count as coaching?", "what?!", "really？", "can I skip?")),
        *((form, Kind.SHOW) for form in ("show", "show what I have", "status", "my results")),
        *((form, Kind.GREETING) for form in ("hi", "Hello", "hey!", "👋", "good morning")),
        *((form, Kind.THANKS) for form in ("thanks", "thank you", "Thx!", ":pray:")),
        *((form, Kind.AGREE) for form in ("ok", "I agree", "agreed")),
    ],
)
def test_the_controls(catalog: Catalog, soft: Section, typed: str, kind: Kind) -> None:
    assert understand(typed, catalog.words, soft.answers) == Understood(kind)


@pytest.mark.parametrize("typed", ["yes", "👍", "sure", "yes please"])
def test_yes_agrees_while_no_question_is_open(catalog: Catalog, typed: str) -> None:
    assert understand(typed, catalog.words, ()) == Understood(Kind.AGREE)


@pytest.mark.parametrize(
    "typed",
    [
        "yes, I did it last year with the payments team",
        "No because my manager does it",
        "skip level meetings taught me that",
        "not yet but soon",
        "I paused the project and we went back to planning",
        "ship", "hope", "party time", "smart", "yes 👎", "4", "0", "12", "", "   ", "...", "\u200b",
        "yes no", "thumbs", "yes 🤷", "please", "i guess", "I think please", "plz plz",
        "please skip the small talk with him", "I think skip level meetings", "definitely not my strongest side",
        "working on it with my mentor", "can we stop the migration", "mostly with the platform team, I guess",
    ],
)  # fmt: skip
def test_anything_else_is_a_note(catalog: Catalog, soft: Section, typed: str) -> None:
    assert understand(typed, catalog.words, soft.answers) == Understood(Kind.OTHER)


@pytest.mark.parametrize(
    "typed",
    [
        "I want to die",
        "i dont want to live anymore",
        "I don’t want to be alive.",
        "sometimes I think about killing myself",
        "KILL MYSELF",
        "thinking of sui\u200bcide again",
        "I feel suicidal, is that normal?",
        "they would be better off without me",
        "What's the point, I'd rather end it all",
        "yes\nI want to kill   myself",
        "I keep hurting myself",
        "no reason to live",
        "kms",
    ],
)
def test_danger_wins_over_everything(catalog: Catalog, soft: Section, typed: str) -> None:
    assert understand(typed, catalog.words, soft.answers) == Understood(Kind.CRISIS)


@pytest.mark.parametrize(
    "typed",
    [
        "this deadline is killing me",
        "I'm dying to try it",
        "we had to kill the process twice",
        "saying that would be career suicide",
        "I'm not going to die on this hill, but I want to die on this hill sometimes",
        "I tend to shoot myself in the foot with estimates",
        "the feature was dead on arrival",
        "that project should die",
        "I could murder a coffee",
        "I live for code reviews",
        "the end of life of our database",
    ],
)
def test_figures_of_speech_are_no_danger(catalog: Catalog, soft: Section, typed: str) -> None:
    assert understand(typed, catalog.words, soft.answers).kind is not Kind.CRISIS


def test_a_figure_of_speech_does_not_hide_danger_beside_it(catalog: Catalog) -> None:
    typed = "it was career suicide and now I want to die"

    assert understand(typed, catalog.words, ()).kind is Kind.CRISIS


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.sampled_from(["yes", "not yet", "skip", "pause"])
)
def test_a_sentence_around_a_word_is_never_that_word(catalog: Catalog, around: str, word: str) -> None:
    sentence = f"{around} {word} we finished the migration in March"
    answers = catalog.checks["set"].section("soft").answers

    assert understand(sentence, catalog.words, answers).kind in (Kind.OTHER, Kind.CRISIS)


@given(st.text(max_size=200))
def test_any_text_is_understood_as_something(catalog: Catalog, text: str) -> None:
    answers = catalog.checks["set"].section("soft").answers
    understood = understand(text, catalog.words, answers)

    assert (understood.choice is not None) == (understood.kind is Kind.ANSWER)


@given(st.text(max_size=80))
def test_comparing_twice_changes_nothing(text: str) -> None:
    assert key(key(text)) == key(text)
