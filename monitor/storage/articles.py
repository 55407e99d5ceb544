"""Articles with their revisions, claims and mentions of visits; full-text search."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.model.article import Kind
from monitor.model.claim import Analysis, Claim, Direction, Quotation, Role, VisitMention
from monitor.model.inspection import VisitKind
from monitor.storage.driver import Database, Row, Value, moment, required_moment, stamp
from monitor.storage.numbering import first_number, free_number


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleRow:
    """A stored article, as it stands. `id` is derived from its canonical link and never changes."""

    id: str
    key: str  # canonical link
    url: str  # the link as given, without tracking parameters
    source: str
    outlet: str
    title: str
    published: datetime | None
    first_seen: datetime
    relevant: bool
    kind: Kind
    reasons: tuple[str, ...]
    partial: bool
    revision: int
    text_hash: str
    first_pass: bool  # found at its source's first pass
    removed: datetime | None = None  # when its text was removed, by age or on notice; None while it is there
    number: int = field(default=0, compare=False)  # its place in time, see numbering.py; the store gives it


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """One state of an article's text.

    `body` names the archived bytes of the page, None where it was not fetched; `fragment` those of the text that the
    feed carried, None where it carried none.
    """

    article: str
    n: int
    fetched_at: datetime
    body: str | None
    fragment: str | None
    content_type: str
    url: str
    title: str
    text: str
    text_hash: str
    fingerprint: frozenset[int]
    versions: Mapping[str, str]


class Articles:
    """The stored articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, article: str) -> ArticleRow | None:
        """Return an article by its id, None if there is none."""
        row = self._database.row("SELECT * FROM articles WHERE id = ?", (article,))
        return None if row is None else article_of(row)

    def same_text(self, text_hash: str, outlet: str) -> ArticleRow | None:
        """Return an article of this outlet with exactly this text, None if there is none."""
        row = self._database.row("SELECT * FROM articles WHERE text_hash = ? AND outlet = ?", (text_hash, outlet))
        return None if row is None else article_of(row)

    def save(self, article: ArticleRow, revision: Revision, analysis: Analysis) -> None:
        """Store an article with its current revision and what was understood in it, inside a transaction."""
        known = self._database.row("SELECT rowid FROM articles WHERE id = ?", (article.id,))
        if known is not None:
            self.unindex(known["rowid"])
        self._upsert(article)
        self.save_revision(revision, analysis)
        self.index(article.id)

    def save_revision(self, revision: Revision, analysis: Analysis) -> None:
        """Store one revision, and what was understood in it, in place of what was stored, inside a transaction."""
        for table in ("claims", "mentions"):
            self._database.execute(
                f"DELETE FROM {table} WHERE article = ? AND revision = ?",  # noqa: S608
                (revision.article, revision.n),
            )
        self._database.execute(
            "INSERT OR REPLACE INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                revision.article,
                revision.n,
                stamp(revision.fetched_at),
                revision.body,
                revision.fragment,
                revision.content_type,
                revision.url,
                revision.title,
                revision.text,
                revision.text_hash,
                _packed(revision.fingerprint),
                json.dumps(dict(revision.versions), sort_keys=True),
            ),
        )
        self._save_analysis(revision.article, revision.n, analysis)

    def _upsert(self, article: ArticleRow) -> None:
        self._database.execute(
            """INSERT INTO articles (rowid, id, key, url, source, outlet, title, published, first_seen, relevant, kind,
                reasons, partial, revision, text_hash, first_pass)
                VALUES (:number, :id, :key, :url, :source, :outlet, :title, :published, :first_seen, :relevant, :kind,
                :reasons, :partial, :revision, :text_hash, :first_pass)
                ON CONFLICT (id) DO UPDATE SET url = :url, outlet = :outlet, title = :title, published = :published,
                relevant = :relevant, kind = :kind, reasons = :reasons, partial = :partial, revision = :revision,
                text_hash = :text_hash, first_pass = :first_pass, removed = NULL""",
            {
                "number": free_number(self._last_in, first_number(article.published, article.first_seen)),
                "id": article.id,
                "key": article.key,
                "url": article.url,
                "source": article.source,
                "outlet": article.outlet,
                "title": article.title,
                "published": stamp(article.published),
                "first_seen": stamp(article.first_seen),
                "relevant": article.relevant,
                "kind": article.kind,
                "reasons": json.dumps(article.reasons, ensure_ascii=False),
                "partial": article.partial,
                "revision": article.revision,
                "text_hash": article.text_hash,
                "first_pass": article.first_pass,
            },
        )

    def _last_in(self, first: int, last: int) -> int | None:
        row = self._database.row("SELECT max(rowid) AS n FROM articles WHERE rowid BETWEEN ? AND ?", (first, last))
        return None if row is None else row["n"]

    def unindex(self, rowid: int) -> None:
        """Take an article out of the search, inside a transaction, before its text or what was understood changes."""
        self._database.execute(
            """INSERT INTO articles_fts (articles_fts, rowid, title, text, marks)
                SELECT 'delete', rowid, title, text, marks FROM article_texts WHERE rowid = ?""",
            (rowid,),
        )

    def index(self, article: str) -> None:
        """Put an article into the search, inside a transaction."""
        self._database.execute(
            """INSERT INTO articles_fts (rowid, title, text, marks) SELECT rowid, title, text, marks FROM article_texts
                WHERE rowid = (SELECT rowid FROM articles WHERE id = ?)""",
            (article,),
        )

    def _save_analysis(self, article: str, revision: int, analysis: Analysis) -> None:
        for claim in analysis.claims:
            self._database.execute(
                """INSERT INTO claims (article, revision, la_code, judgement, grade, role, previous, direction,
                    said_when, confidence, reason, quote, quote_start, quote_end, in_title)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (article, revision, *_claim_values(claim), *_quote_values(claim.quote)),
            )
        for visit in analysis.visits:
            self._database.execute(
                """INSERT INTO mentions (article, revision, la_code, visit, said_when, quote, quote_start, quote_end,
                    in_title) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (article, revision, visit.la_code, visit.visit, visit.when, *_quote_values(visit.quote)),
            )

    def revisions(self, article: str) -> list[Revision]:
        """Return every revision of an article, oldest first."""
        rows = self._database.rows("SELECT * FROM revisions WHERE article = ? ORDER BY n", (article,))
        return [_revision(row) for row in rows]

    def revision(self, article: str, n: int) -> Revision:
        """Return one revision of an article."""
        return _revision(self._database.rows("SELECT * FROM revisions WHERE article = ? AND n = ?", (article, n))[0])

    def claims(self, article: str, revision: int) -> tuple[Claim, ...]:
        """Return what a revision claims, in the order of the text."""
        rows = self._database.rows(
            "SELECT * FROM claims WHERE article = ? AND revision = ? ORDER BY id", (article, revision)
        )
        return tuple(_claim(row) for row in rows)

    def visits(self, article: str, revision: int) -> tuple[VisitMention, ...]:
        """Return the visits that a revision mentions."""
        rows = self._database.rows(
            "SELECT * FROM mentions WHERE article = ? AND revision = ? ORDER BY id", (article, revision)
        )
        return tuple(_mention(row) for row in rows)

    def telling(self, la_code: str) -> list[ArticleRow]:
        """Return the articles whose current revision claims a grade of this authority as news, oldest first."""
        return self._current("claims", "c.la_code = ? AND c.role = ?", (la_code, Role.NEWS))

    def mentioning_visits(self, la_code: str) -> list[ArticleRow]:
        """Return the articles whose current revision mentions a visit to this authority, oldest first."""
        return self._current("mentions", "c.la_code = ?", (la_code,))

    def _current(self, table: str, condition: str, parameters: Sequence[Value]) -> list[ArticleRow]:
        rows = self._database.rows(
            f"""SELECT DISTINCT a.* FROM articles a JOIN {table} c ON c.article = a.id AND c.revision = a.revision
                WHERE {condition} ORDER BY coalesce(a.published, a.first_seen), a.id""",  # noqa: S608
            parameters,
        )
        return [article_of(row) for row in rows]


def _claim_values(claim: Claim) -> tuple[Value, ...]:
    return (
        claim.la_code,
        claim.judgement,
        claim.grade,
        claim.role,
        claim.previous,
        claim.direction,
        claim.when,
        claim.confidence,
        claim.reason,
    )


def _quote_values(quote: Quotation) -> tuple[Value, ...]:
    return (quote.text, quote.start, quote.end, quote.in_title)


def _quotation(row: Row) -> Quotation:
    return Quotation(text=row["quote"], start=row["quote_start"], end=row["quote_end"], in_title=bool(row["in_title"]))


def _claim(row: Row) -> Claim:
    return Claim(
        la_code=row["la_code"],
        judgement=row["judgement"],
        grade=row["grade"],
        role=Role(row["role"]),
        previous=row["previous"],
        direction=None if row["direction"] is None else Direction(row["direction"]),
        when=row["said_when"],
        confidence=row["confidence"],
        reason=row["reason"],
        quote=_quotation(row),
    )


def _mention(row: Row) -> VisitMention:
    return VisitMention(
        la_code=row["la_code"], visit=VisitKind(row["visit"]), when=row["said_when"], quote=_quotation(row)
    )


def _packed(fingerprint: frozenset[int]) -> bytes:
    return b"".join(one.to_bytes(8, "big") for one in sorted(fingerprint))


def _revision(row: Row) -> Revision:
    packed = row["fingerprint"]
    return Revision(
        article=row["article"],
        n=row["n"],
        fetched_at=required_moment(row["fetched_at"]),
        body=row["body"],
        fragment=row["fragment"],
        content_type=row["content_type"],
        url=row["url"],
        title=row["title"],
        text=row["text"],
        text_hash=row["text_hash"],
        fingerprint=frozenset(int.from_bytes(packed[at : at + 8], "big") for at in range(0, len(packed), 8)),
        versions=json.loads(row["versions"]),
    )


def article_of(row: Row) -> ArticleRow:
    """Return the row of the table `articles` as a value."""
    return ArticleRow(
        id=row["id"],
        key=row["key"],
        url=row["url"],
        source=row["source"],
        outlet=row["outlet"],
        title=row["title"],
        published=moment(row["published"]),
        first_seen=required_moment(row["first_seen"]),
        relevant=bool(row["relevant"]),
        kind=Kind(row["kind"]),
        reasons=tuple(json.loads(row["reasons"])),
        partial=bool(row["partial"]),
        revision=row["revision"],
        text_hash=row["text_hash"],
        first_pass=bool(row["first_pass"]),
        number=row["rowid"],
        removed=moment(row["removed"]),
    )
