"""Remove a page on notice: its text, title, quotations and archived bodies, with a tombstone so that it stays away."""

from dataclasses import dataclass

from monitor.services.tools import Tools
from monitor.storage.retention import Tombstone
from monitor.urls import canonical, host_of, untracked


@dataclass(frozen=True, kw_only=True, slots=True)
class Purged:
    """What a purge removed; nothing of it where the page was not known."""

    articles: int
    reports: int
    bodies: int


class Purge:
    """Removes pages. A single transaction, and then the files: it may run beside the service."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def purge(self, url: str, *, note: str = "") -> Purged:
        """Remove everything that is kept of a page's words; what it told, and what people were sent, stays."""
        self.bury([Tombstone(key=canonical(url), url=url, note=note, at=self._tools.clock.now())])
        return self._remove(url)

    def repeat(self, stones: list[Tombstone]) -> None:
        """Remove again what was removed on notice after a copy was made that was put back."""
        self.bury(stones)
        for stone in stones:
            self._remove(stone.url)

    def bury(self, stones: list[Tombstone]) -> None:
        """Store tombstones."""
        with self._store.transaction():
            for stone in stones:
                self._store.retention.bury(stone)

    def _remove(self, url: str) -> Purged:
        now, kept = self._tools.clock.now(), self._store.retention
        kept.overwrite()
        with self._store.transaction():
            key = canonical(url)
            shown = [(entry, link) for entry, link in kept.links_containing(host_of(url)) if canonical(link) == key]
            articles = kept.articles_at([key], {url, untracked(url), *(link for _, link in shown)})
            bodies = [body for article in articles for body in kept.silence(article, at=now)]
            for article in articles:
                row = self._store.articles.get(article)
                if row is not None:
                    kept.bury(Tombstone(key=row.key, url=row.url, note=f"the page of {url}", at=now))
            for entry, _ in shown:
                self._store.entries.blank(entry)
            files = [body for link in {url, *(link for _, link in shown)} for body in kept.forget_report(link)]
        dropped = kept.drop_unnamed([*bodies, *files])
        kept.forget_for_good()
        return Purged(articles=len(articles), reports=len(files), bodies=dropped)
