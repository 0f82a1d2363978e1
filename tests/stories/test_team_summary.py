"""A team's summary: who gets it, where, always the same; who does not hears one sentence, and it is written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advice.disclosure import REFUSAL
from advice.plain_summary import as_text
from advice.release import Release
from bot.cli import app
from bot.jobs import forget_audit
from bot.store import summaries, teams
from tests.kit import Json, Somebody, words
from tests.kit_statements import statements
from tests.kit_storage import on_both
from tests.kit_teams import LEAD, WORKSPACE
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.reading import (
    MEMBER,
    NEXT,
    STRANGER,
    VIEWER,
    Company,
    a_company,
    drawn,
    press,
    summaries_of,
)

SENT = "I've sent it to our conversation."


@pytest.fixture
def company(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Company]:
    """A company of a team of six, and nothing told yet."""
    database = "" if backend == "sqlite" else request.getfixturevalue("database_url")
    with every_statement_names_its_workspace(), a_company(tmp_path, database=database) as made:
        yield made


@pytest.fixture
def told(company: Company) -> Company:
    """The same, after the first close."""
    company.closes()
    return company


def stored(company: Company) -> summaries.Summary:
    found = company.reads(lambda connection: summaries.released(connection, WORKSPACE, company.team.id))
    assert found
    return found


def another_team(company: Company, lead: str = LEAD) -> str:
    """Let somebody lead one more team, of which nothing was told."""
    return company.writes(lambda rows: rows.team("Guild", lead)).id


def outcomes(company: Company) -> list[tuple[str | None, str, str | None, str]]:
    return [(entry.user_id, entry.action, entry.about, entry.outcome) for entry in company.audited()]


# What is read


def test_a_lead_asks_in_a_channel_and_gets_it_in_their_own_conversation(told: Company) -> None:
    told.lead.runs("/careercheck summary", channel="general")

    (summary,) = summaries_of(told.lead)
    assert not summary["ephemeral"]
    assert words(summary).startswith("Team summary as of 30 September 2026")
    answered = told.lead.sees(SENT)
    assert answered["ephemeral"]
    assert answered["channel"] != summary["channel"]
    for other in (told.stranger, told.member, told.viewer):
        other.does_not_see("Team summary")


@pytest.mark.parametrize("said", ["summary", "team summary", "Show me the summary!", "my team's summary"])
def test_it_is_asked_for_in_words_too(told: Company, said: str) -> None:
    told.lead.writes(said, thread=False)

    assert len(summaries_of(told.lead)) == 1
    told.lead.does_not_see(SENT)


def test_it_says_in_a_picture_and_in_words_how_it_is_and_what_a_lead_could_do(told: Company) -> None:
    told.lead.runs("/careercheck summary")

    (summary,) = summaries_of(told.lead)
    said = words(summary)
    assert "As of 30 September 2026. People counted: *5-9*." in said
    for section in ("Soft skills", "Experience", "Technical skills"):
        assert f"{section}: *most*" in said
    assert charted(summary) == {"Band": [3, 3, 3]}
    assert "Blurred and confidential" in said


def charted(summary: Json) -> dict[str, list[int]]:
    """Return the columns of a summary's chart."""
    (chart,) = [block for block in summary["blocks"] if block["type"] == "data_visualization"]
    return {one["name"]: [point["value"] for point in one["data"]] for one in chart["chart"]["series"]}


def test_low_rows_come_with_something_a_lead_could_do_and_where_it_is_from(company: Company) -> None:
    company.writes(lambda rows: rows.takes_the_check(*[f"U0{n:07d}" for n in range(6)], choice="not_yet"))
    company.closes()

    company.lead.runs("/careercheck summary")

    assert charted(summaries_of(company.lead)[-1]) == {"Band": [1, 1, 1], "Highest band": [3, 3, 3]}
    said = words(summaries_of(company.lead)[-1])
    assert said.count("What a lead could do:") == 1  # with sections only the lowest one
    release = Release.read(stored(company).body or "")
    assert release.ideas[0].source in said


def test_whatever_way_it_is_asked_for_and_by_whom_it_is_the_same_byte_for_byte(told: Company) -> None:
    lead, viewer, member = told.lead, told.viewer, told.member
    for _ in range(5):
        lead.runs("/careercheck summary")
        viewer.writes("summary", thread=False)
        viewer.opens_home()
        viewer.clicks_home("See the team's summary")
        member.runs("/careercheck who-sees-what")
        member.clicks("Read the summary")
        told.world.passes(days=1)

    shown = [json.dumps(drawn(each)) for who in (lead, viewer, member) for each in summaries_of(who)]
    assert len(shown) == 20
    assert len(set(shown)) == 1
    assert len({each["text"] for who in (lead, viewer, member) for each in summaries_of(who)}) == 1
    for who in (lead, viewer):
        who.clicks("Copy as text")
    assert len({words(who.sees("The team summary as text")) for who in (lead, viewer)}) == 1
    assert [pull.user_id for pull in told.pulled()] == [VIEWER, LEAD, *[VIEWER, VIEWER, LEAD] * 5]


def test_whoever_comes_or_goes_after_the_close_changes_nothing(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.writes(lambda rows: rows.joins(told.team, STRANGER).leaves(told.team, MEMBER))
    told.lead.runs("/careercheck summary")
    told.writes(lambda rows: teams.let_read(rows.connection, told.team, "U00000001", rows.now))
    told.lead.runs("/careercheck summary")

    first, *others = summaries_of(told.lead)
    assert [drawn(other) for other in others] == [drawn(first)] * 2


def test_what_is_answered_after_the_close_changes_nothing_before_the_next_one(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.writes(lambda rows: rows.takes_the_check(*[f"U0{n:07d}" for n in range(6)], choice="not_yet"))
    told.world.passes(days=80)
    told.lead.runs("/careercheck summary")
    first, second = summaries_of(told.lead)
    assert drawn(first) == drawn(second)

    told.closes(NEXT)
    told.lead.runs("/careercheck summary")
    assert drawn(summaries_of(told.lead)[-1]) != drawn(first)


def test_earlier_ones_are_as_they_were_then(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    first = summaries_of(told.lead)[-1]
    told.writes(lambda rows: rows.takes_the_check(*[f"U0{n:07d}" for n in range(6)], choice="not_yet"))
    told.closes(NEXT)
    told.lead.runs("/careercheck summary")

    told.lead.clicks("Earlier summaries")
    told.lead.clicks("30 September 2026")

    again = summaries_of(told.lead)[-1]
    assert again["ts"] != first["ts"]
    assert drawn(again) == drawn(first)
    assert [pull.user_id for pull in told.pulled()] == [LEAD] * 3


def test_its_text_can_be_copied_and_is_the_stored_one(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.lead.clicks("Copy as text")

    copied = told.lead.sees("The team summary as text")
    assert as_text(Release.read(stored(told).body or "")) in words(copied)
    assert copied["channel"] == summaries_of(told.lead)[0]["channel"]


def test_whoever_may_read_several_says_which(told: Company) -> None:
    another_team(told)

    told.lead.runs("/careercheck summary", channel="general")
    told.lead.sees("You may read the summaries of more than one team.")
    assert summaries_of(told.lead) == []
    told.lead.clicks("See the summary", on=told.lead.with_button("See the summary"))

    assert len(summaries_of(told.lead)) == 1
    assert outcomes(told) == [(LEAD, "summary.pull", told.team.id, "done")]


@on_both
def test_every_pull_is_written_down_for_the_members_and_the_operator(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.viewer.runs("/careercheck summary")
    told.viewer.clicks("Copy as text")
    told.member.runs("/careercheck who-sees-what")
    told.member.clicks("Read the summary")

    assert [pull.user_id for pull in told.pulled()] == [VIEWER, VIEWER, LEAD]
    assert outcomes(told) == [
        (VIEWER, "summary.copy", told.team.id, "done"),
        (VIEWER, "summary.pull", told.team.id, "done"),
        (LEAD, "summary.pull", told.team.id, "done"),
    ]


@on_both
@pytest.mark.parametrize("action", ["summary.pull", "summary.copy"])
def test_a_click_that_is_brought_twice_was_read_once(told: Company, action: str) -> None:
    told.lead.runs("/careercheck help")
    summary = stored(told).id
    for action_ts in ("1796000000.000100", "1796000000.000100", "1796000007.000100"):
        clicks(told, told.lead, action, f"{told.team.id}|{summary}", action_ts)
    told.world.passes(minutes=1)

    assert [pull.user_id for pull in told.pulled()] == [LEAD, LEAD]
    assert outcomes(told) == [(LEAD, action, told.team.id, "done")] * 2
    assert len([m for m in told.lead.messages() if "eam summary as of" in m["text"] or "to copy" in m["text"]]) == 2


def clicks(company: Company, who: Somebody, action: str, value: str, action_ts: str) -> None:
    """Bring a click to the bot, as Slack does."""
    body = {
        "team": {"id": WORKSPACE},
        "user": {"id": who.id},
        "actions": [{"type": "button", "action_id": action, "value": value, "action_ts": action_ts}],
        "container": {"type": "view", "view_id": "V1"},
    }
    company.world.bot.router.on_click(lambda **_given: None, body)  # type: ignore[arg-type]


# Who gets nothing

Change = Callable[[Company], None]


def nothing(_company: Company) -> None:
    """Leave all as it is."""


def leads_no_longer(company: Company) -> None:
    def hand_over(rows: object) -> None:
        connection = rows.connection  # type: ignore[attr-defined]
        now = company.world.clock.now()
        teams.end_reading(connection, company.team, LEAD, now)
        teams.let_read(connection, company.team, STRANGER, now, leads=True)

    company.writes(hand_over)


def reads_no_longer(company: Company) -> None:
    company.writes(lambda rows: teams.end_reading(rows.connection, company.team, VIEWER, company.world.clock.now()))


def is_dissolved(company: Company) -> None:
    company.writes(lambda rows: rows.dissolves(company.team))


WITHOUT = [
    pytest.param(STRANGER, nothing, id="has to do with no team"),
    pytest.param(MEMBER, nothing, id="is a member"),
    pytest.param(LEAD, leads_no_longer, id="led it once"),
    pytest.param(VIEWER, reads_no_longer, id="was named once"),
    pytest.param(LEAD, is_dissolved, id="leads a team that is dissolved"),
    pytest.param(VIEWER, is_dissolved, id="may read of a team that is dissolved"),
]


@pytest.mark.parametrize(("user", "change"), WITHOUT)
def test_who_may_not_hears_one_sentence_whichever_way_they_ask(told: Company, user: str, change: Change) -> None:
    who = told.who(user)
    summary_id = stored(told).id
    who.opens_home()
    change(told)

    who.runs("/careercheck summary", channel="general")
    refused(told, who, summary_id)

    assert summaries_of(who) == []
    assert told.pulled() == []
    assert {entry.outcome for entry in told.audited()} == {"refused"}
    assert {entry.user_id for entry in told.audited()} == {user}


def refused(company: Company, who: Somebody, summary_id: str) -> None:
    """Press everything there is, with values that others have and with made-up ones."""
    team = company.team.id
    for value in (team, f"{team}|{summary_id}", "", "|", "x|y", f"x|{summary_id}", f"{team}|x"):
        for action in ("summary.pull", "summary.copy", "summary.earlier"):
            press(company.world, who, action, value)
    heard = [words(message) for message in who.messages() if message["ephemeral"]]
    assert len(heard) == 22
    assert set(heard) == {heard[0]}
    assert REFUSAL in heard[0]


def test_before_anything_was_told_the_lead_hears_the_same(company: Company) -> None:
    company.lead.runs("/careercheck summary")
    company.lead.sees(REFUSAL)
    assert outcomes(company) == [(LEAD, "summary.pull", company.team.id, "refused")]


def test_where_there_were_too_few_people_the_lead_hears_the_same(tmp_path: Path) -> None:
    with a_company(tmp_path, people=4) as company:
        company.closes()
        company.lead.runs("/careercheck summary")
        company.lead.sees(REFUSAL)
        company.lead.does_not_see("4")


def test_the_fifth_is_not_the_lead(tmp_path: Path) -> None:
    with a_company(tmp_path, people=4) as company:
        company.writes(lambda rows: rows.joins(company.team, LEAD).takes_the_check(LEAD))
        company.closes()
        company.lead.runs("/careercheck summary")
        company.lead.sees(REFUSAL)


@on_both
def test_a_summary_of_another_team_does_not_come_with_ones_own(told: Company) -> None:
    """The team that is named is one's own, the summary is not its."""
    own = another_team(told, STRANGER)
    foreign = stored(told).id
    told.stranger.runs("/careercheck summary")
    press(told.world, told.stranger, "summary.pull", f"{own}|{foreign}")
    press(told.world, told.stranger, "summary.copy", f"{own}|{foreign}")

    assert summaries_of(told.stranger) == []
    assert told.pulled() == []


def test_what_is_said_no_to_is_decided_when_it_is_pressed_not_when_it_was_shown(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.lead.opens_home()
    leads_no_longer(told)

    told.lead.clicks("Copy as text")
    told.lead.sees(REFUSAL)
    told.lead.does_not_see("The team summary as text")


def test_a_member_who_left_reads_it_no_more(told: Company) -> None:
    told.member.runs("/careercheck who-sees-what")
    shown = told.member.with_button("Read the summary")
    told.writes(lambda rows: rows.leaves(told.team, MEMBER))

    told.member.clicks("Read the summary", on=shown)

    told.member.sees(REFUSAL)
    assert summaries_of(told.member) == []
    assert outcomes(told) == [(MEMBER, "summary.read", told.team.id, "refused")]


Ask = Callable[[Company], None]


def pulls_it(company: Company) -> None:
    company.viewer.runs("/careercheck summary", channel="general")


def copies_it(company: Company) -> None:
    press(company.world, company.viewer, "summary.copy", f"{company.team.id}|{stored(company).id}")


def reads_it(company: Company) -> None:
    press(company.world, company.member, "summary.read", company.team.id)


def leaves(company: Company) -> None:
    company.writes(lambda rows: rows.leaves(company.team, MEMBER))


WAITING = [
    pytest.param(VIEWER, pulls_it, reads_no_longer, id="pulled"),
    pytest.param(VIEWER, copies_it, reads_no_longer, id="copied"),
    pytest.param(VIEWER, pulls_it, is_dissolved, id="of a team that is dissolved"),
    pytest.param(VIEWER, copies_it, is_dissolved, id="copied, of a team that is dissolved"),
    pytest.param(MEMBER, reads_it, leaves, id="read by a member"),
]


@pytest.mark.parametrize(("user", "ask", "change"), WAITING)
def test_what_waits_to_be_sent_is_not_sent_to_who_may_have_it_no_more(
    told: Company, user: str, ask: Ask, change: Change
) -> None:
    who = told.who(user)
    who.runs("/careercheck who-sees-what")  # there is something to press beside
    told.world.slack.faults.refuse("chat.postMessage", retry_after=60, times=None)
    ask(told)
    change(told)

    told.world.slack.faults.relent("chat.postMessage")
    told.world.passes(hours=1)

    assert summaries_of(who) == []
    who.does_not_see("Team summary")
    who.does_not_see("The team summary as text")


def test_what_waited_to_be_sent_is_sent_to_who_still_may_have_it(told: Company) -> None:
    told.world.slack.faults.refuse("chat.postMessage", retry_after=60, times=None)
    pulls_it(told)
    assert summaries_of(told.viewer) == []

    told.world.slack.faults.relent("chat.postMessage")
    told.world.passes(hours=1)

    assert len(summaries_of(told.viewer)) == 1


# What it takes


def asked(company: Company, who: Somebody) -> list[str]:
    """Let somebody ask for a summary; return the statements until they are answered. Others send it afterwards."""
    with statements() as log:
        asks(company, who)
    company.world.settles()
    return [statement.text for statement in log]


def asks(company: Company, who: Somebody) -> None:
    body = {"team_id": WORKSPACE, "user_id": who.id, "text": "summary", "channel_id": "C0GENERAL"}
    company.world.bot.router.on_command(lambda **_given: None, body)  # type: ignore[arg-type]


def test_every_refusal_takes_the_same_statements_and_a_release_one_more_that_sends_it(told: Company) -> None:
    for user in (LEAD, VIEWER, STRANGER, MEMBER):
        told.who(user).runs("/careercheck help")
    released = [asked(told, told.lead), asked(told, told.viewer)]
    assert released[0] == released[1]

    no = [asked(told, told.stranger), asked(told, told.member)]
    reads_no_longer(told)
    no.append(asked(told, told.viewer))
    is_dissolved(told)
    no.append(asked(told, told.lead))
    another_team(told, STRANGER)
    no.append(asked(told, told.stranger))

    assert all(log == no[0] for log in no)
    sends = [statement for statement in released[0] if statement.startswith("INSERT INTO outbox")]
    assert len(sends) == 1
    assert [statement for statement in released[0] if statement not in sends] == no[0]


def test_a_pull_never_looks_at_answers_and_costs_the_same_for_five_people_and_for_five_hundred(
    tmp_path: Path,
) -> None:
    logs = []
    for people in (5, 500):
        (tmp_path / str(people)).mkdir()
        with a_company(tmp_path / str(people), people=people) as company:
            company.closes()
            company.lead.runs("/careercheck help")
            with statements(of_all=True) as log:
                company.lead.runs("/careercheck summary")
            assert len(summaries_of(company.lead)) == 1
            assert [text for text, *_ in log if "answers" in text or "results" in text] == []
            logs.append(asked(company, company.lead))
    assert logs[0] == logs[1]


# For the operator


def test_the_operator_reads_who_did_what(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.stranger.runs("/careercheck summary")
    press(told.world, told.stranger, "steps.done", "somebody's")
    url = told.world.settings.database_url

    printed = CliRunner().invoke(app, ["audit", "--days", "366", "--database", url])
    assert printed.exit_code == 0, printed.output
    lines = printed.output.splitlines()
    assert [line.split()[3:] for line in lines] == [
        [STRANGER, "steps.done", "refused"],
        [STRANGER, "summary.pull", "refused"],
        [LEAD, "summary.pull", "done", "team", told.team.id],
    ]
    plain = json.loads(CliRunner().invoke(app, ["audit", "--days", "366", "--json", "--database", url]).output)
    assert [entry["outcome"] for entry in plain] == ["refused", "refused", "done"]
    assert plain[-1]["team_id"] == told.team.id


def test_nothing_is_said_of_it_where_nothing_was_done(company: Company) -> None:
    printed = CliRunner().invoke(app, ["audit", "--database", company.world.settings.database_url])
    assert printed.output == "Nothing was done with teams, and nothing refused, in the last 30 days.\n"


@on_both
def test_a_flood_of_refusals_leaves_one_line_a_minute(told: Company) -> None:
    for _ in range(50):
        asks(told, told.stranger)
    told.world.clock.advance(timedelta(minutes=2))
    asks(told, told.stranger)

    assert outcomes(told) == [(STRANGER, "summary.pull", None, "refused")] * 2


def test_what_is_older_than_a_year_is_forgotten(told: Company) -> None:
    told.lead.runs("/careercheck summary")
    told.world.clock.advance(timedelta(days=200))
    told.lead.runs("/careercheck summary")
    told.world.clock.advance(timedelta(days=200))

    assert forget_audit(told.world.bot.services, WORKSPACE) == 1
    assert len(told.audited()) == 1
    assert len(told.pulled()) == 2  # what members see stays
