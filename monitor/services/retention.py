"""Let old texts go: those of articles that are no evidence, once they are older than the settings want them kept."""

from dataclasses import dataclass
from datetime import timedelta

from monitor.services.tools import Tools

EVERY = timedelta(days=1)
BATCH = 200  # articles in one commit: others wait for it
# A body is on disk before the row that names it; one that nothing names for so long was left by an unclean end.
ORPHANED_AFTER = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Let:
    """What was let go."""

    articles: int = 0
    bodies: int = 0


class Retention:
    """Called often; does its work once a day. Evidence, deliveries, verdicts and reports are never touched."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def keep(self) -> Let:
        """Remove the texts that are too old, and bodies that nothing names, if that was not done today."""
        now, kept = self._tools.clock.now(), self._store.retention
        last = kept.last_kept()
        if last is not None and timedelta() <= now - last < EVERY:
            return Let()
        articles = bodies = 0
        while ids := kept.outdated(now - self._tools.retention, limit=BATCH):
            with self._store.transaction():
                names = [name for one in ids for name in kept.strip(one, at=now)]
            articles, bodies = articles + len(ids), bodies + kept.drop_unnamed(names)
        bodies += kept.sweep(before=now - ORPHANED_AFTER)
        with self._store.transaction():
            kept.kept(at=now)
        return Let(articles=articles, bodies=bodies)
