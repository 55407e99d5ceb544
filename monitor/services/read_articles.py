"""Store an article with all that follows from it: revision, claims, outcomes, alerts, in one commit."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from monitor.errors import ParseError, SandboxError
from monitor.model.alert import AlertType
from monitor.model.article import Kind
from monitor.model.claim import Analysis, Claim, Role
from monitor.model.outcome import Question
from monitor.model.source import Entry, EntryState, Response, Source
from monitor.services.ledger import Change, Ledger
from monitor.services.tools import Tools
from monitor.stages import VERSIONS
from monitor.stages.read_page import PageContext, PageReading, read_page, read_shown
from monitor.stages.schedule import revisit
from monitor.storage.archive import body_hash
from monitor.storage.articles import ArticleRow, Revision
from monitor.urls import canonical, untracked

MAY_TELL = frozenset({Kind.OUTCOME, Kind.ROUND_UP, Kind.VISIT, Kind.BACKGROUND})
LEAD = 500  # characters that are kept of an article put aside


class ArticleReader:
    """Turns entries of feeds and listings into stored articles."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store
        self._ledger, self._holding = Ledger(tools), Ledger(tools, hold=True)

    def read(self, entry: Entry, source: Source, response: Response) -> tuple[Change, ...]:
        """Read a fetched page and store it. Raises ParseError or SandboxError where it can't be read."""
        body = self._store.archive.put(response.body)
        reading = self._tools.sandbox.run(
            read_page,
            response.body,
            content_type=response.content_type,
            url=untracked(response.url),
            context=self._context(entry, source),
        )
        with self._store.transaction():
            if self.is_removed(self._key(entry, reading)):
                self.leave_removed(entry)
                self._store.retention.drop_unnamed([body])
                return ()
            changes, article = self._save(entry, reading, body=body, content_type=response.content_type)
            self._store.entries.done(
                entry,
                EntryState.READ,
                next_try=self._again(entry, reading.analysis),
                article=article,
                validators=(response.etag, response.last_modified),
            )
        return changes

    def _again(self, entry: Entry, analysis: Analysis) -> datetime | None:
        """Return when a page is looked at again: for weeks if it tells something, for a day if it may do so yet."""
        tells = bool(_authorities(analysis))
        if not tells and (entry.first_pass or analysis.kind not in MAY_TELL):
            return None
        return revisit(first_seen=entry.first_seen, now=self._tools.clock.now(), tells=tells)

    def is_removed(self, key: str) -> bool:
        """Return whether the page of this canonical link was removed on notice."""
        return self._store.retention.tombstone(key) is not None

    def leave_removed(self, entry: Entry) -> None:
        """Store, inside a transaction, that a page was removed on notice: it is not read, nor what is shown of it."""
        self._store.entries.done(entry, EntryState.SET_ASIDE, error="Removed on notice: not fetched again")
        self._store.entries.blank(entry.id)

    def shown(self, entry: Entry, source: Source) -> PageReading | None:
        """Return the reading of what the feed shows of a page, None where it can't be read either."""
        try:
            return self._tools.sandbox.run(read_shown, self._context(entry, source))
        except (ParseError, SandboxError):
            return None

    def save_shown(self, entry: Entry, reading: PageReading, *, why: str) -> tuple[Change, ...]:
        """Store what the feed shows of a page that can't be had, inside a transaction; what is known already stays."""
        known = self._store.articles.get(_id(self._key(entry, reading)))
        if known is not None and self._says_more(known, reading):
            return ()
        changes, _ = self._save(entry, reading, body=None, content_type="", note=f"The page could not be read: {why}")
        return changes

    def set_aside(self, entry: Entry, source: Source, reason: str) -> bool:
        """Store an entry whose page need not be fetched, with the reason.

        False where what is shown tells otherwise, or another source showed more of it: then the page is to be read.
        """
        reading = self._tools.sandbox.run(read_shown, self._context(entry, source))
        known = self._store.articles.get(_id(self._key(entry, reading)))
        if reading.analysis.relevant or (known is not None and known.relevant):
            return False
        with self._store.transaction():
            _, article = self._save(entry, reading, body=None, content_type="", set_aside=reason)
            self._store.entries.done(entry, EntryState.SET_ASIDE, article=article)
        return True

    def _says_more(self, known: ArticleRow, shown: PageReading) -> bool:
        """Return whether what is stored of an article is to stay although its feed shows something new of it."""
        if not known.partial:
            return True
        was_read = self._store.articles.revision(known.id, known.revision).body is not None
        return was_read and bool(self._touched(known)) and not _authorities(shown.analysis)

    def _context(self, entry: Entry, source: Source) -> PageContext:
        return PageContext(
            found=entry.found,
            outlet=source.name,
            own_authority=source.authority,
            authorities=self._tools.baseline.authorities,
            on_record=self._tools.baseline.overall_grades,
        )

    def _key(self, entry: Entry, reading: PageReading) -> str:
        return canonical(reading.canonical or entry.found.url)

    def _save(
        self,
        entry: Entry,
        reading: PageReading,
        *,
        body: str | None,
        content_type: str,
        set_aside: str | None = None,
        note: str | None = None,
    ) -> tuple[tuple[Change, ...], str]:
        """Store what was read, inside a transaction; return what changed, and the article's id."""
        analysis = reading.analysis if set_aside is None else _nothing(reading.analysis, set_aside)
        analysis = analysis if note is None else replace(analysis, reasons=(*analysis.reasons, note))
        document = reading.document
        text_hash = body_hash(f"{document.title}\n{document.text}".encode())
        key = self._key(entry, reading)
        known = self._known(key, entry) or self._store.articles.same_text(text_hash, document.outlet)
        if known is not None and known.text_hash == text_hash:
            return (), known.id
        reading = replace(reading, analysis=analysis, published=self._published(reading, known))
        article = _article(entry, reading, key=key, text_hash=text_hash, known=known)
        revision = Revision(
            article=article.id,
            n=article.revision,
            fetched_at=self._tools.clock.now(),
            body=body,
            fragment=self._store.archive.put(entry.found.content.encode()) if entry.found.content else None,
            content_type=content_type,
            url=document.url,
            title=document.title,
            text=document.text if analysis.relevant else document.text[:LEAD],
            text_hash=text_hash,
            fingerprint=reading.fingerprint if analysis.relevant else frozenset(),
            versions=VERSIONS,
        )
        touched = self._touched(known) | _authorities(analysis)
        self._store.articles.save(article, revision, analysis)
        ledger = self._holding if entry.doubtful else self._ledger
        self._ask(ledger, article, analysis)
        return ledger.update(touched, at=self._tools.clock.now()), article.id

    def _known(self, key: str, entry: Entry) -> ArticleRow | None:
        """Return the article of this key, or the one that was made of what the feed showed of its page."""
        return self._store.articles.get(_id(key)) or self._store.articles.get(_id(canonical(entry.found.url)))

    def _published(self, reading: PageReading, known: ArticleRow | None) -> datetime | None:
        """Return when an article came out. One that tells what it told is no younger for being published again."""
        if known is None or reading.published is None:
            return reading.published or (known.published if known else None)
        before = self._store.articles.claims(known.id, known.revision)
        if _results(before) != _results(reading.analysis.claims):
            return reading.published
        return min(reading.published, known.published or known.first_seen)

    def _touched(self, known: ArticleRow | None) -> set[str]:
        """Return the authorities that the article told of before it was edited."""
        if known is None:
            return set()
        claims = self._store.articles.claims(known.id, known.revision)
        visits = self._store.articles.visits(known.id, known.revision)
        return {claim.la_code for claim in claims} | {visit.la_code for visit in visits}

    def _ask(self, ledger: Ledger, article: ArticleRow, analysis: Analysis) -> None:
        now, limit = self._tools.clock.now(), self._tools.max_age
        is_old = article.first_pass and limit is not None and (article.published or now) < now - limit
        for one in analysis.ambiguous:
            names = " or ".join(self._tools.by_la_code[code].name for code in one.candidates)
            text = f"{article.outlet}, “{article.title}”: “{one.name}” could be {names}. Nothing was concluded from it."
            question = Question(kind="ambiguous-authority", subject=f"{article.id} {one.name}", text=text)
            ledger.ask(question, at=now, tell=None if is_old else AlertType.REVIEW_WAITING)


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _authorities(analysis: Analysis) -> set[str]:
    news = {claim.la_code for claim in analysis.claims if claim.role is Role.NEWS}
    return news | {visit.la_code for visit in analysis.visits}


def _results(claims: Iterable[Claim]) -> set[tuple[str, str, str]]:
    return {(claim.la_code, claim.judgement, claim.grade) for claim in claims if claim.role is Role.NEWS}


def _nothing(analysis: Analysis, reason: str) -> Analysis:
    return Analysis(relevant=False, kind=analysis.kind, reasons=(reason,))


def _article(entry: Entry, reading: PageReading, *, key: str, text_hash: str, known: ArticleRow | None) -> ArticleRow:
    """Return the article as it stands with this reading; what identifies it stays as it was first seen."""
    return ArticleRow(
        id=_id(key) if known is None else known.id,
        key=key if known is None else known.key,
        url=untracked(entry.found.url),
        source=entry.source if known is None else known.source,
        outlet=reading.document.outlet,
        title=reading.document.title,
        published=reading.published,
        first_seen=entry.first_seen if known is None else known.first_seen,
        relevant=reading.analysis.relevant,
        kind=reading.analysis.kind,
        reasons=reading.analysis.reasons,
        partial=reading.partial,
        revision=1 if known is None else known.revision + 1,
        text_hash=text_hash,
        first_pass=entry.first_pass and (known is None or known.first_pass),
    )
