"""The names of a text in its discourse, and whose a grade is among them."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from monitor.model.article import Document
from monitor.stages.detect import focus_cues as cues
from monitor.stages.detect.lexicon import AUTHORITY
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.places import Place, is_heading, is_labelled
from monitor.stages.detect.scopes import Scope
from monitor.stages.gazetteer import Gazetteer, NameKind

ABOUT: Final = "the text is about "  # how the reason begins where nobody is named near the grade
_OPENS: Final = 5  # characters within which a name opens its sentence
_JOINS: Final = 24  # characters before a name
Owners = tuple[tuple[str, tuple[str, ...]], ...]  # name, codes


class Named(NamedTuple):
    """A mention with its place in the discourse. `codes` has more than one authority where the name stays open."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    sentence: int
    is_aside: bool
    is_career: bool
    kind: NameKind
    is_joint: bool = False  # a name for all of its authorities: a shared trust, or the county that was split

    @property
    def owners(self) -> Owners:
        """Return whom it names, each with its own codes."""
        return tuple((self.name, (code,)) for code in self.codes) if self.is_joint else ((self.name, self.codes),)


class Owner(NamedTuple):
    """Whose a grade is: `named` may hold several (a list), each with its own codes. `is_other`: only a comparison."""

    named: Owners  # name, codes
    reason: str
    is_other: bool = False
    is_list: bool = False  # it is told of all of them in so many words


def half_marked(marked: Marked, low: int, high: int) -> str:
    """Return a sentence in lower case with only the names marked."""
    pieces, place = [], low
    for mention in marked.mentions:
        if low <= mention.start and mention.end <= high:
            pieces.append(marked.plain[place : mention.start] + AUTHORITY)
            place = mention.end
    return "".join((*pieces, marked.plain[place:high]))


def in_list(marked: Marked, nearest: list[Named], usable: list[Named]) -> Owners:
    """Return the nearest name with all that stand in one list with it."""
    if len(usable) < 2:
        return owners_of(usable)
    chosen = [nearest[0]]
    ordered = sorted(usable, key=lambda named: named.start)
    place = ordered.index(nearest[0])
    for step in (-1, 1):
        at = place
        while 0 <= at + step < len(ordered):
            first, second = sorted((ordered[at], ordered[at + step]), key=lambda named: named.start)
            is_again = first.codes == second.codes and second.start - first.end < 4
            if not is_again and not cues.CONJUNCTION.match(marked.plain[first.end : second.start]):
                break
            at += step
            chosen.append(ordered[at])
    return owners_of(sorted(chosen, key=lambda named: named.start))


def is_introduced(marked: Marked, named: Named) -> bool:
    """Tell whether a sentence ends with its subject: "Going the other way is Leeds."."""
    low, high = marked.bounds[named.sentence]
    is_last = not marked.plain[named.end : high].strip(" .!")
    return is_last and marked.plain[low : named.start].endswith((" is ", " was ", " comes "))


def not_joined(marked: Marked, told: Iterable[Named]) -> list[Named]:
    """Return the names that may get a grade, without those that another authority joins: "joins Leeds and York"."""
    found: list[Named] = []
    last: Named | None = None  # the last one that is joined, where no other name has followed
    for named in told:
        is_next = last is not None and cues.CONJUNCTION.match(marked.plain[last.end : named.start])
        last = named if is_next or is_joined(marked, named) else None
        if last is None:
            found.append(named)
    return found


def is_joined(marked: Marked, named: Named) -> bool:
    """Tell whether a name is the first of those that another authority joins."""
    before = marked.plain[max(0, named.start - _JOINS) : named.start]
    return "join" in before and bool(cues.JOINS_BEFORE.search(before))


def is_of_head(marked: Marked, named: Named, main: tuple[str, tuple[str, ...]] | None) -> bool:
    """Tell whether a name only says whose director or leader speaks: "..., Leeds's director said" of York."""
    is_main = main is not None and main[1] == named.codes
    return not is_main and cues.JOB_AFTER.match(marked.plain[named.end : named.end + 60]) is not None


def hand_on(
    weights: dict[tuple[str, ...], float], named: Iterable[Named], gazetteer: Gazetteer, day: date | None
) -> None:
    """Give the weight of an authority that was wound up to its heir, where the text names one heir."""
    among = {one.codes for one in named}
    for codes in [one for one in weights if not gazetteer.standing(one, day)]:
        heirs = [one for one in among if one[0] in gazetteer.successors(codes[0])]
        if len(heirs) == 1:
            weights[heirs[0]] = weights.get(heirs[0], 0.0) + weights.pop(codes)


def by_sentence(names: Iterable[Named]) -> dict[int, list[Named]]:
    """Return names by the number of their sentence, in order."""
    found: dict[int, list[Named]] = {}
    for named in names:
        found.setdefault(named.sentence, []).append(named)
    return found


def owners_of(listed: Iterable[Named]) -> Owners:
    """Return whom several names mean, each authority once."""
    pairs = [pair for named in listed for pair in named.owners]
    return tuple({codes: (name, codes) for name, codes in reversed(pairs)}.values())[::-1]


def labelled(marked: Marked, span: Span, here: list[Named], usable: list[Named]) -> Owner | None:
    """Return the owner whose name labels a grade: "Leeds (G1), York (G2)", "Leeds: G", "G2-rated York".

    `here` are all names of the sentence, `usable` those that may have a grade of now.
    """
    rated = cues.RATED_NAME_AFTER.match(marked.marks, span.end)
    names = [one for one in here if rated is not None and one.start == rated.end()]
    if names:
        reason, is_other = f"{names[0].name} is named beside it", any(one.is_aside for one in names)
        return Owner(named=in_list(marked, names, here), reason=reason, is_other=is_other)
    headed = is_heading(marked, marked.bounds[marked.sentence_at(span.start)][0], span)
    listed = [one for one in usable if one.start > span.end]
    if headed and listed:
        return Owner(named=in_list(marked, listed, listed), reason=f"{listed[0].name} is listed under it", is_list=True)
    before = [one for one in usable if one.end <= span.start]
    if rated is not None or not before or not is_labelled(marked, before[-1].start, span):
        return None
    owners = in_list(marked, before[::-1], before)
    return Owner(named=owners, reason=f"{before[-1].name} is named beside it", is_list=True)


def is_told_of_post(marked: Marked, post: Named, span: Span, scope: Scope) -> bool:
    """Tell whether a relative clause tells of where a person worked: "she comes from Leeds, which was G"."""
    is_after = post.end <= span.start and cues.TOLD_OF_POST.match(marked.plain, post.end) is not None
    return is_after or scope.lead.partition(" ")[0] in {"where", "which"}


def in_turn(owner: Owner, place: Place) -> Owner:
    """Return the one of a list whose turn it is, in "A and B were rated G1 and G2", "respectively" or not."""
    if len(owner.named) < 2:
        return owner
    text = place.scope.text
    runs = sorted([*place.runs, *(match.span() for match in cues.OLD_SCALE.finditer(text))])
    starts = [start for start, _ in runs]
    if len(starts) != len(owner.named) or place.first not in starts:
        return owner
    between = [text[end:start] for (_, end), start in zip(runs, starts[1:], strict=False)]
    if "respectively" not in text and not all(map(cues.AND.fullmatch, between)):
        return owner
    return owner._replace(named=(owner.named[starts.index(place.first)],))


def site_of(document: Document, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the authorities whose own site a text is from, as its source, its address or its outlet says."""
    if document.own_authority is not None:
        return (document.own_authority,)
    owner = gazetteer.owner(document.url)
    if owner or not document.outlet:
        return owner
    outlet = gazetteer.find(document.outlet)
    return outlet[0].codes if outlet and outlet[0].kind is not NameKind.PLACE else ()


def named_in_address(document: Document, gazetteer: Gazetteer) -> tuple[str, tuple[str, ...]] | None:
    """Return the one authority that a page's address or its host names, for texts that name none."""
    codes = gazetteer.named_in_slug(document.url)
    if len(codes) != 1:
        codes = gazetteer.named_in_host(document.url)
    return (gazetteer.authority(codes[0]).name, codes) if len(codes) == 1 else None


def outside_clauses(marked: Marked, span: Span, names: list[Named]) -> list[Named]:
    """Return the names but for those in a clause that is closed before the grade: "Leeds, which helps York, is G".

    One that stands alone is whose the grade is, but for a name of several, "its services, which a trust runs, are G",
    and for one with which they are shared.
    """
    low, _ = marked.bounds[marked.sentence_at(span.start)]
    if not names or all(marked.plain.find(hint, low, span.start) < 0 for hint in cues.CLOSED_HINTS):
        return names
    closed = [match.span() for match in cues.CLOSED_CLAUSE.finditer(marked.plain, low, span.start)]
    inside = [named for named in names if any(start < named.start < end for start, end in closed)]
    found = [named for named in names if named not in inside]
    if any(named.end <= span.start for named in found) or (inside and all(len(named.codes) > 1 for named in inside)):
        return found
    if inside and all(cues.SHARED_WITH.search(marked.plain, start, end) for start, end in closed):
        return found
    return names


def first_alone(told: list[Named]) -> Named | None:
    """Return the one that a text names first, None where its sentence names several."""
    here = {one.codes for one in told if one.sentence == told[0].sentence}
    return told[0] if len(here) == 1 else None


def subject_of(marked: Marked, named: list[Named]) -> Named:
    """Return the first of the names of a sentence, but for one before it: "After Leeds, which was G, came York"."""
    low, _ = marked.bounds[named[0].sentence]
    is_before = len(named) > 1 and cues.COMES_BEFORE.fullmatch(marked.plain, low, named[0].start)
    return named[1] if is_before and named[1].codes != named[0].codes else named[0]


def they_of(marked: Marked, span: Span, scope: Scope, last: Named, earlier: list[Named]) -> Owners:
    """Return the list that the last sentence opened with, where "they" get the grade."""
    low = marked.bounds[last.sentence][0]
    before = scope.text[: max(0, span.start - scope.start)]
    if last.start - low > _OPENS or not cues.THEY.search(before):
        return ()
    listed = in_list(marked, [last], [named for named in earlier if named.sentence == last.sentence])
    return listed if len(listed) > 1 else ()
