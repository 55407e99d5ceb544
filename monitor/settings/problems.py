"""Problems of a settings file, each one line with file, line, key and, where there is one, the nearest valid key."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_PLAIN: Final = (
    ("Input should be", "must be"),
    ("Value should have", "must have"),
    ("String should", "must"),
    ("List should", "must"),
    ("a valid integer", "a whole number"),
    ("a valid boolean", "true or false"),
    ("a valid string", "text"),
    ("a valid list", "a list"),
    ("a valid dictionary", "a mapping of keys"),
    (" after validation", ""),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What is wrong with the value, or with the key itself, at a path of the document."""

    path: Path
    text: str


def dotted(path: Path) -> str:
    """Return the path as a person reads it: `sources[0].every`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def did_you_mean(word: str, known: Iterable[str], *, listed: bool = True) -> str:
    """Return `; did you mean 'x'?` with the nearest known word, or what may stand there, or nothing."""
    choices = sorted(known)
    lower = {choice.lower(): choice for choice in choices}
    close = get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {lower[close[0]]!r}?"
    return f" (known: {', '.join(choices)})" if listed and 0 < len(choices) <= 16 else ""


def visible(text: str) -> str:
    """Return the text with escapes in place of characters that a terminal would not show."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def line_of(tree: object, path: Path) -> int:
    """Return the line, from 1, where the path's key or item stands; that of the nearest parent where it is missing."""
    line = 0
    node = tree
    for step in path:
        places = getattr(getattr(node, "lc", None), "data", None)
        if not isinstance(places, dict) or step not in places:
            break
        line = places[step][0]
        node = node[step]  # type: ignore[index]  # a mapping or a list: it has the step's place
    return line + 1


def printable(file: str, tree: object, problems: Sequence[Problem]) -> list[str]:
    """Return the problems as lines, in the order of the file, each once."""
    placed = [(line_of(tree, one.path), visible(dotted(one.path)), visible(one.text)) for one in problems]
    return [
        f"{file}:{line}: {path}: {text}" if path else f"{file}:{line}: {text}"
        for line, path, text in sorted(set(placed))
    ]


def problems_of(error: ValidationError, model: type[BaseModel], prefix: Path = ()) -> list[Problem]:
    """Return what pydantic found, in plain words and without the values, which may be secret."""
    return [
        Problem(
            path=prefix + _clean(one["loc"]),
            text=_words(one, model),
        )
        for one in error.errors(include_url=False)
    ]


def _clean(loc: Path) -> Path:
    # Branches of a union add their own name to the place, such as `str` and `int`: those are no keys of the file.
    return tuple(step for step in loc if isinstance(step, int) or step not in {"str", "int", "none"})


def _words(error: ErrorDetails, model: type[BaseModel]) -> str:
    kind, message, loc, context = error["type"], error["msg"], error["loc"], error.get("ctx", {})
    if kind == "extra_forbidden":
        owner = _model_at(model, loc[:-1])
        return f"unknown key{did_you_mean(str(loc[-1]), owner.model_fields if owner else ())}"
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return str(context.get("error", message))
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context.get("expected")))
        nearest = did_you_mean(str(error["input"]), choices, listed=False)
        return f"must be {context.get('expected')}{nearest}"
    for theirs, ours in _PLAIN:
        message = message.replace(theirs, ours)
    return message.strip()


def _model_at(model: type[BaseModel], loc: Path) -> type[BaseModel] | None:
    here: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int):
            continue
        info = here.model_fields.get(step) if here else None
        here = _model_in(info.annotation) if info else None
    return here


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
