"""Write what an alert says: subject, plain text, HTML, JSON data. Pure: the same outcome gives the same letter.

The wording is "reported by X" until a report, or a person, confirms it.
"""

import json
from collections.abc import Sequence
from typing import Final

from monitor.model.alert import Alert, AlertType, Letter
from monitor.model.authority import Authority
from monitor.model.claim import Direction
from monitor.model.framework import OVERALL
from monitor.model.outcome import Evidence, Move, Outcome, Status, Visit
from monitor.stages.alert import FOUND_LATE
from monitor.stages.follow_up import before_told, grades_told
from monitor.stages.letter_shape import Line, Section, as_html, as_text, one_line
from monitor.stages.outcome_data import shortened
from monitor.stages.rules import is_live
from monitor.stages.wire import outcome_on_wire, visit_on_wire
from monitor.stages.wording import day_words, grade_words, graded, judgement_words, listed

LICENCE: Final = (
    "Contains public sector information of Ofsted, licensed under the Open Government Licence v3.0 "
    "(https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/)."
)
_SHOWN: Final = 10  # pieces of evidence in a mail
_VISITS: Final = {
    "monitoring": "monitoring visit",
    "focused": "focused visit",
    "jtai": "joint area inspection",
    "assurance": "assurance visit",
}


def letter_about_outcome(
    alert: Alert, outcome: Outcome, authority: Authority, *, quote: int, earlier: Sequence[Alert] = ()
) -> Letter:
    """Return the letter for an alert about an outcome as it stands now.

    `earlier` are the alerts that this recipient was sent before about the same outcome, oldest first: a correction says
    what they told. `quote` is the most characters of a quotation, 0 for none.
    """
    title, lead = _title(outcome, authority), _lead(alert, outcome)
    sections = [
        *_corrected(alert, outcome, earlier),
        *([_grades(outcome)] if is_live(outcome.status) else []),
        _why(outcome),
        *_said(outcome.evidence, quote),
        _days(outcome),
        _next_for(outcome),
    ]
    return Letter(
        type=alert.type,
        subject=one_line(f"{_prefix(alert)}{title} - {_by(outcome)}{_suffix(alert)}"),
        text=as_text(title, lead, sections, LICENCE),
        html=as_html(title, lead, sections, LICENCE),
        data=outcome_on_wire(outcome, authority, quote=quote, note=alert.note, told=_last_told(earlier)),
    )


def letter_about_visit(alert: Alert, visit: Visit, authority: Authority, *, quote: int) -> Letter:
    """Return the letter for a visit."""
    title = f"{authority.name}: {_VISITS.get(visit.visit.value, visit.visit.value)}, {visit.date}"
    lead = f"{_sentence(_told_by(visit.evidence))} A visit gives no grades: the ratings stay as they are."
    next_step = Section(title="What to do next", lines=(Line(text="Nothing, unless you follow this authority."),))
    sections = [*_said(visit.evidence, quote), next_step]
    return Letter(
        type=alert.type,
        subject=one_line(f"{title} - {_told_by(visit.evidence)}{_suffix(alert)}"),
        text=as_text(title, lead, sections, LICENCE),
        html=as_html(title, lead, sections, LICENCE),
        data=visit_on_wire(visit, authority, quote=quote, note=alert.note),
    )


def letter_of_notice(alert: Alert, *, subject: str, lines: Sequence[str], data: str | None = None) -> Letter:
    """Return a letter about the monitor itself: a source, a review, its health, a test. `lines` are plain sentences.

    `data` is the JSON of the webhook's `data`, None for the subject and the sentences.
    """
    title = _notice_title(alert, subject)
    section = Section(title="What happened", lines=tuple(Line(text=line) for line in lines))
    footer = "Sent by the inspection monitor. The command `monitor sources` shows how it is."
    told = {"subject": alert.subject, "title": title, "lines": list(lines), "created": alert.created.isoformat()}
    return Letter(
        type=alert.type,
        subject=one_line(title),
        text=as_text(title, "", [section], footer),
        html=as_html(title, "", [section], footer),
        data=json.dumps(told) if data is None else data,
    )


def _notice_title(alert: Alert, subject: str) -> str:
    said = {
        AlertType.REVIEW_WAITING: "A person must decide",
        AlertType.REPORT_UNREADABLE: "A report could not be read",
        AlertType.SOURCE_FAILING: "A source fails",
        AlertType.SOURCE_SILENT: "A source has gone silent",
        AlertType.SOURCE_RECOVERED: "A source works again",
        AlertType.MONITOR_DEGRADED: "The monitor is not well",
        AlertType.MONITOR_RECOVERED: "The monitor is well again",
    }.get(alert.type)
    return f"{said}: {subject}" if said else subject


def _title(outcome: Outcome, authority: Authority) -> str:
    if not is_live(outcome.status):
        return f"{authority.name}: what was told does not stand"
    overall = next((move for move in outcome.moves if move.judgement == OVERALL), None)
    if overall is None:
        return f"{authority.name}: {graded([(move.judgement, move.after) for move in outcome.moves])}"
    after = grade_words(overall.after)
    if overall.before is None:
        return f"{authority.name}: {after}{', its first grade' if outcome.direction is Direction.FIRST else ''}"
    if overall.direction is Direction.SAME:
        areas = [move for move in outcome.moves if move.direction in (Direction.UP, Direction.DOWN)]
        moved = (
            f"; {listed([f'{judgement_words(one.judgement)} {one.direction.value}' for one in areas])}" if areas else ""
        )
        return f"{authority.name}: {after}, as before{moved}"
    return f"{authority.name}: {after}, was {grade_words(overall.before)}"


def _by(outcome: Outcome) -> str:
    if outcome.status is Status.CONFIRMED:
        return "confirmed by Ofsted's report" if outcome.published else "confirmed by a person"
    if outcome.status in (Status.REJECTED, Status.WITHDRAWN, Status.DISPUTED):
        return outcome.status.value
    return _told_by(outcome.evidence)


def _told_by(evidence: Sequence[Evidence]) -> str:
    if any(one.is_report for one in evidence):
        return "published by Ofsted"
    outlets = list(dict.fromkeys(one.outlet for one in evidence if one.independent))
    shown = [one_line(outlet, 40) for outlet in outlets[:3]]
    return f"reported by {listed([*shown, *(['others'] if len(outlets) > 3 else [])])}"


def _prefix(alert: Alert) -> str:
    return {AlertType.OUTCOME_CORRECTED: "Correction: ", AlertType.OUTCOME_UPDATED: "Update: "}.get(alert.type, "")


def _suffix(alert: Alert) -> str:
    return f" ({FOUND_LATE})" if alert.note == FOUND_LATE else ""


def _lead(alert: Alert, outcome: Outcome) -> str:
    late = " It was found late." if alert.note == FOUND_LATE else ""
    return f"{_sentence(_by(outcome))}{late}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _last_told(earlier: Sequence[Alert]) -> dict[str, str]:
    return dict(earlier[-1].told) if earlier else {}


def _corrected(alert: Alert, outcome: Outcome, earlier: Sequence[Alert]) -> list[Section]:
    told = _last_told(earlier)
    if alert.type is not AlertType.OUTCOME_CORRECTED or not told:
        return []
    before = before_told(told)
    said = [
        f"{judgement_words(key)} {grade_words(grade)}" + (f" (was {grade_words(before[key])})" if key in before else "")
        for key, grade in grades_told(told).items()
    ]
    now = "It stands as below." if is_live(outcome.status) else "Please tell those to whom you passed it on."
    lines = (Line(text=f"We told you: {', '.join(said)}; {told.get('status', 'reported')}."), Line(text=now))
    return [Section(title="What we told you, and what holds", lines=lines)]


def _grades(outcome: Outcome) -> Section:
    return Section(title="The grades", rows=tuple(_row(move) for move in outcome.moves))


def _row(move: Move) -> tuple[str, ...]:
    ways = {
        Direction.UP: "up",
        Direction.DOWN: "down",
        Direction.SAME: "as before",
        Direction.FIRST: "graded for the first time",
    }
    was = f"was {grade_words(move.before)}" if move.before not in (None, move.after) else ""
    name = judgement_words(move.judgement)
    return (
        name[:1].upper() + name[1:],
        grade_words(move.after),
        was,
        ways.get(move.direction, "the grade before is not known"),
    )


def _why(outcome: Outcome) -> Section:
    return Section(
        title="How sure that is, and why",
        lines=tuple(Line(text=text) for text in (outcome.explanation, *outcome.flags[:_SHOWN])),
    )


def _said(evidence: Sequence[Evidence], quote: int) -> list[Section]:
    lines: list[Line] = []
    for one in evidence[:_SHOWN]:
        words = shortened(one_line(one.quote, 1_000), quote)
        if words:
            lines.append(Line(text=words, is_quote=True))
        copy = "" if one.independent else ", a copy of an earlier text"
        against = "" if one.agrees else ", tells otherwise"
        lines.append(Line(text=f"{one_line(one.outlet, 80)}, {day_words(one.published)}{copy}{against}", link=one.url))
    more = len(evidence) - _SHOWN
    if more > 0:
        lines.append(Line(text=f"And {more} more."))
    return [Section(title="Who says so", lines=tuple(lines))] if lines else []


def _days(outcome: Outcome) -> Section:
    lines = []
    if outcome.published is not None:
        lines.append(f"Report published on {day_words(outcome.published)}.")
    if outcome.end is not None:
        start = f"{day_words(outcome.start)} to " if outcome.start else ""
        lines.append(f"Inspectors on site: {start}{day_words(outcome.end)}.")
    press = [one.published for one in outcome.evidence if not one.is_report]
    if press:
        lines.append(f"First article: {day_words(min(press))}.")
    return Section(title="When", lines=tuple(Line(text=line) for line in lines))


def _next_for(outcome: Outcome) -> Section:
    report = next((one for one in outcome.evidence if one.is_report), None)
    lines: list[Line]
    if not is_live(outcome.status):
        lines = [Line(text="Nothing more. To look at it again:"), _review(outcome, "reopen")]
    elif report is not None:
        lines = [Line(text="Read the report on Ofsted's site.", link=report.url)]
    elif outcome.status is Status.CONFIRMED:
        lines = [Line(text="Wait for Ofsted's report, which decides the rest.")]
    else:
        lines = [
            Line(
                text="Wait for Ofsted's report, which decides: you are told if it says otherwise. If you know better:"
            ),
            _review(outcome, "confirm"),
            _review(outcome, "reject"),
        ]
    return Section(title="What to do next", lines=tuple(lines))


def _review(outcome: Outcome, decision: str) -> Line:
    return Line(text=f'monitor review {outcome.id} {decision} --note "why"', is_command=True)
