"""Finds the cards that answer what somebody wrote: offline, without any model, by words, synonyms and slips."""

from advice.search.asking import Answer, Found, Kind, Search

__all__ = ["Answer", "Found", "Kind", "Search"]
