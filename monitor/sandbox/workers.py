"""Long-lived children that parse what strangers publish, killed and replaced when they misbehave."""

import pickle
from collections.abc import Callable
from queue import LifoQueue
from threading import Lock
from types import TracebackType
from typing import ParamSpec, Self, TypeVar, cast

from monitor.errors import SandboxError
from monitor.sandbox.process import Child
from monitor.sandbox.wire import Ending, frame, pack_job, unpack_answer, value_of

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """Up to `count` children, started when they are needed. May be used from several threads at once.

    Each job has `cpu_seconds` of CPU and `wall_seconds` in all; a child may map `memory_bytes`. A child without work
    ends after `idle_seconds`, and every child ends with this process, however that ends.
    """

    def __init__(
        self, *, count: int, cpu_seconds: int, memory_bytes: int, wall_seconds: float, idle_seconds: int = 300
    ) -> None:
        self._wall_seconds = wall_seconds
        self._limits = (memory_bytes, cpu_seconds, idle_seconds)
        self._lock = Lock()
        self._closed = False
        self._alive: set[Child] = set()
        # Last in, first out: one child does what one child can do, the others are never started.
        self._children: LifoQueue[Child | None] = LifoQueue()
        self._count = count
        for _ in range(count):
            self._children.put(None)

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the top-level function returns, computed in a child. Raises SandboxError, or its ParseError."""
        job = frame(_job(function, args, kwargs))
        child, kept = self._children.get(), None
        try:
            child = self._fit(child)
            answer = unpack_answer(child.exchange(job, self._wall_seconds))
            if answer.ending is not Ending.NO_MEMORY:  # then the child ends by itself
                kept = child
        except SandboxError as error:
            why = "the sandbox is closed" if self._closed else str(error)
            raise SandboxError(f"{function.__module__}.{function.__qualname__}: {why}") from None
        finally:
            if child is not None and kept is None:
                self._end(child)
            self._children.put(kept)
        # The type is the function's own: a child that lies about it is caught where the value is used.
        return cast("T", value_of(answer))

    def close(self) -> None:
        """End all children now. Jobs under way, and later ones, end with a SandboxError."""
        with self._lock:
            self._closed = True
            for child in self._alive:
                child.interrupt()
        for rested in [self._children.get() for _ in range(self._count)]:
            if rested is not None:
                self._end(rested)
        for _ in range(self._count):
            self._children.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _fit(self, child: Child | None) -> Child:
        if child is not None and child.is_fit():
            return child
        if child is not None:
            self._end(child)
        with self._lock:
            if self._closed:
                raise SandboxError("the sandbox is closed")
            fresh = Child(*self._limits)
            self._alive.add(fresh)
            return fresh

    def _end(self, child: Child) -> None:
        with self._lock:
            self._alive.discard(child)
        child.end()


def _job(function: Callable[P, T], args: tuple[object, ...], kwargs: dict[str, object]) -> bytes:
    if function.__module__ == "__main__":
        raise TypeError(f"{function.__qualname__}: a child can't import the main script's functions")
    try:
        return pack_job(function, args, kwargs)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(f"{function.__module__}.{function.__qualname__}: can't be sent to a child: {error}") from error
