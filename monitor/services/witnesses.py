"""What speaks for the outcomes and visits of an authority: articles, but for what people object to, and letters."""

from collections.abc import Iterable
from datetime import date

from monitor.model.claim import Claim, Role
from monitor.model.framework import OVERALL
from monitor.model.objection import Objection
from monitor.model.outcome import Evidence, PressEvidence, Trust
from monitor.services.tools import Tools
from monitor.stages.objecting import Meant, objection_to_claim, objection_to_visit
from monitor.stages.read_page import day_in_london
from monitor.stages.visits import VisitWitness
from monitor.storage.articles import ArticleRow
from monitor.storage.reports import ReportRow


class Witnesses:
    """Reads the store for what is evidence."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def press(self, la_code: str) -> list[PressEvidence]:
        """Return what articles tell of an authority as news, oldest first."""
        told = ((article, self._news(article, la_code)) for article in self._store.articles.telling(la_code))
        return [self._press(article, la_code, claims) for article, claims in told if claims]

    def objections(self, article: ArticleRow) -> list[Objection | None]:
        """Return for each claim of an article, as it stands, the objection for which it is no evidence."""
        against = self._against(article)
        claims = self._store.articles.claims(article.id, article.revision)
        return [objection_to_claim(claim, against) for claim in claims]

    def _against(self, article: ArticleRow) -> list[Meant]:
        return [
            Meant(
                objection=one,
                claims=self._store.articles.claims(article.id, one.revision),
                visits=self._store.articles.visits(article.id, one.revision),
            )
            for one in self._store.objections.of_article(article.id)
            if one.withdrawn is None
        ]

    def _news(self, article: ArticleRow, la_code: str) -> list[Claim]:
        against = self._against(article)
        return [
            claim
            for claim in self._store.articles.claims(article.id, article.revision)
            if claim.la_code == la_code and claim.role is Role.NEWS and objection_to_claim(claim, against) is None
        ]

    def _press(self, article: ArticleRow, la_code: str, claims: list[Claim]) -> PressEvidence:
        first = min(claims, key=lambda claim: claim.judgement != OVERALL)
        return PressEvidence(
            article=article.id,
            source=article.source,
            outlet=article.outlet,
            trust=self._trust(article.source),
            url=article.url,
            published=_day(article),
            first_seen=article.first_seen,
            la_code=la_code,
            grades={claim.judgement: claim.grade for claim in claims},
            previous={claim.judgement: claim.previous for claim in claims if claim.previous is not None},
            when=_longest(claim.when for claim in claims),
            quote=first.quote.text,
            fingerprint=self._store.articles.revision(article.id, article.revision).fingerprint,
        )

    def _trust(self, source: str) -> Trust:
        known = self._tools.sources.get(source)
        return Trust.PRESS if known is None else known.trust

    def visits(self, la_code: str) -> Iterable[VisitWitness]:
        """Yield what letters and articles tell of visits to an authority."""
        for row in self._store.reports.of_authority(la_code):
            if row.reading.visit is not None:
                yield _letter(row, la_code)
        for article in self._store.articles.mentioning_visits(la_code):
            against = self._against(article)
            for mention in self._store.articles.visits(article.id, article.revision):
                if mention.la_code == la_code and objection_to_visit(mention, against) is None:
                    evidence = _told_by(article, mention.quote.text)
                    yield VisitWitness(
                        la_code=la_code,
                        visit=mention.visit,
                        when=mention.when,
                        published=evidence.published,
                        evidence=evidence,
                    )


def _day(article: ArticleRow) -> date:
    return day_in_london(article.published) or article.first_seen.date()


def _longest(said: Iterable[str | None]) -> str | None:
    return max((when for when in said if when), key=len, default=None)


def _letter(row: ReportRow, la_code: str) -> VisitWitness:
    reading = row.reading
    evidence = Evidence(
        article=row.id,
        source=row.source,
        outlet="Ofsted",
        url=row.url,
        published=row.published,
        quote=row.label_text,
        independent=True,
        is_report=True,
    )
    day = reading.start or reading.end
    assert reading.visit is not None
    return VisitWitness(
        la_code=la_code,
        visit=reading.visit,
        when=None if day is None else day.isoformat(),
        published=row.published,
        evidence=evidence,
    )


def _told_by(article: ArticleRow, quote: str) -> Evidence:
    return Evidence(
        article=article.id,
        source=article.source,
        outlet=article.outlet,
        url=article.url,
        published=_day(article),
        quote=quote,
        independent=True,
    )
