"""Say whose grade it is: the authority named beside it, the one the text is speaking of, or the owner of the site."""

import re
from datetime import date
from typing import Final

from monitor.model.article import Document
from monitor.stages.detect import focus_cues as cues
from monitor.stages.detect.lexicon import G
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.owners import (
    Named,
    Owner,
    Owners,
    announced,
    half_marked,
    in_list,
    named_in_address,
    owners_of,
    paired,
    site_of,
)
from monitor.stages.detect.scopes import HOLE, Scope
from monitor.stages.gazetteer import Gazetteer, Mention, NameKind

_NEAR_SENTENCES: Final = 2
_GRADE: Final = re.compile(G)
_FORMER: Final = re.compile(r"\b(?:former|old|then|abolished|defunct)\s+$")


class Discourse:
    """The authorities of one text, in order, and the one that it is mainly about."""

    def __init__(self, marked: Marked, document: Document, gazetteer: Gazetteer, *, day: date | None) -> None:
        self._marked = marked
        self._gazetteer = gazetteer
        self._day = day
        self._comparing: dict[int, bool] = {}
        self._going_on: dict[int, Owner | None] = {}
        self.site = site_of(document, gazetteer)
        self.linked = gazetteer.linked(document.text)
        certain = set(gazetteer.standing({m.codes[0] for m in marked.mentions if len(m.codes) == 1}, day))
        certain |= set(self.linked)
        if day is None:
            certain |= {m.codes[0] for m in marked.mentions if m.kind is NameKind.COUNCIL and len(m.codes) == 1}
        self.named = [self._place(mention, certain) for mention in marked.mentions]
        self._by_sentence: dict[int, list[Named]] = {}
        for named in self.named:
            self._by_sentence.setdefault(named.sentence, []).append(named)
        self.main = self._main(document)

    def _place(self, mention: Mention, certain: set[str]) -> Named:
        sentence = self._marked.sentence_at(mention.start)
        low = self._marked.bounds[sentence][0]
        before = self._marked.plain[max(low, mention.start - 70) : mention.start]
        after = self._marked.plain[mention.end : mention.end + 50]
        codes = self._settle(mention, certain)
        return Named(
            start=mention.start,
            end=mention.end,
            name=mention.name,
            codes=codes,
            is_joint=len(codes) > 1 and (certain.issuperset(codes) or self._is_split(mention, codes)),
            sentence=sentence,
            is_aside=self._is_aside(mention, before, after),
            is_career=bool(cues.CAREER.search(before)) or self._is_post(mention, sentence, before, after),
            kind=mention.kind,
        )

    def _is_split(self, mention: Mention, codes: tuple[str, ...]) -> bool:
        """Tell whether a county is named that several authorities share today: what is said of it is said of them."""
        return mention.kind is NameKind.PLACE and self._gazetteer.are_heirs(codes)

    def _is_aside(self, mention: Mention, before: str, after: str) -> bool:
        """Tell whether a name is only compared with, helps out, or says where another authority lies."""
        return bool(cues.ASIDE.search(before) or cues.HELPER_AFTER.match(after)) or self._is_where(mention, before)

    def _is_post(self, mention: Mention, sentence: int, before: str, after: str) -> bool:
        """Tell whether a name only says where a person works or worked: "a former Leeds director"."""
        if not cues.JOB_AFTER.match(after):
            return False
        low, high = self._marked.bounds[sentence]
        is_lent = any(
            low <= one.start < high and one.codes != mention.codes for one in self._marked.mentions
        ) and cues.LENT.search(self._marked.plain, low, high)
        return bool(cues.ONCE_BEFORE.search(before) or is_lent)

    def _is_where(self, mention: Mention, before: str) -> bool:
        """Tell whether a place only says where another authority lies."""
        if mention.kind is not NameKind.PLACE:
            return False
        if cues.PART_BEFORE.search(before):
            return len({one.codes for one in self._marked.mentions}) > 1 and "ouncil" not in before
        ends = [one for one in self._marked.mentions if 0 < mention.start - one.end < 30 and one.codes != mention.codes]
        return bool(ends) and bool(cues.WITHIN.match(self._marked.plain[ends[-1].end : mention.start]))

    def _settle(self, mention: Mention, certain: set[str]) -> tuple[str, ...]:
        """Return the authorities that a name means here: one, or several where the text leaves it open."""
        codes = mention.codes
        if len(codes) > 1:
            known = tuple(code for code in codes if code in certain or code in self.site)
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
        known = tuple(code for code in heirs if code in certain or code in self.site)
        return known or heirs

    def _longer(self, mention: Mention) -> tuple[str, ...] | None:
        """Return who is meant where a headline cuts a name: Lincolnshire, and North Lincolnshire in the body."""
        body = [one for one in self._marked.mentions if one.start >= self._marked.title_end]
        name = self._gazetteer.authority(mention.codes[0]).name
        ends = {one.codes for one in body if self._gazetteer.authority(one.codes[0]).name.endswith(f" {name}")}
        return ends.pop() if len(ends) == 1 and all(one.codes != mention.codes for one in body) else None

    def _main(self, document: Document) -> tuple[str, tuple[str, ...]] | None:
        weights: dict[tuple[str, ...], float] = {}
        names: dict[tuple[str, ...], str] = {}
        for named in self.named:
            weight = 2.0 if named.kind is NameKind.COUNCIL else 1.0
            if self._marked.text.count('"', self._marked.bounds[named.sentence][0], named.start) % 2:
                weight *= 0.3
            if named.start < self._marked.title_end:
                weight *= 4
            elif named.sentence < 4:
                weight *= 2
            if named.is_aside or named.is_career:
                continue
            weights[named.codes] = weights.get(named.codes, 0.0) + weight
            names.setdefault(named.codes, named.name)
        for code in (*self.site, *self.linked):
            boost = 6.0 if len(self.site) < 2 else 0.5
            weights[code,] = weights.get((code,), 0.0) + boost
        if not weights:
            address = named_in_address(document, self._gazetteer)
            if address is not None:
                return address
            return self._site_owner() or next(
                ((one.name, one.codes) for one in sorted(self.named, key=lambda one: one.is_career)), None
            )
        best = max(weights, key=lambda codes: weights[codes])
        return names.get(best, self._gazetteer.authority(best[0]).name), best

    def _site_owner(self) -> tuple[str, tuple[str, ...]] | None:
        return (self._gazetteer.authority(self.site[0]).name, self.site) if self.site else None

    def present(self, code: str) -> tuple[str, ...]:
        """Return an authority as it was on the day of publication: those that took over where it was abolished."""
        heirs = self._gazetteer.successors(code)
        return heirs if heirs and self._day and not self._gazetteer.standing((code,), self._day) else (code,)

    @property
    def speaks_of_several(self) -> bool:
        return len({named.codes for named in self.named if not named.is_aside and not named.is_career}) > 1

    def owner(self, span: Span, scope: Scope) -> Owner | None:
        """Return whose a grade is, None where the text names nobody."""
        sentence = self._marked.sentence_at(span.start)
        low, high = self._marked.bounds[sentence]
        here = self._by_sentence.get(sentence, [])
        compares = self._compares(sentence)
        usable = [named for named in here if compares or not (named.is_aside or named.is_career)]
        attached = self._attached(scope, here)
        if attached is not None:
            return attached
        found = paired(self._beside(span, scope, usable), span, scope)
        if found is not None:
            is_other = compares and self.main is not None and all(codes != self.main[1] for _, codes in found)
            return Owner(named=found, reason=f"{found[0][0]} is named beside it", is_other=is_other)
        if here and all(named.is_career for named in here) and scope.lead.split(" ")[0] in {"where", "which"}:
            post = here[-1].owners
            return Owner(named=post, reason="an earlier post of a person named", is_other=True)
        line = self._marked.plain[low:high]
        is_nameless = "other" in line and cues.NAMELESS_OTHER.search(line)
        if is_nameless:
            return None
        if sentence not in self._going_on:
            self._going_on[sentence] = self._carried(sentence)
        return self._going_on[sentence]

    def _attached(self, scope: Scope, here: list[Named]) -> Owner | None:
        """Return the owner that a relative clause hangs on: "..., partner Leeds, which is rated ..."."""
        if scope.lead.split(" ")[0] not in {"which", "whose", "where"}:
            return None
        for named in here:
            if 0 <= scope.start - named.end < 4:
                return Owner(
                    named=named.owners,
                    reason=f"{named.name} is named just before",
                    is_other=named.is_aside,
                )
        return None

    def _beside(self, span: Span, scope: Scope, usable: list[Named]) -> Owners | None:
        ahead = cues.FOR_AFTER.match(self._marked.marks[span.end : span.end + 80])
        if ahead:
            named = [one for one in usable if one.start == span.end + ahead.start(1)]
            if named:
                return in_list(self._marked, named, usable)
        inside = [n for n in usable if scope.start <= n.start < scope.end and scope.text[n.start - scope.start] != HOLE]
        for group in (inside, usable):
            before = [named for named in group if named.end <= span.start]
            if before:
                return in_list(self._marked, before[::-1], usable)
            after = [named for named in group if named.start >= span.end]
            if after and (group is inside or not before):
                return in_list(self._marked, after, usable)
        return None

    def _carried(self, sentence: int) -> Owner | None:
        if not self.speaks_of_several and self.main is not None:
            return Owner(named=self._of_main(), reason=f"the text is about {self.main[0]}")
        told = [named for named in self.named if not (named.is_aside or named.is_career)]
        earlier = [named for named in told if named.sentence < sentence]
        together = announced(self._marked, told, sentence)
        if together:
            return Owner(named=together, reason="the text speaks of them together before it names them")
        kin = self._of_its_kind(sentence, earlier)
        if kin is not None:
            is_other = not self._leads(kin)
            return Owner(named=kin.owners, reason=f"{kin.name} was the last of its kind named", is_other=is_other)
        both = self._together(sentence, earlier)
        if both is not None:
            return both
        subjects = [named for named in earlier if self._leads(named)]
        if subjects:
            last = next(named for named in subjects if named.sentence == subjects[-1].sentence)
            return Owner(named=self._with_fellow_heirs(last), reason=f"{last.name} was spoken of last")
        return (
            Owner(named=self._of_main(), reason=f"the text is about {self.main[0]}") if self.main is not None else None
        )

    def _of_main(self) -> Owners:
        """Return the authority that the text is about; all that share it where it is a county that was split."""
        assert self.main is not None
        joint = next((named.owners for named in self.named if named.is_joint and named.codes == self.main[1]), None)
        return joint or (self.main,)

    def _with_fellow_heirs(self, last: Named) -> Owners:
        """Return the authority spoken of last, with those of its sentence that took over from the same one."""
        here = owners_of(named for named in self.named if named.sentence == last.sentence)
        return here if self._gazetteer.are_heirs(tuple(codes[0] for _, codes in here)) else last.owners

    def _of_its_kind(self, sentence: int, earlier: list[Named]) -> Named | None:
        """Return the city, county or borough named last, where a sentence speaks of "the city" and names none."""
        low, high = self._marked.bounds[sentence]
        match = cues.KIND_OF.search(self._marked.plain[low:high])
        if match is None:
            return None
        near = [named for named in earlier if sentence - named.sentence <= _NEAR_SENTENCES and len(named.codes) == 1]
        kind = cues.KIND_IN_NAME.get(match.group(1), match.group(1))
        fits = [one for one in near if kind in self._gazetteer.authority(one.codes[0]).council_name.lower()]
        others = {one.codes for one in self.named if kind in one.name.lower()}
        return fits[-1] if fits and len({one.codes for one in fits}) == 1 and len(others) < 2 else None

    def _together(self, sentence: int, earlier: list[Named]) -> Owner | None:
        """Return the last list of names, where a sentence speaks of "both" or "the two boroughs" and names none."""
        low, high = self._marked.bounds[sentence]
        if not cues.TOGETHER.search(self._marked.plain[low:high]):
            return None
        for number in sorted({named.sentence for named in earlier}, reverse=True):
            listed = [named for named in earlier if named.sentence == number]
            if len({named.codes for named in listed}) in {2, 3}:
                return Owner(named=owners_of(listed), reason="the text speaks of both")
        return None

    def _leads(self, named: Named) -> bool:
        """Tell whether the text goes on to speak of it: it opens its sentence, is a council, or got a grade."""
        low, high = self._marked.bounds[named.sentence]
        if self._compares(named.sentence) or self._marked.text[low] == "-":
            return False
        if self._is_said(named, low):
            return False
        is_told = named.kind is not NameKind.PLACE or named.start - low < 30
        return (
            is_told
            or bool(_GRADE.search(self._marked.marks, low, high))
            or (self.main is not None and named.codes == self.main[1])
        )

    def _is_said(self, named: Named, low: int) -> bool:
        """Tell whether a name stands only in what somebody is quoted to have said."""
        is_quoted = self._marked.text.count('"', low, named.start) % 2 == 1
        return is_quoted and self.main is not None and named.codes != self.main[1]

    def _compares(self, sentence: int) -> bool:
        if sentence not in self._comparing:
            low, high = self._marked.bounds[sentence]
            is_likely = any(hint in self._marked.plain[low:high] for hint in cues.OTHERS_HINTS)
            self._comparing[sentence] = is_likely and bool(cues.OTHERS.search(half_marked(self._marked, low, high)))
        return self._comparing[sentence]
