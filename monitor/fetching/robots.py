"""What a host's robots.txt allows: read once a day, obeyed for pages, forgiving where there is none.

Known rules may be kept in a file between runs, so that a pass started every few minutes doesn't ask each time.
"""

import asyncio
import contextlib
import json
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from protego import Protego

MAX_ROBOTS: Final = 500_000  # bytes; what stands behind is not read (RFC 9309 asks for that much)
LONGEST_DELAY: Final = 60.0  # seconds; a site that asks for more gets this, or it would hold its source up for ever
_KEPT: Final = 86_400.0  # seconds
_KEPT_UNKNOWN: Final = 60.0
_KEPT_OLD: Final = 7 * _KEPT  # known rules outlive a robots.txt in trouble for a week
_MOST_ORIGINS: Final = 2000
_MOST_FILED: Final = 100_000  # characters of rules that go into the file; longer ones are asked for again
_AGENT: Final = "inspection-monitor"  # the name by which robots.txt may address us


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The rules of one origin, read at a moment in seconds since 1970.

    `parsed` None: there are none, or they could not be had (`unknown` says why).
    """

    read_at: float
    text: str = ""
    parsed: "Protego | None" = None
    unknown: str | None = None

    def is_fresh(self, now: float) -> bool:
        return 0 <= now - self.read_at < (_KEPT if self.unknown is None else _KEPT_UNKNOWN)

    def allows(self, url: str) -> bool:
        return self.parsed is None or self.parsed.can_fetch(url, _AGENT)

    @property
    def delay(self) -> float:
        """The pause between two requests in seconds, 0 where none is asked for."""
        asked = self.parsed.crawl_delay(_AGENT) if self.parsed is not None else None
        return min(max(float(asked), 0.0), LONGEST_DELAY) if asked is not None else 0.0


def rules(body: bytes, *, read_at: float) -> Rules:
    """Return the rules in a robots.txt. Lines that are none are ignored, so that a web page in its place allows all."""
    return _parsed(body[:MAX_ROBOTS].decode("utf-8", "replace").removeprefix("\ufeff"), read_at)


def _parsed(text: str, read_at: float) -> Rules:
    from protego import Protego

    return Rules(read_at=read_at, text=text, parsed=Protego.parse(text) if text else None)


class RobotsMemory:
    """The rules that are known, by origin. Used inside one event loop only."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._last_good: dict[str, Rules] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def asking(self, origin: str) -> asyncio.Lock:
        """Return the lock under which this origin is asked, so that it is asked once."""
        if len(self._asking) > _MOST_ORIGINS:
            busy = {name: lock for name, lock in self._asking.items() if lock.locked()}
            self._asking = defaultdict(asyncio.Lock, busy)
        return self._asking[origin]

    def known(self, origin: str, now: float) -> Rules | None:
        """Return rules that still hold, or None where robots.txt must be asked for."""
        found = self._rules.get(origin)
        return found if found is not None and found.is_fresh(now) else None

    def remember(self, origin: str, found: Rules) -> Rules:
        """Keep what was found and return what holds: rules known before, where robots.txt can't be had now."""
        if len(self._rules) > _MOST_ORIGINS:
            self._rules.clear()
            self._last_good.clear()
        good = self._last_good.get(origin)
        if found.unknown is None:
            self._last_good[origin] = found
        elif good is not None and found.read_at - good.read_at < _KEPT_OLD:
            # Asked again in a minute, like the unknown ones: the difference of the two spans makes these so old.
            found = replace(good, read_at=found.read_at - _KEPT + _KEPT_UNKNOWN)
        self._rules[origin] = found
        return found

    def load(self, file: Path) -> None:
        """Take up what an earlier run knew. A file that is missing or broken is as good as none."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            kept = json.loads(file.read_text("utf-8"))
            for origin, one in kept.items() if isinstance(kept, Mapping) else ():
                if isinstance(one, Mapping) and isinstance(one.get("text"), str):
                    self.remember(str(origin), _parsed(one["text"], float(one.get("read_at", 0))))

    def save(self, file: Path) -> None:
        """Leave what is known to the next run. A folder that can't be written costs a few requests more, no error."""
        kept = {
            origin: {"read_at": int(one.read_at), "text": one.text}
            for origin, one in self._last_good.items()
            if len(one.text) <= _MOST_FILED
        }
        draft = file.with_name(f"{file.name}.{os.getpid()}.new")
        with contextlib.suppress(OSError):
            draft.write_text(json.dumps(kept), "utf-8")
            draft.chmod(0o600)
            draft.replace(file)
