"""Take out of a page what is not its article: hidden text, menus, related stories, adverts, walls, cookie notices.

Boxes leak other councils into an article, so they go before anything is read. Changes the tree that it is given.
"""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_TEXT: Final = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "button",
    "select",
    "textarea",
    "input",
    "nav",
    "footer",
    "aside",
    "dialog",
    "video",
    "audio",
    "map",
]
# A page's subject may be named like a box: WordPress writes "category-social-care" and "tag-newsletter" on articles.
_SUBJECT: Final = re.compile(
    r"(?:category|cat|tag|tax|term|topic|post|status|type|format|section|page)-\S+", re.IGNORECASE
)
_BOX: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|related|recommend(?:ed|ations)?|more[_-]?(?:like|from|on|news|stories)|"
    r"read[_-]?(?:more|next|also)|see[_-]?also|most[_-]?(?:read|popular)|popular|trending|newsletter|sign[_-]?up|"
    r"subscri(?:be|ption)s?|promo(?:tion|ted)?|advert(?:isement|s)?|ads?|adslot|dfp|mpu|sponsor(?:ed)?|taboola|outbrain|"
    r"shar(?:e|ing)|social|breadcrumbs?|comments?|disqus|skip[_-]?(?:link|to)|tags|pagination|job[_-]?(?:ads?|board|list)|"
    r"vacanc(?:y|ies)|visually[_-]?hidden|sr[_-]?only|screen[_-]?reader(?:[_-]text)?|print[_-]?only|membership)"
    r"(?:$|[\s_-])|(?:^|\s)hidden(?:$|\s)",
    re.IGNORECASE,
)
_WALL: Final = re.compile(
    r"(?:^|[\s_-])(?:pay[_-]?wall|reg(?:ister|istration)?[_-]?wall|meter(?:ed)?[_-]?wall|premium[_-]?wall|"
    r"login[_-]?wall|wall|gate(?:d)?[_-]?content|subscriber[_-]?only|locked[_-]?content)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What a wall says. Sites also call the text behind it "paywall": that is the article.
_WALL_WORDS: Final = re.compile(
    r"\b(?:subscri|regist|sign[ -]?(?:in|up)|log ?in|account|member|free articles)", re.IGNORECASE
)
_UNSEEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)", re.IGNORECASE
)
_HEADING: Final = re.compile(
    r"(?:more (?:like this|on this(?: story)?|from .{2,30}|stories|news|in this section)|"
    r"read (?:more|next|also|this next)|"
    r"related(?: (?:articles?|stories|news|content|links|posts|topics))?|see also|also read|"
    r"most (?:read|popular|viewed)|"
    r"you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|"
    r"recommended(?: (?:for you|reading|articles))?|trending(?: now)?|"
    r"latest (?:news|jobs|stories|digital issues|articles)|top stories|don'?t miss|share this.{0,30}|jobs of the week|"
    r"sign up (?:to|for) .{0,60}newsletters?.{0,30}|newsletters?)\s*[:.…]*",
    re.IGNORECASE,
)
_LEAD_IN: Final = re.compile(
    r"(?:read (?:more|also|next)|related|see also|also read|more on this)\s*[:|\-–—»>]", re.IGNORECASE
)
_TEXT: Final = frozenset({"h1", "h2", "p"})
_KEPT: Final = frozenset({"html", "body", "main", "article", "head"})
_MOST_BOX: Final = 4000  # characters; what is larger than a box is the article in an unluckily named element
_MOST_SHARE: Final = 0.5  # of the page's text: the same for short articles


def take_out_boxes(tree: "HtmlElement") -> bool:
    """Remove what is not the article; return whether a wall for payment or registration stood there."""
    from lxml.etree import strip_elements

    strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    most = min(_MOST_BOX, _MOST_SHARE * len(tree.text_content()))
    walled = False
    for element in tree.xpath("//*[@class or @id or @role or @style or @hidden or @aria-hidden]"):
        if element.tag in _KEPT:
            continue
        names = _names(element)
        is_wall = bool(_WALL.search(names))
        is_box = is_wall or (bool(_BOX.search(names)) and element.tag not in _TEXT)
        if not is_box and not _is_unseen(element):
            continue
        text = element.text_content()
        if len(text) > most or next(element.iter("h1"), None) is not None:
            continue
        if is_wall:
            if not _WALL_WORDS.search(text):
                continue
            walled = True
        _drop(element)
    _take_out_headed_boxes(tree)
    return walled


def _take_out_headed_boxes(tree: "HtmlElement") -> None:
    doomed = [
        piece
        for element in tree.iter("h2", "h3", "h4", "h5", "h6", "p", "li", "div", "strong", "b", "span")
        if (text := element.text) and len(text) < 120 and not text.isspace()
        for piece in _headed_box(element)
    ]
    for element in doomed:
        _drop(element)


def _names(element: "HtmlElement") -> str:
    given = element.attrib
    names = f"{given.get('class', '')} {given.get('id', '')} {given.get('role', '')}"
    return _SUBJECT.sub(" ", names) if "-" in names else names


def _is_unseen(element: "HtmlElement") -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(style and _UNSEEN.search(style))
    )


def _headed_box(element: "HtmlElement") -> list["HtmlElement"]:
    """Return the elements of a box that only its heading gives away ("Read more", "More like this" and links after)."""
    text = " ".join((element.text or "").split())
    if element.tag in {"p", "li", "div", "strong", "b", "em", "span"} and _LEAD_IN.match(text):
        line = element if element.tag in {"p", "li", "div"} else element.getparent()
        return [line] if line is not None and _is_mostly_links(line) else []
    if not _HEADING.fullmatch(text):
        return []
    head = element
    while (
        (parent := head.getparent()) is not None
        and parent.tag not in _KEPT
        and len(parent) == 1
        and not (parent.text or "").strip()
    ):
        head = parent
    box = [head]
    following = head.getnext()
    while (
        following is not None and following.tag not in _KEPT and (_is_mostly_links(following) or _is_picture(following))
    ):
        box.append(following)
        following = following.getnext()
    return box


def _is_mostly_links(element: "HtmlElement") -> bool:
    text = len("".join(element.text_content().split()))
    linked = sum(len("".join(anchor.text_content().split())) for anchor in element.iter("a"))
    return 0 < text <= _MOST_BOX and linked >= 0.6 * text


def _is_picture(element: "HtmlElement") -> bool:
    return not element.text_content().strip()


def _drop(element: "HtmlElement") -> None:
    if element.getparent() is not None:
        element.drop_tree()
