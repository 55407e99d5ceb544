"""Write what an alert says: subject, plain text, HTML, JSON data. Pure: the same outcome gives the same letter."""

from collections.abc import Sequence

from monitor.model.alert import Alert, Letter
from monitor.model.authority import Authority
from monitor.model.outcome import Outcome, Visit


def letter_about_outcome(
    alert: Alert, outcome: Outcome, authority: Authority, *, quote: int, earlier: Sequence[Alert] = ()
) -> Letter:
    """Return the letter for an alert about an outcome as it stands now.

    `earlier` are the alerts that this recipient was sent before about the same outcome, oldest first: a correction says
    what they told. `quote` is the most characters of a quotation, 0 for none.
    """
    raise NotImplementedError


def letter_about_visit(alert: Alert, visit: Visit, authority: Authority, *, quote: int) -> Letter:
    """Return the letter for a visit."""
    raise NotImplementedError


def letter_of_notice(alert: Alert, *, subject: str, lines: Sequence[str], data: str = "{}") -> Letter:
    """Return a letter about the monitor itself: a source, a review, its health, a test. `lines` are plain sentences."""
    raise NotImplementedError
