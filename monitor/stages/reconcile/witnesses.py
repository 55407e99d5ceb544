"""Weigh articles about one result: who speaks for himself, what they agree on, where they contradict each other. Pure.

Independence is by text and outlet, not by order of arrival: the earliest published is the original, ties go by URL.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.model.framework import OVERALL
from monitor.model.outcome import PressEvidence, Trust
from monitor.stages.fingerprint import containment
from monitor.stages.fitting import fit

COPY: Final = 0.5  # more than this share of the shorter text's shingles in the other: one of them copied


@dataclass(kw_only=True)
class _Voice:
    """An independent witness: its first article, and what the same outlet and copies of it said later."""

    first: PressEvidence
    pieces: list[PressEvidence] = field(default_factory=list)
    grades: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """What the witnesses of one result amount to.

    `pieces` are all articles with whether each is independent, oldest first. `disputed` gives, for a judgement on which
    independent outlets contradict each other, who says what. `corroborated` are the outlets that agree with another
    independent one; empty where there is one witness. `previous` is what the texts state as the grade before, with the
    outlet that states it.
    """

    pieces: tuple[tuple[PressEvidence, bool], ...]
    grades: Mapping[str, str]
    disputed: Mapping[str, tuple[tuple[str, str], ...]]
    corroborated: tuple[str, ...]
    previous: Mapping[str, tuple[str, str]]


def weighed(press: Iterable[PressEvidence], framework_key: str | None) -> Weighed:
    """Return what articles about one result say together, under the judgements of this edition."""
    pieces = sorted(press, key=lambda one: (one.published, one.url, one.article))
    voices: list[_Voice] = []
    for piece in pieces:
        voice = next((one for one in voices if _same_voice(piece, one)), None)
        if voice is None:
            voice = _Voice(first=piece)
            voices.append(voice)
        _speaks(voice, piece, framework_key)
    grades, disputed = _merged(voices)
    return Weighed(
        pieces=tuple((piece, any(voice.first is piece for voice in voices)) for piece in pieces),
        grades=grades,
        disputed=disputed,
        corroborated=_corroborated(voices, grades),
        previous=_previous(voices),
    )


def outlet_of(piece: PressEvidence) -> str:
    """Return the outlet's name, or the source's where the article names none."""
    return piece.outlet or piece.source


def _same_voice(piece: PressEvidence, voice: _Voice) -> bool:
    if outlet_of(piece).casefold() == outlet_of(voice.first).casefold():
        return True
    return any(containment(piece.fingerprint, known.fingerprint) > COPY for known in voice.pieces)


def _speaks(voice: _Voice, piece: PressEvidence, framework_key: str | None) -> None:
    told, before = fit(piece.grades, framework_key), fit(piece.previous, framework_key)
    if outlet_of(piece).casefold() == outlet_of(voice.first).casefold():
        voice.grades |= told  # an outlet's later article mends its earlier one
        voice.previous |= before
    else:
        voice.grades = told | voice.grades  # a copy adds nothing but what the original left out
        voice.previous = before | voice.previous
    voice.pieces.append(piece)


def _merged(voices: Sequence[_Voice]) -> tuple[dict[str, str], dict[str, tuple[tuple[str, str], ...]]]:
    grades: dict[str, str] = {}
    disputed: dict[str, tuple[tuple[str, str], ...]] = {}
    for key in dict.fromkeys(key for voice in voices for key in voice.grades):
        said = [(voice, voice.grades[key]) for voice in voices if key in voice.grades]
        grades[key] = _most_believed(said)
        if len({grade for _, grade in said}) > 1:
            disputed[key] = tuple((outlet_of(voice.first), grade) for voice, grade in said)
    return grades, disputed


def _most_believed(said: Sequence[tuple[_Voice, str]]) -> str:
    """Return the grade that most voices tell; then the council's own; then the earliest told."""

    def weight(grade: str) -> tuple[int, bool]:
        tellers = [voice for voice, told in said if told == grade]
        return len(tellers), any(voice.first.trust is not Trust.PRESS for voice in tellers)

    return max(dict.fromkeys(grade for _, grade in said), key=weight)


def _corroborated(voices: Sequence[_Voice], grades: Mapping[str, str]) -> tuple[str, ...]:
    """Return the outlets that tell the same headline: the overall where one is told, else any judgement alike."""
    for key in (OVERALL,) if OVERALL in grades else tuple(grades):
        agreeing = [outlet_of(voice.first) for voice in voices if voice.grades.get(key) == grades[key]]
        if len(agreeing) > 1:
            return tuple(agreeing)
    return ()


def _previous(voices: Sequence[_Voice]) -> dict[str, tuple[str, str]]:
    stated: dict[str, tuple[str, str]] = {}
    for voice in voices:
        for key, grade in voice.previous.items():
            stated.setdefault(key, (grade, outlet_of(voice.first)))
    return stated
