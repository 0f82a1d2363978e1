"""Which kinds of fault met which states is counted, and a kind that met nothing does not go unnoticed."""

from __future__ import annotations

from tests.simulation.faults import ENOUGH, IMPOSSIBLE, KINDS, MANY, STATES, never_met

ALL = {(kind, state): 1 for kind in KINDS for state in STATES}


def test_a_kind_that_never_met_a_state_is_named() -> None:
    met = {**ALL, ("rebooted", "told"): 0}

    assert never_met(ALL, MANY) == []
    assert never_met(met, ENOUGH) == [("rebooted", "told")]
    assert never_met(met, ENOUGH - 1) == []


def test_what_is_seldom_is_asked_of_many_years_and_what_cannot_be_of_none() -> None:
    met = {pair: times for pair, times in ALL.items() if pair[1] != "queued" and pair not in IMPOSSIBLE}

    assert never_met(met, ENOUGH) == []
    assert never_met(met, MANY) == [(kind, "queued") for kind in KINDS]
