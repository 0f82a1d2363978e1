"""Settings: all that is wrong is said at once, and no value is repeated."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from advice.terms import Terms
from bot.runtime.config import Address, ConfigError, load, read

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_APP_TOKEN": "xapp-secret"}


def test_everything_missing_is_listed_at_once() -> None:
    with pytest.raises(ConfigError) as refusal:
        load({"CAREERCHECK_LOG_LEVEL": "loud", "CAREERCHECK_CONTENT": "nowhere", "CAREERCHECK_CRISIS_TEXT": "x" * 2001})

    said = str(refusal.value)
    names = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "LOG_LEVEL", "CAREERCHECK_CONTENT", "CRISIS_TEXT")
    assert all(name in said for name in names)
    assert "loud" not in said
    assert "nowhere" not in said


def test_defaults() -> None:
    config = load(TOKENS)

    assert config.api_url == "https://slack.com/api/"
    assert config.database_url == "sqlite:///careercheck.db"
    assert config.content is None
    assert config.crisis_text is None


def test_another_api_address_ends_in_a_slash(tmp_path: Path) -> None:
    own = {"SLACK_API_URL": "http://127.0.0.1:9/api", "CAREERCHECK_CONTENT": str(tmp_path)}

    config = load({**TOKENS, **own, "CAREERCHECK_CONTENT_REPLACE": "1"})

    assert config.api_url == "http://127.0.0.1:9/api/"
    assert config.content == tmp_path
    assert config.content_replace


@pytest.mark.parametrize("name", ["CAREERCHECK_DATBASE", "CAREERCHECK_", "CAREERCHECK_CRISIS"])
def test_a_misspelt_setting_is_refused_by_name(name: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load({**TOKENS, name: "sqlite:///secret.db", "CAREERCHECK_LOG_LEVEL": "INFO", "OTHER_DATABASE": "x"})

    assert str(refusal.value) == f"{name} is no setting of careercheck"


@pytest.mark.parametrize("address", ["slack.com/api/", "ftp://slack.com/api/", "https://", "http:///api/", "wss://x/"])
def test_an_api_address_is_http(address: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load({**TOKENS, "SLACK_API_URL": address})

    assert str(refusal.value) == "SLACK_API_URL must be an http or https address"


def test_an_empty_api_address_is_slack_itself() -> None:
    assert load({**TOKENS, "SLACK_API_URL": ""}).api_url == "https://slack.com/api/"


def test_a_setting_may_be_kept_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("xoxb-of-the-file\n")

    config = load({"SLACK_BOT_TOKEN_FILE": str(file), "SLACK_APP_TOKEN": "xapp-secret"})

    assert config.bot_token == "xoxb-of-the-file"


def test_what_is_wrong_with_a_file_is_said_by_name(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    files = {"SLACK_APP_TOKEN_FILE": str(tmp_path / "nowhere"), "CAREERCHECK_DATABASE_FILE": str(tmp_path / "empty")}

    with pytest.raises(ConfigError) as refusal:
        load({"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_BOT_TOKEN_FILE": "elsewhere", **files})

    assert str(refusal.value).splitlines() == [
        "SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE are both set; keep one",
        "SLACK_APP_TOKEN_FILE names a file that cannot be read (FileNotFoundError)",
        "CAREERCHECK_DATABASE_FILE names an empty file",
        "SLACK_APP_TOKEN is not set",
    ]


def test_the_transport_follows_from_what_is_set() -> None:
    secret = {"SLACK_SIGNING_SECRET": "shh"}

    assert load(TOKENS | secret).transport == "socket"
    assert load({"SLACK_BOT_TOKEN": "xoxb-secret", **secret}).transport == "http"
    assert load(TOKENS | secret | {"CAREERCHECK_TRANSPORT": "http"}).transport == "http"
    with pytest.raises(ConfigError, match="SLACK_SIGNING_SECRET is not set"):
        load(TOKENS | {"CAREERCHECK_TRANSPORT": "http"})


def test_addresses_and_operators() -> None:
    own = {
        "CAREERCHECK_LISTEN": "0.0.0.0:8080",
        "CAREERCHECK_METRICS": "9100",
        "CAREERCHECK_OPERATORS": "U012AB3CD, W1",
    }

    config = load(TOKENS | own)

    assert config.listen == Address("0.0.0.0", 8080)
    assert config.metrics == Address("127.0.0.1", 9100)
    assert config.operators == ("U012AB3CD", "W1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAREERCHECK_LISTEN", "everywhere"),
        ("CAREERCHECK_METRICS", "127.0.0.1:99999999"),
        ("CAREERCHECK_OPERATORS", "@ana"),
        ("CAREERCHECK_TRANSPORT", "pigeon"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name_and_without_its_value(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load(TOKENS | {name: value})

    assert str(refusal.value).startswith(f"{name} must be")
    assert value not in str(refusal.value)


def test_the_hours_in_which_the_bot_may_speak_of_itself() -> None:
    usual = load(TOKENS).window
    assert (usual.opens, usual.closes, usual.holidays) == (9, 17, frozenset())
    told = {
        "CAREERCHECK_HOURS": "8-18",
        "CAREERCHECK_HOLIDAYS": "2026-12-25, 2027-01-01 # new year\n2027-01-06",
        "CAREERCHECK_ZONE": "Europe/Vienna",
    }
    config = load(TOKENS | told)
    assert (config.window.opens, config.window.closes, config.zone) == (8, 18, "Europe/Vienna")
    assert config.window.holidays == {date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 6)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAREERCHECK_HOURS", "17-9"),
        ("CAREERCHECK_HOURS", "nine to five"),
        ("CAREERCHECK_HOURS", "9-25"),
        ("CAREERCHECK_HOLIDAYS", "2026-02-30"),
        ("CAREERCHECK_HOLIDAYS", "Christmas"),
        ("CAREERCHECK_ZONE", "Mars/Olympus"),
        ("CAREERCHECK_ZONE", "../etc/passwd"),
    ],
)
def test_hours_that_make_no_sense_are_named_and_not_repeated(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name) as refused:
        load(TOKENS | {name: value})
    assert value not in str(refused.value)


def test_a_day_that_there_is_not_is_told_apart_from_what_is_no_date() -> None:
    with pytest.raises(ConfigError, match="date number 2 is in no calendar"):
        load(TOKENS | {"CAREERCHECK_HOLIDAYS": "2026-02-28, 2026-02-30"})
    with pytest.raises(ConfigError, match="dates like 2027-01-01"):
        load(TOKENS | {"CAREERCHECK_HOLIDAYS": "30.2.2026"})


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
@pytest.mark.parametrize("token", ["xoxb-zq7\ncanary", "xoxb-zq7canary\u2026", "xoxb zq7canary", "xoxb-zq7canary\x7f"])
def test_a_token_with_a_character_that_no_token_has_is_refused_by_name_alone(name: str, token: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load(TOKENS | {name: token})

    assert str(refusal.value) == f"{name} has a character that no token has; copy it again"
    config, _ = read(TOKENS | {name: token})
    assert token not in repr(config)


def test_an_api_address_has_no_odd_characters() -> None:
    with pytest.raises(ConfigError, match="SLACK_API_URL must be"):
        load(TOKENS | {"SLACK_API_URL": "https://slack.com/\napi/"})


def test_each_operator_counts_once() -> None:
    assert load(TOKENS | {"CAREERCHECK_OPERATORS": "U2,U1,U2 U1"}).operators == ("U2", "U1")


@pytest.mark.parametrize("metrics", ["3000", "0.0.0.0:3000", "[::]:3000"])
def test_two_things_do_not_listen_in_one_place(metrics: str) -> None:
    http = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_SIGNING_SECRET": "shh"}

    with pytest.raises(ConfigError, match="CAREERCHECK_LISTEN and CAREERCHECK_METRICS are one and the same"):
        load(http | {"CAREERCHECK_METRICS": metrics})
    assert load(TOKENS | {"CAREERCHECK_METRICS": metrics}).metrics, "over Socket Mode nothing else listens"
    assert load(http | {"CAREERCHECK_METRICS": "192.0.2.1:3000"}).metrics
    assert load(http | {"CAREERCHECK_METRICS": "0", "CAREERCHECK_LISTEN": "0"}).metrics


def test_who_may_make_teams() -> None:
    operators = {"CAREERCHECK_OPERATORS": "U1,U2"}

    assert load(TOKENS).team_makers is None
    assert load(TOKENS | {"CAREERCHECK_TEAMS_BY": "everyone"}).team_makers is None
    assert load(TOKENS | operators | {"CAREERCHECK_TEAMS_BY": "operators"}).team_makers == {"U1", "U2"}
    assert load(TOKENS | operators | {"CAREERCHECK_TEAMS_BY": "U3, U4"}).team_makers == {"U3", "U4"}


@pytest.mark.parametrize("written", ["@ana", "U1;U2", "Everyone", ",", "operators,U1"])
def test_makers_of_teams_that_make_no_sense_are_refused_and_until_then_nobody_may(written: str) -> None:
    config, (problem,) = read(TOKENS | {"CAREERCHECK_TEAMS_BY": written})

    assert problem.startswith("CAREERCHECK_TEAMS_BY must be everyone, operators, or user ids")
    assert written not in problem or written == ","
    assert config.team_makers == frozenset()


def test_teams_are_not_left_to_operators_whom_nobody_named() -> None:
    config, (problem,) = read(TOKENS | {"CAREERCHECK_TEAMS_BY": "operators"})

    assert problem == "CAREERCHECK_TEAMS_BY leaves teams to the operators, and CAREERCHECK_OPERATORS names none"
    assert config.team_makers == frozenset()


def test_summaries_can_be_made_stricter() -> None:
    assert load(TOKENS).terms == Terms()
    chosen = {"PEOPLE": "8", "EPSILON": "0.25", "MONTHS": "6"}
    config = load(TOKENS | {f"CAREERCHECK_SUMMARY_{name}": value for name, value in chosen.items()})
    assert config.terms == Terms(8, Fraction(1, 4), 6)
    assert load(TOKENS | {"CAREERCHECK_SUMMARY_EPSILON": "1/3"}).terms.epsilon == Fraction(1, 3)


def test_all_that_would_make_summaries_weaker_is_said_at_once_and_nothing_of_it_counts() -> None:
    chosen = {"PEOPLE": "4", "EPSILON": "1.001", "MONTHS": "1"}
    config, problems = read(TOKENS | {f"CAREERCHECK_SUMMARY_{name}": value for name, value in chosen.items()})

    assert problems == [
        "CAREERCHECK_SUMMARY_PEOPLE must be 5 or more, because members were promised at least that many",
        "CAREERCHECK_SUMMARY_EPSILON must be 1 or less, because members were promised that much blur",
        "CAREERCHECK_SUMMARY_MONTHS must be 3 or 6, because members were promised at most one summary a quarter",
    ]
    assert config.terms == Terms()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PEOPLE", "five"), ("PEOPLE", "-8"), ("PEOPLE", "7.5"), ("PEOPLE", "9" * 400), ("EPSILON", "1/0"),
        ("EPSILON", "1e-1"), ("EPSILON", "nan"), ("EPSILON", "-1/2"), ("EPSILON", "1/" + "9" * 5000),
        ("EPSILON", "\u0661"), ("MONTHS", "three"), ("MONTHS", "3 months"),
    ],
)  # fmt: skip
def test_terms_that_make_no_sense_are_refused_without_their_value(name: str, value: str) -> None:
    _, (problem,) = read(TOKENS | {f"CAREERCHECK_SUMMARY_{name}": value})

    assert problem.startswith(f"CAREERCHECK_SUMMARY_{name} must be a")
    assert value not in problem


@pytest.mark.parametrize(("written", "years"), [("", 5), ("5", 5), ("1", 1), (" 3 ", 3)])
def test_how_long_people_are_kept_may_be_shortened(written: str, years: int) -> None:
    assert load(TOKENS | {"CAREERCHECK_RETENTION_YEARS": written}).retention_years == years


@pytest.mark.parametrize("written", ["6", "10", "0", "-1", "1.5", "five", "5 years", "\u0663", "9" * 5000])
def test_how_long_people_are_kept_is_never_lengthened(written: str) -> None:
    config, problems = read(TOKENS | {"CAREERCHECK_RETENTION_YEARS": written})

    assert problems == [
        "CAREERCHECK_RETENTION_YEARS must be a whole number of years from 1 to 5: it can only be shortened"
    ]
    assert config.retention_years == 5
