"""How pages put values: days and moments for a British reader, grades and judgements in words, links that are links."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from itertools import zip_longest
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
ALERTS: Final = {
    "outcome.changed": "rating changed",
    "outcome.areas": "an area changed",
    "outcome.retained": "grades retained",
    "outcome.first": "first grades",
    "outcome.updated": "surer, or more is known",
    "outcome.corrected": "correction",
    "visit.published": "visit",
    "review.waiting": "waits for a decision",
    "report.unreadable": "report not readable",
    "source.failing": "source failing",
    "source.silent": "source silent",
    "source.recovered": "source well again",
    "monitor.degraded": "monitor not well",
    "monitor.recovered": "monitor well again",
    "digest": "digest",
    "monitor.test": "test message",
}
KINDS: Final = {"round-up": "round-up", "childrens-home": "children's home", "send": "SEND"}
STATES: Final = {"dead": "given up", "superseded": "overtaken"}  # of deliveries
ERRORS: Final = {
    400: "Something is missing",
    404: "Not found",
    405: "Not done this way",
    409: "This can't be done now",
}
EVENTS: Final = {
    "changed": "rating changed",
    "areas": "an area changed",
    "retained": "grades retained",
    "first": "first grades",
}


def day(value: str | date | None, *, zone: tzinfo = UTC) -> str:
    """Return a day as `12 November 2021`, a month as `November 2021`; what is known less exactly stays as it is."""
    if value is None:
        return "–"
    if isinstance(value, str):
        try:
            if len(value) == 7:
                return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
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


def published(value: str, *, zone: tzinfo = UTC) -> str:
    """Return when an article came out; the day alone where its page gives none but the day."""
    when = local(value, UTC)
    return day_words(when.date()) if when.time() == time.min else moment(value, zone=zone)


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


def linked(text: str) -> Markup:
    """Return text with the addresses in it as links; all of it is escaped."""
    parts = re.split(r"(https?://[^\s<>\"“”]*[^\s<>\"“”.,:;!?)])", text)
    links = (f'<a href="{escape(part)}" rel="noreferrer noopener external">{escape(part)}</a>' for part in parts[1::2])
    plain = map(str, map(escape, parts[::2]))
    return Markup("".join(a + b for a, b in zip_longest(plain, links, fillvalue="")))  # noqa: S704 - escaped before


def worded(text: str) -> str:
    """Return a reason as a sentence begins: without our keys, and with a capital letter."""
    said = re.sub(r"(?<=[a-z])_(?=[a-z])", " ", text)
    return said[:1].upper() + said[1:]


def bare(text: str) -> str:
    """Return a quotation without the marks that it begins and ends with: the page puts its own."""
    return text.strip().strip('"“”') or text


def kind(key: str) -> str:
    """Return what an article is about, in words."""
    return KINDS.get(key, key.replace("-", " "))


def delivery(key: str) -> str:
    """Return the state of a delivery in words."""
    return STATES.get(key, key)


def chief(text: str) -> str:
    """Return the first of the reasons that a sentence strings together: for a list, where a line must do."""
    return text.partition("; ")[0]


def inspection(key: str) -> str:
    """Return a type of inspection in words."""
    return key if key.endswith("inspection") else f"{key} inspection"


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
    "alert": lambda key: ALERTS.get(key, key),
    "kind": kind,
    "delivery": delivery,
    "inspection": inspection,
    "chief": chief,
    "bare": bare,
    "linked": linked,
    "worded": worded,
    "sentence": lambda text: text if text.endswith((".", "!", "?")) else f"{text}.",
    "code": code,
    "plain": lambda key: str(key).replace("_", " ").replace("-", " "),
}
