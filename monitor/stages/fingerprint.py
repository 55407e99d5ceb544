"""Know a copy: hashes of a text's shingles, the same in every process, and how much of one text is in another."""

import re
import zlib
from typing import Final

from monitor.text import normalise

# Five words in a row are rarely the same by chance; four already are in reports about one inspection, which all
# quote the same sentence of the letter.
SHINGLE: Final = 5
_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def fingerprint(text: str) -> frozenset[int]:
    """Return the hashes (32 bits) of the text's runs of five words; of all its words where it is shorter."""
    words = _WORD.findall(normalise(text).text.lower())
    if not words:
        return frozenset()
    last = max(1, len(words) - SHINGLE + 1)
    return frozenset(zlib.crc32(" ".join(words[place : place + SHINGLE]).encode()) for place in range(last))


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """Return which share of the smaller text's shingles is in the other one, 0 to 1; 0 where either has none."""
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b))
