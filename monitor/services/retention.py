"""Let old texts go: those of articles that are no evidence, once they are too old or take more room than they may."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.services.tools import Tools

EVERY = timedelta(days=1)
BATCH = 200  # articles in one commit: others wait for it
# A body is on disk before the row that names it; one that nothing names for so long was left by an unclean end.
ORPHANED_AFTER = timedelta(days=1)
# For want of room, no text goes that is younger: it is still looked at for edits, and may become evidence.
KEPT_AT_LEAST = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Let:
    """What was let go. `over` is by how many bytes more is kept than should be, None where that was not looked at."""

    articles: int = 0
    bodies: int = 0
    over: int | None = None


class Retention:
    """Called often; does its work once a day. Evidence, deliveries, verdicts and reports are never touched."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._store = tools.store

    def keep(self) -> Let:
        """Remove texts that are too old or too many, and bodies that nothing names, if that was not done today."""
        now, kept = self._tools.clock.now(), self._store.retention
        last = kept.last_kept()
        if last is not None and timedelta() <= now - last < EVERY:
            return Let()
        articles = bodies = 0
        while ids := kept.outdated(now - self._tools.retention, limit=BATCH):
            bodies += self._strip(ids, now)
            articles += len(ids)
        bodies += kept.sweep(before=now - ORPHANED_AFTER)
        spared = self._make_room(now)
        with self._store.transaction():
            kept.kept(at=now)
        return Let(articles=articles + spared.articles, bodies=bodies + spared.bodies, over=spared.over)

    def _make_room(self, now: datetime) -> Let:
        """Remove the oldest texts until no more is kept than may be, as far as texts are what takes the room."""
        kept, most = self._store.retention, self._tools.retention_size
        if most is None:
            return Let(over=0)
        over, articles, bodies = kept.size() - most, 0, 0
        while over > 0 and (ids := kept.outdated(now - KEPT_AT_LEAST, limit=BATCH)):
            chosen: list[str] = []
            for one in ids:
                if over <= 0:
                    break
                over -= kept.weigh(one)
                chosen.append(one)
            bodies += self._strip(chosen, now)
            articles += len(chosen)
        return Let(articles=articles, bodies=bodies, over=max(over, 0))

    def _strip(self, ids: list[str], now: datetime) -> int:
        kept = self._store.retention
        with self._store.transaction():
            names = [name for one in ids for name in kept.strip(one, at=now)]
        return kept.drop_unnamed(names)
