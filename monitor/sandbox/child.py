"""The child's side: take a job, do it under limits, answer, until the monitor goes away."""

import fcntl
import math
import os
import pickle
import resource
import select
import sys
from collections.abc import Callable
from typing import Final

from monitor.errors import ParseError
from monitor.sandbox.wire import HEADER, Answer, Ending, frame, one_line, pack_answer

# A parser has no business there. Belt and braces: the limits below and the service's own sandbox come first.
_FORBIDDEN: Final = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "subprocess.", "os.system", "os.exec")
_FORBIDDEN_TOO: Final = ("os.posix_spawn", "os.fork", "os.kill", "os.remove", "os.rename", "shutil.")
_OPEN_FILES: Final = 64


def main(lifeline: int, memory_bytes: int, cpu_seconds: int, idle_seconds: int) -> None:
    """Serve jobs from standard input until it ends, or nothing has come for `idle_seconds`."""
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)  # what a library prints must not mix with the answers
    _die_with_the_monitor(lifeline)
    _limit(memory_bytes)
    sys.addaudithook(_refuse)
    while select.select([0], [], [], idle_seconds)[0]:
        job = _read_job()
        if job is None:
            break
        answer = _do(job, cpu_seconds)
        _write(answers, frame(_packed(answer)))
        if answer.ending is Ending.NO_MEMORY:
            break  # what is left of the memory is in pieces: a fresh child serves better


def _die_with_the_monitor(lifeline: int) -> None:
    """Let the kernel end this process when the pipe's other end, which only the monitor holds, is closed.

    SIGIO ends a process that does not handle it, also in the middle of a loop in C that would never see the end of
    standard input. The signal for the parent's death is no help: it comes when the thread ends that made the child.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:  # it went away before this was set up
        os._exit(1)


def _limit(memory_bytes: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def _limit_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith((*_FORBIDDEN, *_FORBIDDEN_TOO)):
        raise PermissionError(f"{event} in a parser")


def _do(job: bytes, cpu_seconds: int) -> Answer:
    function: Callable[..., object] = _do
    try:
        function, args, kwargs = pickle.loads(job)  # noqa: S301 - it comes from the monitor itself
        _limit_cpu(cpu_seconds)  # only now: the first job's imports are not its own doing
        return Answer(ending=Ending.DONE, value=function(*args, **kwargs))
    except ParseError as error:
        return Answer(ending=Ending.REFUSED, url=error.url, text=error.reason)
    except MemoryError:
        return Answer(ending=Ending.NO_MEMORY, text=f"{function.__module__}.{function.__qualname__}: out of memory")
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is one line for the monitor
        return Answer(ending=Ending.RAISED, text=one_line(function, error))


def _packed(answer: Answer) -> bytes:
    try:
        return pack_answer(answer)
    except Exception as error:  # noqa: BLE001 - a value that can't travel can raise anything
        return pack_answer(Answer(ending=Ending.RAISED, text=f"what a parser returned can't travel: {error}"))


def _read_job() -> bytes | None:
    header = _read(HEADER.size)
    return _read(HEADER.unpack(header)[0]) if header else None


def _read(size: int) -> bytes | None:
    read = bytearray()
    while len(read) < size:
        piece = os.read(0, min(size - len(read), 2**20))
        if not piece:
            return None
        read += piece
    return bytes(read)


def _write(target: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(target, left) :]
