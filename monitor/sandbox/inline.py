"""The sandbox without a child: for `analyse` on a person's own file, and for tests."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from monitor.errors import ParseError, SandboxError
from monitor.sandbox.wire import one_line

P = ParamSpec("P")
T = TypeVar("T")


class Inline:
    """Runs in this process, without limits, with the same errors as a child would give."""

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns. Raises SandboxError, or its ParseError."""
        try:
            return function(*args, **kwargs)
        except (ParseError, SandboxError):
            raise
        except Exception as error:
            raise SandboxError(one_line(function, error)) from error
