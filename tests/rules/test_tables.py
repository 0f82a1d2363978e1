"""What holds for every table, present and to come."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Column, Date, DateTime, ForeignKeyConstraint, Table, UniqueConstraint

from bot.store.tables import metadata
from bot.store.types import Utc

TABLES = list(metadata.tables.values())
NAMES_SOMEBODY = re.compile(
    r"user|person|people|member|owner|author|lead|manager|actor|viewer|invite|employee|colleague"
)
NOT_A_PERSON = {"workspaces.bot_user_id", "viewers.leads", "invited.people"}  # the bot's own; whether; how many
NOT_ONLY_MET = {"viewers", "invitations"}  # whoever is named may come later: erased by their id all the same
SPEAKS_OF_TIME = re.compile(r"(^|_)(at|until|since|time|when)$")
LONGEST_NAME = 63  # PostgreSQL cuts what is longer

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def references(table: Table) -> list[ForeignKeyConstraint]:
    return [rule for rule in table.constraints if isinstance(rule, ForeignKeyConstraint)]


@every_table
def test_the_workspace_comes_first_in_every_primary_key(table: Table) -> None:
    assert next(iter(table.primary_key)).name == "workspace"
    assert table.c.workspace.nullable is False


@every_table
def test_every_reference_stays_within_its_workspace(table: Table) -> None:
    assert table.name == "workspaces" or references(table)
    for reference in references(table):
        assert "workspace" in reference.column_keys
        assert ("workspace", "workspace") in {(key.parent.name, key.column.name) for key in reference.elements}


@every_table
def test_what_is_unique_is_so_within_a_workspace(table: Table) -> None:
    unique = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    unique += [index for index in table.indexes if index.unique]
    for rule in unique:
        assert "workspace" in rule.columns, rule.name
    assert not any(column.unique for column in table.c)


@every_table
def test_a_column_that_names_a_person_is_called_user_id(table: Table) -> None:
    """Erase and export find a person by that name."""
    strange = {
        f"{table.name}.{column.name}"
        for column in table.c
        if NAMES_SOMEBODY.search(column.name) and column.name != "user_id"
    }
    assert strange <= NOT_A_PERSON
    for reference in references(table):
        if reference.referred_table.name == "people":
            assert set(reference.column_keys) == {"workspace", "user_id"}


@every_table
def test_the_rows_of_a_person_cannot_outlive_the_person(table: Table) -> None:
    """Where the id may be null, rows stay behind without it; tests/store/test_person.py erases from all of them."""
    if "user_id" in table.c and table.name != "people":
        of_person = [reference for reference in references(table) if reference.referred_table.name == "people"]
        free = table.c.user_id.nullable or table.name in NOT_ONLY_MET
        assert [reference.ondelete for reference in of_person] == ([] if free else ["CASCADE"])


@every_table
def test_every_instant_is_kept_in_utc(table: Table) -> None:
    for column in table.c:
        assert not isinstance(column.type, DateTime), f"{column} would lose its zone: use Utc"
        if SPEAKS_OF_TIME.search(column.name):
            assert isinstance(column.type, Utc | Date), f"{column} holds a time and is no instant"


@every_table
def test_names_are_stable_and_fit_every_database(table: Table) -> None:
    names = [rule.name for rule in table.constraints] + [index.name for index in table.indexes]
    assert all(names), "a rule without a name cannot be changed by a migration"
    for name in map(str, names):
        assert re.match(rf"(pk|fk|uq|ck|ix)_{table.name}(_|$)", name)
        assert len(name) <= LONGEST_NAME


def test_no_two_indexes_share_a_name() -> None:
    names = [index.name for table in TABLES for index in table.indexes]
    assert len(names) == len(set(names))


def ways(table: Table) -> list[list[Column[object]]]:
    """Return the columns of every index that knows all rows."""
    indexes = [index for index in table.indexes if index.dialect_options["sqlite"]["where"] is None]
    unique = [list(rule.columns) for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [list(table.primary_key), *(list(index.columns) for index in indexes), *unique]


@every_table
def test_every_reference_is_found_by_an_index(table: Table) -> None:
    """Removing a person removes what refers to them: without an index each removal reads the whole table."""
    for reference in references(table):
        keys = list(reference.columns)
        assert any(set(way[: len(keys)]) == set(keys) for way in ways(table)), reference.name


@every_table
def test_what_there_is_about_a_person_is_found_by_an_index(table: Table) -> None:
    """Whoever looks at their data, takes it along or erases it holds nobody up, however many others there are."""
    if "user_id" in table.c:
        assert any(set(way[:2]) == {table.c.workspace, table.c.user_id} for way in ways(table))
