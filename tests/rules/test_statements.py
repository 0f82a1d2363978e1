"""What several threads share is finished before the first of them asks."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from sqlalchemy.sql.selectable import AliasedReturnsRows

import bot.store

MODULES = [module.name for module in pkgutil.walk_packages(bot.store.__path__, "bot.store.")]


@pytest.mark.parametrize("name", MODULES)
def test_no_alias_is_shared(name: str) -> None:
    """Its columns are made when they are first asked for, and two threads that ask at once may each get their own: a
    statement made of both never runs. An alias belongs into the function that makes the statement.
    """
    module = importlib.import_module(name)
    assert [key for key, value in vars(module).items() if isinstance(value, AliasedReturnsRows)] == []
