"""Cut from an article what no box gave away: walls, cookie notices, newsletter lines, repetitions."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

# Nothing of the article follows these, whatever does.
_WALL: Final = re.compile(
    r"(?:please )?(?:register|subscribe|sign[ -]?(?:in|up)|log[ -]?in|join)\b.{0,40}\b"
    r"to (?:continue|keep|carry on|read\b)"
    r"|(?:register|subscribe|log ?in|sign ?in) (?:now |here |today |for free )?to (?:access|unlock|view)\b"
    r"|to read (?:the rest|the full (?:article|story)|this (?:article|story))\b.{0,40}\b(?:subscribe|register|sign|log)"
    r"|(?:are you )?already (?:have an account|a subscriber|a member|registered)\b"
    r"|this (?:article|content|story|page) is (?:only |exclusively )?(?:available )?(?:to|for) (?:our )?"
    r"(?:registered|subscri|members|premium)"
    r"|you(?:'|’)?(?:ve| have) (?:read|reached|used) .{0,40}\bfree (?:articles?|stories)"
    r"|thank you for visiting\b.{0,200}\b(?:register|subscri)|get unlimited access|unlock this article"
    r"|.{0,80}\bto (?:continue|keep|carry on) reading\b",
    re.IGNORECASE,
)
# May also stand inside an article, as an inserted line: a wall only where no article follows.
_MAYBE_WALL: Final = re.compile(
    r"(?:subscribe|register|log in|sign in|join)(?: (?:now|today|here|from £.{0,30}|for .{0,30}))?[.!:]?$"
    r"|.{0,30}\b(?:digital|print|online|premium|magazine) (?:membership|subscription)s?$"
    r"|from £\d.{0,30}(?:month|year|week)$",
    re.IGNORECASE,
)
_COOKIES: Final = re.compile(
    r"(?:we|this (?:site|website)) uses? (?:essential |some )?cookies|accept (?:all |additional )?cookies"
    r"|cookie (?:policy|settings|preferences)|manage (?:cookies|consent)|by continuing to (?:use|browse)"
    r"|we value your privacy",
    re.IGNORECASE,
)
_FURNITURE: Final = re.compile(
    r"(?:- )?(?:\d{1,3} min(?:ute)?s? read|advert(?:isement|s)?|sponsored(?: content)?|story continues below.*|"
    r"continue reading.{0,20}|article continues (?:below|after).*|share(?: this.{0,40})?|share on .{0,20}|"
    r"print(?: this page)?|email|tweet|copy link|"
    r"facebook|twitter|whatsapp|linkedin|comments?(?: are closed\.?| \(\d+\))?|leave a comment|back to (?:top|news)|"
    r"(?:sign up|subscribe) (?:to|for) .{0,80}(?:newsletter|bulletin|alerts|updates|email).{0,60}|"
    r"(?:image|photo|picture)(?: credit)?: .{0,80}|© .{0,80}|all rights reserved.{0,40}|"
    r"the post .{0,200} appeared first on .{0,80}|"
    r"(?:(?:published|posted|last updated|updated)(?: on)?:? (?:on )?)?(?:\w+day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}|\w+ \d{1,2},? \d{4}|\d{1,2}/\d{1,2}/\d{2,4}).{0,30})",
    re.IGNORECASE | re.DOTALL,
)
# Cheap tests before dear ones: nearly no paragraph has a word of these.
_WALL_HINTS: Final = (
    "subscri",
    "regist",
    "sign",
    "log",
    "contin",
    "account",
    "member",
    "unl",
    "free a",
    "free s",
    "join",
    "£",
)
_COOKIE_HINTS: Final = ("cookie", "consent", "privacy", "browse")
_UNSPOKEN: Final = re.compile(r"[\W_]+")
_LONG: Final = 100  # characters: a line of prose, not of furniture


def readable(blocks: Sequence[str], *, title: str) -> tuple[list[str], bool]:
    """Return the blocks that are the article, and whether it ends at a wall."""
    kept: list[str] = []
    seen: set[str] = {_key(title)} if title else set()
    for place, block in enumerate(blocks):
        if len(block) < 600 and _is_wall(block, blocks[place + 1 :]):
            if sum(map(len, kept)) >= _LONG:
                return kept, True
            continue
        if len(block) < 60 and _MAYBE_WALL.match(block):
            continue
        text = "\n".join(_lines(block))
        key = _key(text)
        # Captions and pull quotes are printed twice; "Good" in two rows of a list is not a repetition.
        if not text or (key in seen and (len(key) >= 40 or (kept and _key(kept[-1]) == key) or not kept)):
            continue
        seen.add(key)
        kept.append(text)
    return kept, False


def _is_wall(block: str, rest: Sequence[str]) -> bool:
    lowered = block.lower()
    if not any(hint in lowered for hint in _WALL_HINTS):
        return False
    if len(block) < 400 and _WALL.match(block):
        return True
    if not _MAYBE_WALL.match(block):
        return False
    return sum(len(other) >= _LONG for other in rest) < 2


def _lines(block: str) -> Iterator[str]:
    for line in block.split("\n"):
        if len(line) < 300 and (_FURNITURE.fullmatch(line) or _is_about_cookies(line)):
            continue
        yield line


def _is_about_cookies(line: str) -> bool:
    lowered = line.lower()
    return any(hint in lowered for hint in _COOKIE_HINTS) and bool(_COOKIES.search(line))


def _key(text: str) -> str:
    return _UNSPOKEN.sub("", text.lower())
