"""Words and colours for grades, judgements and states, the same in every table."""

from typing import Final

from monitor.cli.output import Row

GRADES: Final = {
    "outstanding": "outstanding",
    "good": "good",
    "requires_improvement": "requires improvement",
    "inadequate": "inadequate",
}
JUDGEMENTS: Final = {
    "overall": "overall",
    "leaders": "leaders",
    "help_and_protection": "help and protection",
    "in_care": "in care",
    "care_leavers": "care leavers",
    "in_care_and_care_leavers": "in care and care leavers",
    "adoption": "adoption",
}
STYLES: Final = {
    "outstanding": "bold green",
    "good": "green",
    "requires_improvement": "yellow",
    "inadequate": "bold red",
    "ok": "green",
    "quiet": "yellow",
    "failing": "red",
    "blocked": "bold red",
    "disabled": "dim",
    "confirmed": "green",
    "corroborated": "cyan",
    "reported": "yellow",
    "disputed": "bold red",
    "rejected": "dim",
    "withdrawn": "dim",
    "sent": "green",
    "waiting": "yellow",
    "failed": "red",
    "dead": "bold red",
    "superseded": "dim",
    "held": "yellow",
    "up": "green",
    "down": "red",
    "mixed": "yellow",
}


def grade(key: str | None) -> str:
    """Return the grade as people write it; a dash where it is not known."""
    return "–" if key is None else GRADES.get(key, key)


def judgement(key: str) -> str:
    """Return the judgement as people write it."""
    return JUDGEMENTS.get(key, key.replace("_", " "))


def style_of(row: Row, key: str) -> str:
    """Return the colour for the row's value, or none."""
    return STYLES.get(str(row.get(key)), "")
