"""What people object to in the reading of articles, and what follows: what is objected to is evidence no more."""

from dataclasses import dataclass, replace

from monitor.errors import MonitorError
from monitor.model.claim import Claim
from monitor.model.objection import Objection, Wrong
from monitor.services.effects import Effects, foreseen
from monitor.services.ledger import Ledger
from monitor.services.tools import Tools
from monitor.services.witnesses import Witnesses
from monitor.storage.articles import ArticleRow

OF_A_CLAIM = frozenset({Wrong.AUTHORITY, Wrong.GRADE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """The claim that a person means: the number of a claim of the article as it stands, None for the whole of it.

    `revision` is the one that the person saw, None where that is not known.
    """

    article: str
    claim: int | None = None
    revision: int | None = None


class Objecting:
    """Takes objections and takes them back, each in one commit with all that follows.

    Alerts go by the same rules as after a verdict. Raises MonitorError with a sentence where it can't be.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger, self._witnesses = Ledger(tools), Witnesses(tools)

    def object(self, meant: Meant, wrong: Wrong, *, who: str, note: str = "") -> int:
        """Store that a reading is wrong, with what follows; return the objection's id."""
        article = self._article(meant.article)
        objection = self._objection(article, meant, wrong, who=who, note=note)
        with self._store.transaction():
            number = self._store.objections.add(objection)
            self._ledger.update(self._touched(article, objection), at=objection.at)
        return number

    def object_to_all(self, articles: list[str], wrong: Wrong, *, who: str) -> None:
        """Store that the reading of some articles is wrong as a whole, in one commit."""
        with self._store.transaction():
            for one in articles:
                self.object(Meant(article=one), wrong, who=who)

    def withdraw(self, objection: int) -> None:
        """Take an objection back, with what follows."""
        now = self._tools.clock.now()
        with self._store.transaction():
            known = self._standing(objection)
            self._store.objections.withdraw(objection, at=now)
            self._ledger.update(self._touched(self._article(known.article), known), at=now)

    def weigh(self, meant: Meant, wrong: Wrong) -> Effects:
        """Return what would follow from an objection; nothing is stored."""
        article = self._article(meant.article)
        objection = self._objection(article, meant, wrong, who="", note="")
        touched = self._touched(article, objection)
        return foreseen(self._tools, touched, lambda: self.object(meant, wrong, who=""))

    def weigh_all(self, articles: list[str], wrong: Wrong) -> Effects:
        """Return what would follow from objections to some articles as a whole; nothing is stored."""
        rows = [self._article(one) for one in articles]
        touched = {
            code
            for row in rows
            for code in self._touched(row, self._objection(row, Meant(article=row.id), wrong, who="", note=""))
        }
        return foreseen(self._tools, touched, lambda: self.object_to_all(articles, wrong, who=""))

    def weigh_withdrawal(self, objection: int) -> Effects:
        """Return what would follow from taking an objection back; nothing is stored."""
        known = self._standing(objection)
        touched = self._touched(self._article(known.article), known)
        return foreseen(self._tools, touched, lambda: self.withdraw(objection))

    def against(self, article: str) -> list[Objection | None]:
        """Return for each claim of an article, as it stands, the objection for which it is no evidence."""
        return self._witnesses.objections(self._article(article))

    def _article(self, article: str) -> ArticleRow:
        found = self._store.articles.get(article)
        if found is None:
            raise MonitorError(f"there is no article {article!r}")
        return found

    def _standing(self, objection: int) -> Objection:
        found = self._store.objections.get(objection)
        if found is None or found.withdrawn is not None:
            raise MonitorError("there is no such objection, or it was taken back before")
        return found

    def _objection(self, article: ArticleRow, meant: Meant, wrong: Wrong, *, who: str, note: str) -> Objection:
        now = self._tools.clock.now()
        objection = Objection(article=article.id, revision=article.revision, wrong=wrong, who=who, note=note, at=now)
        if meant.claim is None:
            if wrong in OF_A_CLAIM:
                raise MonitorError("say at a claim what is wrong about it")
            return objection
        claim = self._claim(article, meant)
        return replace(
            objection,
            la_code=claim.la_code,
            judgement=claim.judgement,
            grade=claim.grade,
            quote=claim.quote.text,
        )

    def _claim(self, article: ArticleRow, meant: Meant) -> Claim:
        claims = self._store.articles.claims(article.id, article.revision)
        number = meant.claim or 0
        if meant.revision not in (None, article.revision) or not 0 <= number < len(claims):
            raise MonitorError("the article was read anew since: look at it again")
        return claims[number]

    def _touched(self, article: ArticleRow, objection: Objection) -> set[str]:
        """Return the authorities whose evidence an objection may change."""
        if objection.la_code is not None:
            return {objection.la_code}
        articles, codes = self._store.articles, set[str]()
        for n in {article.revision, objection.revision}:
            codes |= {one.la_code for one in articles.claims(article.id, n)}
            codes |= {one.la_code for one in articles.visits(article.id, n)}
        return codes
