"""How pages put values: days and moments for a British reader, grades and judgements in words, links that are links."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Final
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup, escape

from monitor.stages.wording import day_words, grade_words, judgement_words
from monitor.storage.article_log import BEGIN, END

LETTERS: Final = {"outstanding": "O", "good": "G", "requires_improvement": "R", "inadequate": "I"}
VISITS: Final = {
    "monitoring": "monitoring visit",
    "focused": "focused visit",
    "jtai": "joint area inspection",
    "assurance": "assurance visit",
}
EVENTS: Final = {
    "changed": "rating changed",
    "areas": "an area changed",
    "retained": "grades retained",
    "first": "first grades",
}


def day(value: str | date | None, *, zone: tzinfo = UTC) -> str:
    """Return a day as `12 November 2021`; a month or year known only so far stays as it is."""
    if value is None:
        return "–"
    if isinstance(value, str):
        try:
            known = local(value, zone).date() if "T" in value else date.fromisoformat(value)
        except ValueError:
            return value
        return day_words(known)
    return day_words(value)


def moment(value: str | None, *, zone: tzinfo = UTC) -> str:
    """Return a moment as `22 November 2026, 09:00` on the clocks of a zone."""
    if value is None:
        return "–"
    when = local(value, zone)
    return f"{day_words(when.date())}, {when:%H:%M}"


def local(value: str, zone: tzinfo) -> datetime:
    """Return a stored moment on the clocks of a zone."""
    return datetime.fromisoformat(value).astimezone(zone)


def grade(key: str | None) -> str:
    """Return a grade in words, a dash where there is none."""
    return grade_words(key) if key else "–"


def letter(key: str | None) -> str:
    """Return a grade as one letter, a dash where there is none."""
    return LETTERS.get(key or "", "–")


def marked(text: str) -> Markup:
    """Return text with the words that were found between mark elements; all else is escaped."""
    return Markup(str(escape(text)).replace(BEGIN, "<mark>").replace(END, "</mark>"))  # noqa: S704 - escaped before


def code(text: str) -> Markup:
    """Return a sentence of ours with what stands between backticks as code; all of it is escaped."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before


def href(url: str) -> str:
    """Return a link as it may stand in a page: one that is not of the web leads nowhere."""
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return "#"
    return url if scheme in ("http", "https") else "#"


def query(values: Mapping[str, str | None], **changes: str | None) -> str:
    """Return a query string of what is set, with changes; with its question mark, "" where there is nothing."""
    kept = {key: value for key, value in {**values, **changes}.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


FILTERS: Final = {
    "grade": grade,
    "letter": letter,
    "judgement": judgement_words,
    "marked": marked,
    "href": href,
    "visit": lambda key: VISITS.get(key, key),
    "event": lambda key: EVENTS.get(key, key),
    "sentence": lambda text: text if text.endswith((".", "!", "?")) else f"{text}.",
    "code": code,
    "plain": lambda key: str(key).replace("_", " ").replace("-", " "),
}
