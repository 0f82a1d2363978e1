"""Stretches of the conversation that many stories walk through."""

from __future__ import annotations

from tests.kit import Somebody

PILLARS = {"soft": ("Yes", 9), "experience": ("I have it", 7), "technical": ("Yes", 5)}


def begins(somebody: Somebody, command: str = "/careercheck") -> None:
    """Ask for a check and start it; the first time this is the consent."""
    somebody.runs(command)
    parent = somebody.sees("Press ")
    somebody.clicks("I agree, start" if "I agree, start" in parent["text"] else "Start", on=parent)


def finishes_pillar(somebody: Somebody, pillar: str, answer: str | None = None) -> None:
    """Answer all of a pillar's questions alike."""
    strong, count = PILLARS[pillar]
    for _ in range(count):
        somebody.clicks(answer or strong)


def finishes_everything(
    somebody: Somebody, *, soft: str = "Yes", experience: str = "I have it", technical: str = "Yes"
) -> None:
    """Answer all 21 questions."""
    finishes_pillar(somebody, "soft", soft)
    somebody.clicks("Go on")
    finishes_pillar(somebody, "experience", experience)
    somebody.clicks("Go on")
    finishes_pillar(somebody, "technical", technical)
