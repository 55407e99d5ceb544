"""The store of one state folder: the database, the archive, and the tables' families over them."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from monitor.storage.alerts import Alerts
from monitor.storage.archive import Archive
from monitor.storage.article_log import ArticleLog
from monitor.storage.articles import Articles
from monitor.storage.doubts import Doubts
from monitor.storage.driver import Database
from monitor.storage.entries import Entries
from monitor.storage.marks import Marks
from monitor.storage.objections import Objections
from monitor.storage.outcome_log import OutcomeLog
from monitor.storage.outcomes import Outcomes
from monitor.storage.polls import Polls
from monitor.storage.questions import Questions
from monitor.storage.reports import Reports
from monitor.storage.retention import Retention


class Store:
    """Everything that is kept. Raises StoreError where the folder or the database can't be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = Database(folder / "monitor.db")
        self.archive = Archive(folder / "archive")
        self.polls = Polls(self._database)
        self.entries = Entries(self._database)
        self.articles = Articles(self._database)
        self.article_log = ArticleLog(self._database)
        self.reports = Reports(self._database)
        self.outcomes = Outcomes(self._database)
        self.questions = Questions(self._database)
        self.alerts = Alerts(self._database)
        self.marks = Marks(self._database)
        self.doubts = Doubts(self._database)
        self.retention = Retention(self._database, self.archive, self.articles)
        self.outcome_log = OutcomeLog(self._database, self.outcomes, self.alerts)
        self.objections = Objections(self._database)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold one `BEGIN IMMEDIATE`: all of it is stored, or nothing."""
        with self._database.transaction():
            yield

    def close(self) -> None:
        """Close the database."""
        self._database.close()
