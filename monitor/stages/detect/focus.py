"""Say whose grade it is: the authority named beside it, the one the text is speaking of, or the owner of the site."""

import re
from datetime import date
from typing import Final

from monitor.model.article import Document
from monitor.stages.detect import focus_cues as cues
from monitor.stages.detect.groups import BOTH, JOINED, Groups, size_of
from monitor.stages.detect.lexicon import G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.mentions import Mentions
from monitor.stages.detect.owners import (
    ABOUT,
    Named,
    Owner,
    Owners,
    by_sentence,
    first_alone,
    half_marked,
    hand_on,
    in_list,
    is_introduced,
    is_joined,
    is_of_head,
    is_told_of_post,
    labelled,
    named_in_address,
    not_joined,
    outside_clauses,
    owners_of,
    site_of,
    subject_of,
    they_of,
)
from monitor.stages.detect.scopes import HOLE, Scope
from monitor.stages.detect.towns import county_of_towns
from monitor.stages.gazetteer import Gazetteer, NameKind

_NEAR_SENTENCES: Final = 2
_GRADE: Final = re.compile(G)


class Discourse:
    """The authorities of one text, in order, and the one that it is mainly about."""

    def __init__(self, marked: Marked, document: Document, gazetteer: Gazetteer, *, day: date | None) -> None:
        self._marked = marked
        self._gazetteer = gazetteer
        self._day = day
        self._comparing: dict[int, bool] = {}
        self._others_hints = [hint for hint in cues.OTHERS_HINTS if hint in marked.plain]
        self.site = site_of(document, gazetteer)
        self.linked = gazetteer.linked(document.text)
        self.named = Mentions(marked, gazetteer, day=day, site=self.site, linked=self.linked).named()
        self._by_sentence = by_sentence(self.named)
        self.told = [one for one in self.named if not (one.is_aside or one.is_career)]  # those that may get a grade
        self.speaks_of_several = len({named.codes for named in self.told}) > 1
        headed = {code for one in self.told if one.start < marked.title_end for code in one.codes}
        self.headed = headed.union(*map(gazetteer.successors, headed))  # and those that took over from them
        self.main = self._main(document)
        self._groups = Groups(marked, not_joined(marked, self.told))

    def _main(self, document: Document) -> tuple[str, tuple[str, ...]] | None:
        weights: dict[tuple[str, ...], float] = {}
        names: dict[tuple[str, ...], str] = {}
        for named in self.told:
            weight = 2.0 if named.kind is NameKind.COUNCIL else 1.0
            if self._marked.text.count('"', self._marked.bounds[named.sentence][0], named.start) % 2:
                weight *= 0.3
            weight *= 4 if named.start < self._marked.title_end else 2 if named.sentence < 4 else 1
            weights[named.codes] = weights.get(named.codes, 0.0) + weight
            names.setdefault(named.codes, named.name)
        for code in (*self.site, *self.linked):
            boost = 6.0 if len(self.site) < 2 else 0.5
            weights[code,] = weights.get((code,), 0.0) + boost
        if not weights:
            return (
                named_in_address(document, self._gazetteer)
                or ((self._gazetteer.authority(self.site[0]).name, self.site) if self.site else None)
                or next(((one.name, one.codes) for one in sorted(self.named, key=lambda one: one.is_career)), None)
                or county_of_towns(self._marked, document.outlet, self._gazetteer, self._day)
            )
        hand_on(weights, self.named, self._gazetteer, self._day)
        best = max(weights, key=lambda codes: weights[codes])
        return names.get(best, self._gazetteer.authority(best[0]).name), best

    def present(self, code: str) -> tuple[str, ...]:
        """Return an authority as it was on the day of publication: those that took over where it was abolished."""
        heirs = self._gazetteer.successors(code)
        return heirs if heirs and self._day and not self._gazetteer.standing((code,), self._day) else (code,)

    def is_predecessor(self, codes: tuple[str, ...]) -> bool:
        """Tell whether an authority is one that was wound up, and the text names only those that took over from it."""
        named = {code for one in self.named for code in one.codes}
        return named.isdisjoint(codes) and not named.isdisjoint(self._gazetteer.successors(codes[0]))

    def in_year(self, owner: Owner, year: int) -> Owner:
        """Return the owner of a grade of an earlier year: the county that stood then, before its heirs began."""
        stood = {self._gazetteer.in_year(codes, year): name for name, codes in owner.named}
        return owner._replace(named=tuple((name, codes) for codes, name in stood.items()))

    def in_sentence(self, number: int) -> list[Named]:
        """Return the names of a sentence, in order."""
        return self._by_sentence.get(number, [])

    def owner(self, span: Span, scope: Scope) -> Owner | None:
        """Return whose a grade is, None where the text names nobody."""
        sentence = self._marked.sentence_at(span.start)
        low, high = self._marked.bounds[sentence]
        here = self.in_sentence(sentence)
        compares = self._compares(sentence)
        usable = [named for named in here if compares or not (named.is_aside or named.is_career)]
        usable = [named for named in usable if not cues.IS_NEIGHBOUR.match(self._marked.plain, named.end)]
        attached = (
            labelled(self._marked, span, here, usable)
            or self._attached(scope, here)
            or self._apposed(span, here)
            or self._kin_before(span, sentence, usable)
        )
        if attached is not None:
            return attached
        if spoken_of := self._groups.subject(span, scope, here):
            return Owner(named=spoken_of, reason=BOTH, is_list=True)
        found = self._beside(span, scope, outside_clauses(self._marked, span, usable))
        if found is not None:
            if is_joined(self._marked, next(named for named in here if found[0] in named.owners)):
                return Owner(named=found, reason=JOINED, is_other=True)
            is_told_on = compares or self._announces_others(sentence - 1)
            is_other = is_told_on and self.main is not None and all(codes != self.main[1] for _, codes in found)
            return Owner(named=found, reason=f"{found[0][0]} is named beside it", is_other=is_other, is_list=True)
        if here and all(named.is_career for named in here) and is_told_of_post(self._marked, here[-1], span, scope):
            post = here[-1].owners
            return Owner(named=post, reason="an earlier post of a person named", is_other=True)
        line = self._marked.plain[low:high]
        is_nameless = ("other" in line and cues.NAMELESS_OTHER.search(line)) or (
            " of " in line and cues.SOME_OF_THEM.search(self._marked.plain, low, span.start)
        )
        return None if is_nameless else self._carried(sentence, span, scope)

    def _attached(self, scope: Scope, here: list[Named]) -> Owner | None:
        """Return the owner that a relative clause hangs on: "..., partner Leeds, which is rated ..."."""
        if scope.lead.split(" ")[0] not in {"which", "whose", "where"}:
            return None
        for named in here:
            if 0 <= scope.start - named.end < 4:
                reason = f"{named.name} is named just before"
                if cues.WHICH_ALL.search(scope.text):
                    listed = in_list(self._marked, [named], here)
                    return Owner(named=listed, reason=reason, is_list=len(listed) > 1)
                return Owner(named=named.owners, reason=reason, is_other=named.is_aside)
        return None

    def _apposed(self, span: Span, here: list[Named]) -> Owner | None:
        """Return the owner that a grade right beside it belongs to: "Leeds, also outstanding, and ..."."""
        before = [named for named in here if named.end <= span.start]
        if not before:
            return None
        if not before[-1].is_aside and (self.main is None or before[-1].codes == self.main[1]):
            return None
        between = self._marked.plain[before[-1].end : span.start]
        stands = (cues.APPOSED, cues.RELATIVE) if before[-1].is_aside else (cues.STANDS,)
        if not any(cue.match(between) for cue in stands):
            return None
        return Owner(named=before[-1].owners, reason=f"{before[-1].name} is named just before", is_other=True)

    def _beside(self, span: Span, scope: Scope, usable: list[Named]) -> Owners | None:
        ahead = cues.FOR_AFTER.match(self._marked.marks[span.end : span.end + 80])
        if ahead:
            named = [one for one in usable if one.start == span.end + ahead.start(1)]
            if named:
                return in_list(self._marked, named, usable)
        if cues.RIGHT_AFTER.match(self._marked.marks[span.end : span.end + 9]):
            named = [one for one in usable if 0 < one.start - span.end < 9][:1]
            if named:
                return in_list(self._marked, named, usable)
        inside = [n for n in usable if scope.start <= n.start < scope.end and scope.text[n.start - scope.start] != HOLE]
        for group in (inside, usable):
            before = [named for named in group if named.end <= span.start]
            if before:
                return in_list(self._marked, before[::-1], usable)
            after = [
                named for named in group if named.start >= span.end and not is_of_head(self._marked, named, self.main)
            ]
            if after:
                return in_list(self._marked, after, usable)
        return None

    def _carried(self, sentence: int, span: Span, scope: Scope) -> Owner | None:
        if not self.speaks_of_several and self.main is not None:
            return Owner(named=self._of_main(), reason=f"{ABOUT}{self.main[0]}")
        earlier = [named for named in self.told if named.sentence < sentence]
        group = self._group(sentence, span, earlier) or (None if earlier else self._of_headline(span))
        if group is not None:
            return group
        subjects = [named for named in earlier if self._leads(named) or self._comes_back(named, sentence)]
        if subjects:
            last = subject_of(self._marked, [named for named in subjects if named.sentence == subjects[-1].sentence])
            they = they_of(self._marked, span, scope, last, earlier)
            if they:
                return Owner(named=they, reason="the text speaks of those that it listed last", is_list=True)
            if last.is_joint and self.main is not None and self.main[1] != last.codes and self.main[1][0] in last.codes:
                return Owner(named=self._of_main(), reason=f"{ABOUT}{self.main[0]}")
            return Owner(named=self._with_fellow_heirs(last), reason=f"{last.name} was spoken of last")
        return Owner(named=self._of_main(), reason=f"{ABOUT}{self.main[0]}") if self.main is not None else None

    def _of_headline(self, span: Span) -> Owner | None:
        """Return whom a headline that names nobody is about: the one that the text then names first, and alone."""
        first = first_alone(self.told) if span.start < self._marked.title_end else None
        return Owner(named=first.owners, reason=f"{ABOUT}{first.name}") if first is not None else None

    def _group(self, sentence: int, span: Span, earlier: list[Named]) -> Owner | None:
        """Return whom a sentence without a name speaks of by their number, by their kind, or as "both"."""
        if (one := self._groups.of_the_two(sentence, span)) is not None:
            return one
        together = self._groups.announced(sentence)
        kin = self._of_its_kind(sentence, earlier)
        low = self._marked.bounds[sentence][0]
        if together and not (kin is not None and cues.OWN_CLAUSE.search(self._marked.plain, low, span.start)):
            return Owner(named=together, reason=self._groups.reason(sentence), is_list=True)
        if kin is not None:
            is_other = not any(self._leads(one) for one in earlier if one.codes == kin.codes)
            return Owner(named=kin.owners, reason=f"{kin.name} was the last of its kind named", is_other=is_other)
        line = self._marked.plain[slice(*self._marked.bounds[sentence])]
        spoken_of = cues.TOGETHER.search(line) or cues.THE_GROUP.match(line)
        both = self._groups.meant(size_of(spoken_of), sentence) if spoken_of else ()
        return Owner(named=both, reason=BOTH, is_list=True) if both else None

    def _of_main(self) -> Owners:
        """Return the authority that the text is about; all that share it where it is a county that was split."""
        assert self.main is not None
        joint = next((named.owners for named in self.named if named.is_joint and named.codes == self.main[1]), None)
        return joint or (self.main,)

    def _with_fellow_heirs(self, last: Named) -> Owners:
        """Return the authority spoken of last, with those of its sentence that took over from the same one."""
        here = owners_of(self.in_sentence(last.sentence))
        return here if self._gazetteer.are_heirs(tuple(codes[0] for _, codes in here)) else last.owners

    def _kin_before(self, span: Span, sentence: int, usable: list[Named]) -> Owner | None:
        """Return "the island" that a sentence speaks of before a grade, where it names another only after that."""
        if not usable or any(named.start < span.start for named in usable):
            return None
        kin = self._of_its_kind(sentence, [named for named in self.told if named.sentence < sentence])
        low = self._marked.bounds[sentence][0]
        if kin is None or cues.KIND_OF.search(self._marked.plain, low, span.start) is None:
            return None
        return Owner(named=kin.owners, reason=f"{kin.name} was the last of its kind named")

    def _of_its_kind(self, sentence: int, earlier: list[Named]) -> Named | None:
        """Return the city, county or borough named last, where a sentence speaks of "the city" and names none."""
        low, high = self._marked.bounds[sentence]
        match = cues.KIND_OF.search(self._marked.plain[low:high])
        if match is None:
            return None
        kind = cues.KIND_IN_NAME.get(match.group(1), match.group(1))
        far = _NEAR_SENTENCES if kind == match.group(1) else sentence  # there are hardly two islands in a text
        near = [named for named in earlier if sentence - named.sentence <= far and len(named.codes) == 1]
        fits = [one for one in near if kind in self._gazetteer.authority(one.codes[0]).council_name.lower()]
        others = {one.codes for one in self.named if kind in one.name.lower()}
        return fits[-1] if fits and len({one.codes for one in fits}) == 1 and len(others) < 2 else None

    def _leads(self, named: Named) -> bool:
        """Tell whether the text goes on to speak of it: it opens its sentence, is a council, or got a grade."""
        low, high = self._marked.bounds[named.sentence]
        if self._compares(named.sentence) or self._marked.text[low] == "-":
            return False
        heirs = self._gazetteer.successors(named.codes[0])  # a text about one of them does not go on to speak of it
        if self._is_said(named, low) or (self.main is not None and self.main[1][0] in heirs):
            return False
        is_told = named.kind is not NameKind.PLACE or named.start - low < 30 or is_introduced(self._marked, named)
        is_main = self.main is not None and named.codes == self.main[1]
        return is_told or is_main or bool(_GRADE.search(self._marked.marks, low, high))

    def _comes_back(self, named: Named, sentence: int) -> bool:
        """Tell whether the sentence before names one authority alone, of which a grade was told."""
        if named.sentence != sentence - 1 or {one.codes for one in self.in_sentence(sentence - 1)} != {named.codes}:
            return False
        told = (one for one in self.told if one.codes == named.codes and one.start < named.start)
        return any(_GRADE.search(self._marked.marks, *self._marked.bounds[one.sentence]) for one in told)

    def _is_said(self, named: Named, low: int) -> bool:
        """Tell whether a name stands only in what somebody is quoted to have said."""
        is_quoted = self._marked.text.count('"', low, named.start) % 2 == 1
        return is_quoted and self.main is not None and named.codes != self.main[1]

    def _announces_others(self, sentence: int) -> bool:
        """Tell whether a sentence speaks of other councils than the one of the text, and names none of them."""
        if sentence < 0 or self.main is None or any(one.codes != self.main[1] for one in self.in_sentence(sentence)):
            return False
        return bool(cues.OTHERS_AHEAD.search(self._marked.plain, *self._marked.bounds[sentence]))

    def _compares(self, sentence: int) -> bool:
        if sentence not in self._comparing:
            low, high = self._marked.bounds[sentence]
            is_likely = any(hint in self._marked.plain[low:high] for hint in self._others_hints)
            self._comparing[sentence] = is_likely and bool(cues.OTHERS.search(half_marked(self._marked, low, high)))
        return self._comparing[sentence]
