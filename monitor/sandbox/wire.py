"""What goes over the pipes between the monitor and its children: frames, jobs and answers.

A child may have been taken over by what it parsed. Its answers are therefore unpickled with a closed list of types:
this program's own values and a few of the standard library, none of which can do anything.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from enum import Enum, StrEnum
from importlib import import_module
from io import BytesIO
from struct import Struct
from typing import Final

from monitor.errors import ParseError, SandboxError

HEADER: Final = Struct("!Q")
MOST_ANSWERED: Final = 64 * 2**20  # bytes
_HARMLESS: Final = {
    "builtins": {"frozenset", "set", "bytearray", "complex"},
    "collections": {"OrderedDict"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
}


class Ending(StrEnum):
    """How a job ended."""

    DONE = "done"
    REFUSED = "refused"  # ParseError: the body is not what it should be
    RAISED = "raised"
    NO_MEMORY = "no-memory"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A child's answer to one job. `url` and `text` are those of the error."""

    ending: Ending
    value: object = None
    url: str = ""
    text: str = ""


def frame(payload: bytes) -> bytes:
    return HEADER.pack(len(payload)) + payload


def pack_job(function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> bytes:
    """Return the job as bytes. Raises PicklingError or AttributeError for what is not at the top of a module."""
    return pickle.dumps((function, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)


def pack_answer(answer: Answer) -> bytes:
    return pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)


def unpack_answer(payload: bytes) -> Answer:
    """Return a child's answer. Raises SandboxError where it is no answer, or holds what no parser returns."""
    try:
        answer: object = _Unpickler(BytesIO(payload)).load()
    except Exception as error:
        raise SandboxError(f"a child answered with what it must not send: {error}") from error
    if not isinstance(answer, Answer):
        raise SandboxError("a child answered with what is no answer")
    return answer


def value_of(answer: Answer) -> object:
    """Return the value of an answer. Raises the child's ParseError, or SandboxError."""
    if answer.ending is Ending.DONE:
        return answer.value
    if answer.ending is Ending.REFUSED:
        raise ParseError(answer.url, answer.text)
    raise SandboxError(answer.text)


def one_line(function: Callable[..., object], error: BaseException) -> str:
    """Return what a function raised, as one line for a person."""
    name = f"{function.__module__}.{function.__qualname__}"
    return f"{name}: {type(error).__name__}: {' '.join(str(error).split())[:300]}".rstrip(": ")


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if name in _HARMLESS.get(module, ()):
            return getattr(import_module(module), name)
        if module.startswith("monitor.") and "." not in name:
            found: object = getattr(import_module(module), name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
