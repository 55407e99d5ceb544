"""Jobs for the tests of the sandbox: a child imports them by name."""

import ctypes
import os
import re
import socket
import sys

from monitor.errors import ParseError
from monitor.model.source import FoundEntry, Parsed


def doubled(number: int, *, plus: int = 0) -> int:
    return 2 * number + plus


def own_pid() -> int:
    return os.getpid()


def parsed(title: str) -> Parsed:
    return Parsed(entries=(FoundEntry(key="1", url="https://a.example/1", title=title),), state={"a": "b"})


def length(body: bytes) -> int:
    return len(body)


def zeros(count: int) -> bytes:
    return bytes(count)


def loop() -> None:
    while True:
        pass


def loop_in_c() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")  # holds the interpreter's lock for longer than the universe


def wait_for_ever() -> None:
    os.read(os.pipe()[0], 1)


def eat_memory() -> int:
    return sum(len(bytearray(2**24)) for _ in iter(lambda: _KEPT.append(bytearray(2**24)), 0))


_KEPT: list[bytearray] = []


def crash() -> None:
    ctypes.string_at(0)


def refuse() -> None:
    raise ParseError("https://a.example/feed", "not a feed")


def fail() -> None:
    raise ValueError("bad\nluck")


def leave() -> None:
    sys.exit(3)


def chatter() -> str:
    os.write(1, b"to the answers?")
    return "said"


def return_a_function() -> object:
    return loop


def return_a_type_of_others() -> object:
    return re.compile("a")


def environment() -> dict[str, str]:
    return dict(os.environ)


def write_a_file(path: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123 - as a careless library would
        file.write("x")


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port))
