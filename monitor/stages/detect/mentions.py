"""The names of a text: whom each means here, and whether it is only compared with, helps out, or is somebody's post."""

import re
from bisect import bisect_left
from datetime import date
from typing import Final

from monitor.stages.detect import focus_cues as cues
from monitor.stages.detect.marked import Marked
from monitor.stages.detect.owners import Named
from monitor.stages.gazetteer import Gazetteer, Mention, NameKind

_FORMER: Final = re.compile(r"\b(?:former|old|then|abolished|defunct)\s+$")
_SOON: Final = 5  # sentences within which the one is named in full that a headline names in short


class Mentions:
    """The mentions of one text, as they are placed in it. `site` and `linked` are la_codes."""

    def __init__(
        self, marked: Marked, gazetteer: Gazetteer, *, day: date | None, site: tuple[str, ...], linked: tuple[str, ...]
    ) -> None:
        self._marked = marked
        self._gazetteer = gazetteer
        self._day = day
        self._site = site
        self._linked = linked

    def named(self) -> list[Named]:
        """Return every mention with its place in the discourse, in order."""
        mentions = self._marked.mentions
        certain = set(self._gazetteer.standing({m.codes[0] for m in mentions if len(m.codes) == 1}, self._day))
        certain |= set(self._linked)
        if self._day is None:
            certain |= {m.codes[0] for m in mentions if m.kind is NameKind.COUNCIL and len(m.codes) == 1}
        return [self._place(mention, certain) for mention in mentions]

    def _place(self, mention: Mention, certain: set[str]) -> Named:
        sentence = self._marked.sentence_at(mention.start)
        low = self._marked.bounds[sentence][0]
        before = self._marked.plain[max(low, mention.start - 70) : mention.start]
        after = self._marked.plain[mention.end : mention.end + 50]
        codes = self._settle(mention, certain)
        is_in_post = cues.ACTS_AFTER.match(after) is not None and cues.POST_NOW.search(before) is not None
        return Named(
            start=mention.start,
            end=mention.end,
            name=mention.name,
            codes=codes,
            is_joint=len(codes) > 1 and (certain.issuperset(codes) or self._is_split(mention, codes)),
            sentence=sentence,
            is_aside=not is_in_post and self._is_aside(mention, before, after),
            is_career=not is_in_post
            and (bool(cues.CAREER.search(before)) or self._is_post(mention, sentence, before, after)),
            kind=mention.kind,
        )

    def _is_split(self, mention: Mention, codes: tuple[str, ...]) -> bool:
        """Tell whether a county is named that several authorities share today: what is said of it is said of them."""
        return mention.kind is NameKind.PLACE and self._gazetteer.are_heirs(codes)

    def _is_aside(self, mention: Mention, before: str, after: str) -> bool:
        """Tell whether a name is only compared with, helps out, or says where another authority lies."""
        if mention.end < self._marked.title_end and cues.ANSWERS.match(
            self._marked.marks[mention.end : self._marked.title_end]
        ):
            return True
        if cues.FELLOW_BEFORE.search(before) and cues.GRADED_AFTER.match(after):
            return False
        if cues.HELPED_BEFORE.search(before) and not cues.HELPED_TO.match(after):
            return True
        is_compared = cues.ASIDE.search(before) or cues.WORKS_WITH_BEFORE.search(before)
        is_helper = any(cue.match(after) for cue in (cues.HELPER_AFTER, cues.TASK_AFTER, cues.PARTNER_AFTER))
        is_helper |= cues.WILL_HELP_AFTER.match(self._marked.plain[mention.end : mention.end + 110]) is not None
        is_shared = cues.WITH_THE_CITY.search(self._marked.plain, max(0, mention.start - 12), mention.end)
        return bool(is_compared or is_helper or is_shared) or self._is_where(mention, before)

    def _is_post(self, mention: Mention, sentence: int, before: str, after: str) -> bool:
        """Tell whether a name only says where a person works or worked: "a former Leeds director"."""
        is_of_head = cues.JOB_BEFORE.search(before)
        if not is_of_head and not cues.JOB_AFTER.match(after):
            return False
        low, high = self._marked.bounds[sentence]
        is_lent = cues.LENT.search(self._marked.plain, low, high) and any(
            low <= one.start < high and one.codes != mention.codes for one in self._marked.mentions
        )
        return bool(is_lent or (not is_of_head and cues.ONCE_BEFORE.search(before)))

    def _is_where(self, mention: Mention, before: str) -> bool:
        """Tell whether a place only says where another authority lies."""
        if mention.kind is not NameKind.PLACE:
            return False
        if cues.PART_BEFORE.search(before):
            return len({one.codes for one in self._marked.mentions}) > 1
        mentions = self._marked.mentions
        place = bisect_left(mentions, mention.start, key=lambda one: one.start)
        last = mentions[place - 1] if place else None
        if last is None or not 0 < mention.start - last.end < 30 or last.codes == mention.codes:
            return False
        return bool(cues.WITHIN.match(self._marked.plain[last.end : mention.start]))

    def _settle(self, mention: Mention, certain: set[str]) -> tuple[str, ...]:
        """Return the authorities that a name means here: one, or several where the text leaves it open."""
        codes = mention.codes
        if len(codes) > 1:
            site = self._site if len(self._site) == 1 else ()  # that of several says nothing of one of them
            known = tuple(code for code in codes if code in certain or code in site)
            known = known or tuple(code for code in codes if code in self._site)
            standing = self._gazetteer.standing(codes, self._day)
            return known or standing or codes
        if mention.end <= self._marked.title_end and (longer := self._longer(mention)) is not None:
            return longer
        heirs = self._gazetteer.successors(codes[0])
        known = tuple(code for code in heirs if code in certain)
        stood = self._day is None and len(known) < 2
        if not heirs or stood or (self._day is not None and self._gazetteer.standing(codes, self._day)):
            return codes
        before = self._marked.plain[max(0, mention.start - 20) : mention.start]
        if mention.kind is NameKind.COUNCIL or _FORMER.search(before):
            return codes
        known = tuple(code for code in heirs if code in certain or code in self._site)
        return known or heirs

    def _longer(self, mention: Mention) -> tuple[str, ...] | None:
        """Return who is meant where a headline cuts a name: Lincolnshire, and North Lincolnshire in the body."""
        body = [one for one in self._marked.mentions if one.start >= self._marked.title_end]
        if not body or self._marked.sentence_at(body[0].start) > _SOON:
            return None
        name = self._gazetteer.authority(mention.codes[0]).name
        ends = {one.codes for one in body if self._gazetteer.authority(one.codes[0]).name.endswith(f" {name}")}
        return ends.pop() if len(ends) == 1 and all(one.codes != mention.codes for one in body) else None
