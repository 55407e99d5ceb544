"""Say whose visit it is: who is named beside it, under whose heading it stands, or who the text is about."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from monitor.stages.detect import visit_cues as cues
from monitor.stages.detect.focus import Discourse
from monitor.stages.detect.marked import Marked, Span
from monitor.stages.detect.scopes import Scope

_NEAR: Final = 3  # sentences in which a name goes on being spoken of
_OPENING: Final = 8  # sentences after which a text may have turned to another authority


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitScene:
    """A text as far as its visits need it."""

    marked: Marked
    discourse: Discourse
    day: date | None  # of publication
    headings: tuple[tuple[int, str], ...]  # where a line names an authority and says nothing else; its la_code
    line: str  # the text in lower case, without "May" as a month, at the text's offsets


def scene_of(marked: Marked, discourse: Discourse, day: date | None) -> VisitScene:
    """Return a text as far as its visits need it. One heading alone is none: it takes two to make sections."""
    headings = []
    for one in discourse.named:
        low, high = marked.bounds[one.sentence]
        if low >= marked.title_end and len(one.codes) == 1 and cues.HEADING.fullmatch(marked.marks, low, high):
            headings.append((low, one.codes[0]))
    line = marked.plain
    for match in cues.MAY.finditer(marked.text) if "May" in marked.text else ():
        line = f"{line[: match.start()]}jul{line[match.end() :]}"
    return VisitScene(
        marked=marked,
        discourse=discourse,
        day=day,
        headings=tuple(headings) if len({code for _, code in headings}) > 1 else (),
        line=line,
    )


def sentence_of(marked: Marked, place: int) -> tuple[int, int]:
    """Return where the sentence starts and ends that holds an offset."""
    return marked.bounds[marked.sentence_at(place)]


def is_carried(scene: VisitScene, start: int) -> bool:
    """Tell whether neither the sentence of a visit nor, once past the opening, those before it name an authority."""
    return not _names(scene, start) and goes_on_from(scene, start) is None


def _names(scene: VisitScene, start: int) -> bool:
    number = scene.marked.sentence_at(start)
    return any(one.sentence == number for one in scene.discourse.named)


def goes_on_from(scene: VisitScene, start: int) -> tuple[str, ...] | None:
    """Return whom a text named a few sentences before, as la_codes, once it is past its opening."""
    number = scene.marked.sentence_at(start)
    near = [one for one in scene.discourse.told if number - _NEAR <= one.sentence < number and number > _OPENING]
    return near[-1].codes if near else None


def whose(scene: VisitScene, start: int, end: int, *, is_guess: bool = False) -> tuple[str, ...]:
    """Return the la_codes of the authorities that a visit was made to, as they were on the day of publication.

    Of a visit that is a guess itself it is not guessed whose it was, where the text speaks of several authorities.
    """
    marked, discourse = scene.marked, scene.discourse
    low, high = sentence_of(marked, start)
    carried = not _names(scene, start)
    codes = _carried(scene, start, scene.line[low:high]) if carried else ()
    if is_guess and carried and not codes:
        codes = goes_on_from(scene, start) or ()
    if not codes and not (is_guess and carried and discourse.speaks_of_several):
        scope = Scope(start=low, end=high, text=marked.marks[low:high])
        owner = discourse.owner(Span(start=start, end=end, key=""), scope)
        if owner is not None and (not owner.is_other or not carried):
            codes = tuple(codes[0] for _, codes in owner.named if len(codes) == 1)
    return tuple(dict.fromkeys(one for code in codes for one in discourse.present(code)))


def _carried(scene: VisitScene, start: int, sentence: str) -> tuple[str, ...]:
    above = [code for place, code in scene.headings if place < start]
    if above:
        return (above[-1],)
    both = cues.BOTH.search(sentence)
    if both is not None:
        number = scene.marked.sentence_at(start)
        listed: dict[int, list[str]] = {}
        for one in scene.discourse.named:
            if one.sentence < number and len(one.codes) == 1 and one.codes[0] not in listed.get(one.sentence, ()):
                listed.setdefault(one.sentence, []).append(one.codes[0])
        pairs = [codes for codes in listed.values() if len(codes) == 2 or (len(codes) > 2 and "first" in both.group())]
        if pairs:
            return tuple(pairs[-1][:2])
    above_it = [one.codes[0] for one in scene.discourse.told if one.sentence == scene.marked.sentence_at(start) - 1]
    if cues.TWO_OR_MORE.search(sentence) and len(set(above_it)) == 2:
        return tuple(dict.fromkeys(above_it))
    main = scene.discourse.main
    if main is not None and goes_on_from(scene, start) not in {None, main[1]}:
        return ()
    is_led = not scene.headings and both is None and main is not None and len(main[1]) == 1 and _opens(scene, main[1])
    return main[1] if is_led and main is not None else ()


def _opens(scene: VisitScene, codes: tuple[str, ...]) -> bool:
    """Tell whether the headline, or where that names none the first sentence that does, names an authority alone."""
    told = scene.discourse.told
    title = {one.codes for one in told if one.start < scene.marked.title_end}
    return (title or {one.codes for one in told if one.sentence == told[0].sentence}) == {codes}
