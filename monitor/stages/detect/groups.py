"""Councils that a text speaks of together: by their number before it names them, or as "both" afterwards."""

import re
from collections.abc import Sequence
from typing import Final

from monitor.stages.detect import focus_cues as cues
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.owners import Named, Owner, Owners, by_sentence, in_list, owners_of
from monitor.stages.detect.scopes import Scope

ANNOUNCED: Final = "the text speaks of them together before it names them"
FIRSTS: Final = "they are told to be the first that have it"
JOINED: Final = "another authority joins those that have it"
BOTH: Final = "the text speaks of both"
_FAR: Final = 40  # sentences
_SOON: Final = 6  # sentences after which names are no longer those that were announced


class Groups:
    """The groups of one text. `told` are its names that have grades to get: none that is only compared with."""

    def __init__(self, marked: Marked, told: Sequence[Named]) -> None:
        self._marked = marked
        self._told = told
        self._by_sentence = by_sentence(told)
        self._announced: dict[int, Owners] = {}
        self._meant: dict[tuple[int, int], Owners] = {}

    def announced(self, sentence: int) -> Owners:
        """Return the names that a text gives only after it spoke of them together: "Two councils ...".

        They stand in one sentence, or are all that the text names from there on. Empty where there is no such group.
        """
        if sentence not in self._announced:
            self._announced[sentence] = self._named_later(sentence)
        return self._announced[sentence]

    def reason(self, sentence: int) -> str:
        """Return why a sentence speaks of those that the text names later."""
        is_denied = cues.NONE_BEFORE.search(self._marked.plain, *self._marked.bounds[sentence]) is not None
        return FIRSTS if is_denied and self._first(sentence + 1) else ANNOUNCED

    def _named_later(self, sentence: int) -> Owners:
        low, high = self._marked.bounds[sentence]
        line = self._marked.plain[low:high]
        first = self._first(sentence + 1) if cues.NONE_BEFORE.search(line) else ()
        if first:
            return first
        counted = cues.SO_MANY.search(line)
        if counted is not None and cues.PARTS.search(line, counted.end()):
            return ()
        if counted is None and not (low < self._marked.title_end and cues.SEVERAL.search(line)):
            return ()
        word = counted.group(1) or counted.group(2) if counted else ""
        size = cues.NUMBERS[word] if word else 0
        so_far = len(owners_of(named for named in self._told if named.sentence < sentence))
        is_known = counted is not None and line.endswith("the ", 0, counted.start()) and so_far == size
        if is_known or (word == "both" and so_far > 1):
            return ()  # "the two councils" are those that it has named
        for number in range(sentence + 1, min(sentence + _SOON, len(self._marked.bounds))):
            here = self._by_sentence.get(number, [])
            listed = in_list(self._marked, here, here) if here and not size else owners_of(here)
            if not size and here and cues.RATED_BEFORE.search(self._marked.marks, 0, here[0].start):
                continue
            if len(listed) > 1 and (len(listed) == size or (not size and self._is_told(number))):
                return listed
        after = owners_of(named for named in self._told if named.sentence > sentence)
        return after if len(after) == size else ()

    def _first(self, sentence: int) -> Owners:
        """Return those that are the first with a grade that no council had before: "Now two boroughs have."."""
        if sentence == len(self._marked.bounds) or not cues.NOW_HAS.search(
            self._marked.plain, *self._marked.bounds[sentence]
        ):
            return ()
        return self.announced(sentence) or owners_of(self._by_sentence.get(sentence, ()))

    def _is_told(self, sentence: int) -> bool:
        """Tell whether a sentence speaks of inspections at all."""
        low, high = self._marked.bounds[sentence]
        is_of_now = cues.NOW_HAS.search(self._marked.plain, low, high) is not None
        return is_of_now or cues.OF_INSPECTIONS.search(self._marked.marks, low, high) is not None

    def meant(self, size: int, sentence: int) -> Owners:
        """Return whom "both" or "the three" means in a sentence: the last group of that size, not too far away.

        Zero stands for two or three. Where there is no such group, all names so far are meant if there are so many.
        """
        if (size, sentence) not in self._meant:
            self._meant[size, sentence] = self._spoken_of_before(size, sentence)
        return self._meant[size, sentence]

    def subject(self, span: Span, scope: Scope, here: list[Named]) -> Owners:
        """Return the group that is the subject of a clause after the last name: "..., and the pair have now ..."."""
        if not here:
            return ()
        plain, sentence = self._marked.plain, here[0].sentence
        low = max((named.end for named in here if named.end <= span.start), default=-1)
        if low < 0:
            spoken_of = cues.THE_GROUP.match(plain[self._marked.bounds[sentence][0] : span.start])
        else:
            spoken_of = cues.THEY_TOGETHER.search(plain, low, span.start) if low >= scope.start else None
        return self.meant(size_of(spoken_of), sentence) if spoken_of else ()

    def of_the_two(self, sentence: int, span: Span) -> Owner | None:
        """Return the first or the second of two that were named together, where a sentence speaks of one of them so."""
        low = self._marked.bounds[sentence][0]
        spoken_of = cues.OF_THE_TWO.finditer(self._marked.marks, low, span.start)
        told = [next(filter(None, match.groups())) for match in spoken_of]
        pair = self.meant(2, sentence) if told else ()
        if len(pair) != 2:
            return None
        one = pair[0] if told[-1] in {"former", "first"} else pair[1]
        return Owner(named=(one,), reason=f"{one[0]} is meant by “the {told[-1]}”", is_list=True)

    def _spoken_of_before(self, size: int, sentence: int) -> Owners:
        sizes = {size} if size else {2, 3}
        for number in range(sentence, max(-1, sentence - _FAR), -1):
            here = owners_of(self._by_sentence.get(number, [])) if number < sentence else ()
            for group in (here, self.announced(number)):
                if len(group) in sizes:
                    return group
        so_far = owners_of(named for named in self._told if named.sentence < sentence)
        return so_far if len(so_far) == (size or 2) else ()


def size_of(spoken_of: re.Match[str]) -> int:
    """Return how many a group has that is spoken of, zero where the words give no number."""
    return cues.NUMBERS.get(next(filter(None, spoken_of.groups()), ""), 0)
