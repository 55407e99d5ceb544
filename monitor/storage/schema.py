"""The schema, as migrations that only grow; each runs in one transaction together with the record that it ran."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from monitor.storage.numbering import first_number

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database as Toolkit
    from sqlite_utils.migrations import Migrations

FIRST: Final = (
    """CREATE TABLE sources (
        id TEXT PRIMARY KEY, next_due TEXT, first_pass_done INTEGER NOT NULL DEFAULT 0, last_polled TEXT, last_ok TEXT,
        last_new TEXT, failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, error TEXT,
        blocked INTEGER NOT NULL DEFAULT 0, moved_to TEXT, moved_since TEXT, kept TEXT NOT NULL DEFAULT '{}'
    ) STRICT""",
    """CREATE TABLE pages (
        source TEXT NOT NULL, url TEXT NOT NULL, etag TEXT, last_modified TEXT, body_hash TEXT, checked TEXT NOT NULL,
        PRIMARY KEY (source, url)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE entries (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
        published TEXT, summary TEXT NOT NULL, content TEXT NOT NULL, outlet TEXT NOT NULL, label TEXT,
        label_text TEXT NOT NULL, urn TEXT, shown TEXT NOT NULL, state TEXT NOT NULL, first_seen TEXT NOT NULL,
        first_pass INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, next_try TEXT, error TEXT, etag TEXT,
        last_modified TEXT, article TEXT, report TEXT, UNIQUE (source, key)
    ) STRICT""",
    "CREATE INDEX entries_waiting ON entries (next_try, id) WHERE next_try IS NOT NULL",
    "CREATE INDEX entries_by_article ON entries (article)",
    """CREATE TABLE articles (
        rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL,
        source TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, published TEXT, first_seen TEXT NOT NULL,
        relevant INTEGER NOT NULL, kind TEXT NOT NULL, reasons TEXT NOT NULL, partial INTEGER NOT NULL,
        revision INTEGER NOT NULL, text_hash TEXT NOT NULL, first_pass INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX articles_newest ON articles (first_seen DESC, rowid DESC)",
    "CREATE INDEX articles_by_text ON articles (text_hash)",
    """CREATE TABLE revisions (
        article TEXT NOT NULL REFERENCES articles (id), n INTEGER NOT NULL, fetched_at TEXT NOT NULL, body TEXT,
        fragment TEXT, content_type TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        text_hash TEXT NOT NULL, fingerprint BLOB NOT NULL, versions TEXT NOT NULL, PRIMARY KEY (article, n)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIEW article_texts AS
        SELECT a.rowid AS rowid, r.title AS title, r.text AS text
        FROM articles a JOIN revisions r ON r.article = a.id AND r.n = a.revision""",
    """CREATE VIRTUAL TABLE articles_fts USING fts5 (
        title, text, content='article_texts', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2"
    )""",
    """CREATE TABLE claims (
        id INTEGER PRIMARY KEY, article TEXT NOT NULL, revision INTEGER NOT NULL, la_code TEXT NOT NULL,
        judgement TEXT NOT NULL, grade TEXT NOT NULL, role TEXT NOT NULL, previous TEXT, direction TEXT, said_when TEXT,
        confidence REAL NOT NULL, quote TEXT NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
        in_title INTEGER NOT NULL, reason TEXT NOT NULL,
        FOREIGN KEY (article, revision) REFERENCES revisions (article, n)
    ) STRICT""",
    "CREATE INDEX claims_by_article ON claims (article, revision)",
    "CREATE INDEX claims_by_authority ON claims (la_code, role)",
    """CREATE TABLE mentions (
        id INTEGER PRIMARY KEY, article TEXT NOT NULL, revision INTEGER NOT NULL, la_code TEXT NOT NULL,
        visit TEXT NOT NULL, said_when TEXT, quote TEXT NOT NULL, quote_start INTEGER NOT NULL,
        quote_end INTEGER NOT NULL, in_title INTEGER NOT NULL,
        FOREIGN KEY (article, revision) REFERENCES revisions (article, n)
    ) STRICT""",
    "CREATE INDEX mentions_by_article ON mentions (article, revision)",
    """CREATE TABLE reports (
        id TEXT PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, urn TEXT, la_code TEXT, label TEXT NOT NULL,
        label_text TEXT NOT NULL, published TEXT NOT NULL, first_seen TEXT NOT NULL, first_pass INTEGER NOT NULL,
        body TEXT NOT NULL, readable INTEGER NOT NULL, framework TEXT, type TEXT, start TEXT, "end" TEXT,
        grades TEXT NOT NULL, visit TEXT, problems TEXT NOT NULL, versions TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX reports_by_authority ON reports (la_code)",
    """CREATE TABLE outcomes (
        id TEXT PRIMARY KEY, la_code TEXT NOT NULL, framework TEXT, type TEXT, start TEXT, "end" TEXT, published TEXT,
        effective TEXT NOT NULL, event TEXT NOT NULL, direction TEXT NOT NULL, status TEXT NOT NULL,
        moves TEXT NOT NULL, flags TEXT NOT NULL, explanation TEXT NOT NULL, first_seen TEXT NOT NULL,
        detected_at TEXT NOT NULL, corrects_ledger INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX outcomes_newest ON outcomes (effective DESC, id)",
    "CREATE INDEX outcomes_by_authority ON outcomes (la_code)",
    """CREATE TABLE evidence (
        subject TEXT NOT NULL, position INTEGER NOT NULL, article TEXT NOT NULL, source TEXT NOT NULL,
        outlet TEXT NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL, quote TEXT NOT NULL,
        independent INTEGER NOT NULL, is_report INTEGER NOT NULL, agrees INTEGER NOT NULL, grades TEXT NOT NULL,
        PRIMARY KEY (subject, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX evidence_by_article ON evidence (article)",
    """CREATE TABLE visits (
        id TEXT PRIMARY KEY, la_code TEXT NOT NULL, visit TEXT NOT NULL, date TEXT NOT NULL,
        UNIQUE (la_code, visit, date)
    ) STRICT""",
    """CREATE TABLE verdicts (
        id INTEGER PRIMARY KEY, outcome TEXT NOT NULL REFERENCES outcomes (id), decision TEXT NOT NULL,
        note TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE questions (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, la_code TEXT,
        outcome TEXT, since TEXT NOT NULL, answered TEXT, UNIQUE (kind, subject)
    ) STRICT""",
    """CREATE TABLE alerts (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, subject TEXT NOT NULL, created TEXT NOT NULL, told TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX alerts_by_subject ON alerts (subject)",
    """CREATE TABLE deliveries (
        id TEXT PRIMARY KEY, alert TEXT NOT NULL REFERENCES alerts (id), channel TEXT NOT NULL,
        recipient TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, last_answer TEXT,
        created TEXT NOT NULL, next_try TEXT, leased_until TEXT, first_attempt TEXT, body BLOB,
        UNIQUE (alert, channel, recipient)
    ) STRICT""",
    "CREATE INDEX deliveries_waiting ON deliveries (next_try, created) WHERE next_try IS NOT NULL",
)
# Lists are paged by these orders. The articles' own order is their row number: see numbering.py.
SECOND: Final = (
    """CREATE TABLE objections (
        id INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id), revision INTEGER NOT NULL,
        kind TEXT NOT NULL, la_code TEXT, judgement TEXT, grade TEXT, quote TEXT NOT NULL, note TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, withdrawn TEXT
    ) STRICT""",
    "CREATE INDEX objections_by_article ON objections (article)",
    "CREATE INDEX objections_open ON objections (id) WHERE withdrawn IS NULL",
    "CREATE INDEX articles_by_source ON articles (source)",
    "CREATE INDEX articles_by_kind ON articles (kind)",
    "CREATE INDEX articles_by_relevance ON articles (relevant)",
    "CREATE INDEX entries_lately ON entries (source, first_seen)",
    "CREATE INDEX deliveries_newest ON deliveries (created DESC, id)",
    "CREATE INDEX visits_newest ON visits (date DESC, id)",
    "DROP INDEX articles_newest",
)
THIRD: Final = (
    # When the text was removed (by age, or on notice); NULL while it is there.
    "ALTER TABLE articles ADD COLUMN removed TEXT",
    # After a restore: what this entry brings may have been told already, after the copy was made.
    "ALTER TABLE entries ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0",
    # Sources that have had no whole poll since the restore.
    "CREATE TABLE doubts (source TEXT PRIMARY KEY) STRICT",
    "CREATE TABLE tombstones (key TEXT PRIMARY KEY, url TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
)
# A list asked for by source, kind, relevance, role or authority is a search for words of `marks`, in which each of them
# is one word (hexadecimal, so that nothing splits it): however they are put together, no page of a list reads more
# of the index than it must, and the newest come first without sorting.
FOURTH: Final = (
    "DROP TABLE articles_fts",
    "DROP VIEW article_texts",
    """CREATE VIEW article_texts AS
        SELECT a.rowid AS rowid, r.title AS title, r.text AS text,
            's' || hex(a.source) || ' k' || hex(a.kind) || ' r' || a.relevant || ' ' ||
            coalesce((SELECT group_concat(DISTINCT 'a' || hex(c.la_code)) FROM claims c
                WHERE c.article = a.id AND c.revision = a.revision), '') || ' ' ||
            coalesce((SELECT group_concat(DISTINCT 'c' || hex(c.role)) FROM claims c
                WHERE c.article = a.id AND c.revision = a.revision), '') || ' ' ||
            coalesce((SELECT group_concat(DISTINCT 'a' || hex(m.la_code)) FROM mentions m
                WHERE m.article = a.id AND m.revision = a.revision), '') AS marks
        FROM articles a JOIN revisions r ON r.article = a.id AND r.n = a.revision""",
    """CREATE VIRTUAL TABLE articles_fts USING fts5 (
        title, text, marks, content='article_texts', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2"
    )""",
    "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
    "DROP INDEX articles_by_source",
    "DROP INDEX articles_by_kind",
    "DROP INDEX articles_by_relevance",
    "CREATE INDEX articles_with_text ON articles (first_seen, id) WHERE removed IS NULL",
    # When what an outcome tells last changed; before this schema, the last thing that is known to have happened to it.
    "ALTER TABLE outcomes ADD COLUMN changed_at TEXT NOT NULL DEFAULT ''",
    """UPDATE outcomes SET changed_at = max(detected_at,
        coalesce((SELECT max(v.at) FROM verdicts v WHERE v.outcome = outcomes.id), ''),
        coalesce((SELECT max(a.created) FROM alerts a WHERE a.subject = outcomes.id), ''))""",
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY, delivery TEXT NOT NULL REFERENCES deliveries (id), at TEXT NOT NULL,
        state TEXT NOT NULL, answer TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX attempts_by_delivery ON attempts (delivery)",
)
VERSION: Final = 4


def migrations() -> "Migrations":
    """Return every migration there ever was, oldest first."""
    from sqlite_utils.migrations import Migrations

    every = Migrations("monitor")

    @every()
    def first(db: "Toolkit") -> None:
        for statement in FIRST:
            db.execute(statement)

    @every()
    def second(db: "Toolkit") -> None:
        for statement in SECOND:
            db.execute(statement)
        _number_by_time(db)

    @every()
    def third(db: "Toolkit") -> None:
        for statement in THIRD:
            db.execute(statement)

    @every()
    def fourth(db: "Toolkit") -> None:
        for statement in FOURTH:
            db.execute(statement)

    return every


def _number_by_time(db: "Toolkit") -> None:
    """Give the articles of a first store the numbers that numbering.py describes."""
    known = db.execute("SELECT rowid, published, first_seen FROM articles ORDER BY rowid").fetchall()
    if not known:
        return
    db.execute("UPDATE articles SET rowid = -rowid")
    for rowid, published, first_seen in known:
        number = first_number(published and datetime.fromisoformat(published), datetime.fromisoformat(first_seen))
        while db.execute("SELECT 1 FROM articles WHERE rowid = ?", (number,)).fetchone():
            number += 1
        db.execute("UPDATE articles SET rowid = ? WHERE rowid = ?", (number, -rowid))
    db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


def migrate(connection: "sqlite3.Connection | Any") -> None:
    """Bring the database up to this program's schema, each step in one transaction."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        return
    from sqlite_utils import Database as Toolkit

    migrations().apply(Toolkit(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version={VERSION}")
