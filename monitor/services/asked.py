"""What people ask of the service while it runs: poll now, send again, this is wrong, this is settled."""

from dataclasses import dataclass

from monitor.errors import MonitorError
from monitor.model.alert import DeliveryState
from monitor.model.objection import Objection, Wrong
from monitor.services.tools import Tools


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """The claim that a person means: the number of a claim of the article as it stands, None for the whole of it."""

    article: str
    claim: int | None = None


class Asked:
    """Takes what people ask; each is one short transaction. Raises MonitorError with a sentence where it can't be."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def poll_now(self, source: str) -> None:
        """Make a source due; the service polls it at its next look."""
        known = self._tools.sources.get(source)
        if known is None or not known.enabled:
            raise MonitorError(f"there is no enabled source {source!r}")
        with self._store.transaction():
            self._store.polls.make_due(source, at=self._tools.clock.now())

    def retry(self, delivery: str) -> None:
        """Make a delivery due again, with the same id and the same bytes."""
        known = self._store.alerts.delivery(delivery)
        if known is None:
            raise MonitorError(f"there is no delivery {delivery!r}")
        if known.state is DeliveryState.SENT:
            raise MonitorError(f"this was taken already: {known.last_answer}")
        with self._store.transaction():
            due = self._store.alerts.retry(delivery, at=self._tools.clock.now())
        if not due:
            raise MonitorError("this was superseded: there is nothing to send any more")

    def object(self, meant: Meant, wrong: Wrong, *, who: str, note: str = "") -> int:
        """Store that a reading is wrong; return the objection's id."""
        article = self._store.articles.get(meant.article)
        if article is None:
            raise MonitorError(f"there is no article {meant.article!r}")
        objection = Objection(
            article=article.id, revision=article.revision, wrong=wrong, who=who, note=note, at=self._tools.clock.now()
        )
        if meant.claim is not None:
            objection = self._about(objection, meant.claim)
        with self._store.transaction():
            return self._store.objections.add(objection)

    def _about(self, objection: Objection, number: int) -> Objection:
        claims = self._store.articles.claims(objection.article, objection.revision)
        if not 0 <= number < len(claims):
            raise MonitorError("the article was read anew since: there is no such claim in it any more")
        claim = claims[number]
        return Objection(
            article=objection.article,
            revision=objection.revision,
            wrong=objection.wrong,
            who=objection.who,
            note=objection.note,
            at=objection.at,
            la_code=claim.la_code,
            judgement=claim.judgement,
            grade=claim.grade,
            quote=claim.quote.text,
        )

    def withdraw(self, objection: int) -> None:
        """Take an objection back."""
        with self._store.transaction():
            known = self._store.objections.withdraw(objection, at=self._tools.clock.now())
        if not known:
            raise MonitorError("there is no such objection, or it was taken back before")

    def settle(self, kind: str, subject: str) -> None:
        """Store that a question is answered."""
        with self._store.transaction():
            self._store.questions.answer(kind, subject, at=self._tools.clock.now())
