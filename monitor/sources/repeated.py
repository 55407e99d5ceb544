"""Find the entries of a news page by itself: links with a title that repeat in one form, preferably with dates."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from monitor import urls
from monitor.dates import find_date

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_FURNITURE: Final = frozenset({"nav", "header", "footer", "aside", "form"})
# An element with one entry is still the list, and no entry.
_AROUND: Final = frozenset({"body", "main", "html", "[document]", "ul", "ol", "table", "tbody"})
_MOST_LINKS: Final = 3000
_LEAST_WORDS: Final = 3  # of a title; "Read more" and "Next page" have fewer
_MOST_TEXT: Final = 2000  # characters of one entry; a larger box is no entry of a list
_SECTION: Final = re.compile(
    r"/(?:category|tag|topics?|author|page|search|login|privacy|cookies|contact)(?:/|$)", re.IGNORECASE
)


def repeated_items(page: "BeautifulSoup", base: str) -> list[tuple["Tag", "Tag"]]:
    """Return the likeliest list of (entry, its link), in the page's order; empty where nothing looks like a list.

    A single entry is believed where it has a date and its link stands in a heading.
    """
    groups: dict[str, list[tuple[Tag, Tag]]] = defaultdict(list)
    large: dict[int, bool] = {}  # by id of an element: whether it is more than one entry
    for anchor in page.find_all("a", href=True, limit=_MOST_LINKS):
        link = urls.absolute(str(anchor["href"]), base)
        if link and _may_be_story(anchor, link, base):
            item = _box(anchor, base, large)
            groups[_form(item, anchor)].append((item, anchor))
    best = max(groups.values(), key=_score, default=[])
    return best if _score(best) >= 3 else []


def _may_be_story(anchor: "Tag", link: str, base: str) -> bool:
    if not urls.same_site(link, base) or urls.is_home(link) or _SECTION.search(link):
        return False
    heading = anchor.find(["h1", "h2", "h3", "h4"]) or anchor.find_parent(["h1", "h2", "h3", "h4"])
    words = len(anchor.get_text(" ").split())
    if words < _LEAST_WORDS and heading is None:
        return False
    return not any(parent.name in _FURNITURE for parent in anchor.parents)


def _box(anchor: "Tag", base: str, large: dict[int, bool]) -> "Tag":
    """Return the largest element around the link that holds this story only."""
    box = anchor
    while (parent := box.parent) is not None and parent.name not in _AROUND:
        if id(parent) not in large:
            large[id(parent)] = len(parent.get_text(" ")) > _MOST_TEXT or _stories(parent, base) > 1
        if large[id(parent)]:
            break
        box = parent
    return box


def _stories(tag: "Tag", base: str) -> int:
    found = set()
    for anchor in tag.find_all("a", href=True):
        link = urls.absolute(str(anchor["href"]), base)
        if link and len(anchor.get_text(" ").split()) >= _LEAST_WORDS:
            found.add(urls.canonical(link))
    return len(found)


def _form(item: "Tag", anchor: "Tag") -> str:
    """Return what entries of one list have in common: the element, its classes, and where its title's link stands."""
    classes = " ".join(sorted(name for name in _classes(item) if not re.search(r"\d|first|last|odd|even", name)))
    inside = anchor.find_parent(["h1", "h2", "h3", "h4"])
    place = item.parent
    return f"{place.name if place else ''}>{item.name}.{classes}>{inside.name if inside else anchor.name}"


def _classes(tag: "Tag") -> list[str]:
    value = tag.get("class")
    return list(value) if isinstance(value, list) else []


def _score(group: list[tuple["Tag", "Tag"]]) -> int:
    return sum(1 + 2 * _has_date(item) + (anchor.find_parent(["h2", "h3", "h4"]) is not None) for item, anchor in group)


def _has_date(item: "Tag") -> bool:
    return item.find("time") is not None or find_date(" ".join(item.get_text(" ").split())[:_MOST_TEXT]) is not None
