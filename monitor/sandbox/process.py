"""One child process as the monitor holds it: started with nothing to lose, spoken to against a deadline, ended."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import Final

from monitor.errors import SandboxError
from monitor.sandbox.wire import HEADER, MOST_ANSWERED

_START_SECONDS: Final = 30.0  # on top of the wall time for a fresh child: a busy machine, cold imports
_MOST_JOBS: Final = 1_000  # then a child is replaced, whatever its libraries have leaked
_BOOT: Final = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from monitor.sandbox.child import main
main(*map(int, sys.argv[2:]))
"""
# No secrets, no proxies, no settings: only what an interpreter needs to start and to be frugal.
_KEPT: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_ENVIRONMENT: Final = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "MALLOC_ARENA_MAX": "1"}


class Child:
    """One child process and the pipes to it."""

    def __init__(self, memory_bytes: int, cpu_seconds: int, idle_seconds: int) -> None:
        self._cpu_seconds = cpu_seconds
        self._idle_seconds = idle_seconds
        self._jobs = 0
        self._last_used = time.monotonic()
        far_end, self._lifeline = os.pipe()
        try:
            self._process = _started(far_end, (memory_bytes, cpu_seconds, idle_seconds))
        except OSError as error:
            os.close(self._lifeline)
            raise SandboxError(f"a child can't be started: {error}") from error
        finally:
            os.close(far_end)
        if self._process.stdin is None or self._process.stdout is None:
            raise SandboxError("a child was started without pipes")
        self._stdin = self._process.stdin
        self._stdout = self._process.stdout
        os.set_blocking(self._stdin.fileno(), False)
        os.set_blocking(self._stdout.fileno(), False)

    def is_fit(self) -> bool:
        """Return whether the child lives and is not about to end by itself."""
        rested = time.monotonic() - self._last_used
        return self._process.poll() is None and rested < self._idle_seconds * 0.8 and self._jobs < _MOST_JOBS

    def exchange(self, job: bytes, wall_seconds: float) -> bytes:
        """Send a job, return the answer. Raises SandboxError where none comes in time, or ever."""
        deadline = time.monotonic() + wall_seconds + (0.0 if self._jobs else _START_SECONDS)
        self._jobs += 1
        poll = select.poll()
        poll.register(self._stdout, select.POLLIN)
        poll.register(self._stdin, select.POLLOUT)
        left, answer = memoryview(job), bytearray()
        while len(answer) < HEADER.size or len(answer) < _length(answer):
            ready = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
            if not ready:
                raise SandboxError(f"no answer within {wall_seconds:g} s")
            for descriptor, _ in ready:
                if descriptor == self._stdout.fileno():
                    self._receive(answer)
                elif left := self._send(left):
                    continue
                else:
                    poll.unregister(self._stdin)
        self._last_used = time.monotonic()
        return bytes(answer[HEADER.size :])

    def interrupt(self) -> None:
        """Kill the child; whoever waits for its answer learns that it died."""
        self._process.kill()

    def end(self) -> None:
        """Kill the child and give back all that it holds. Once more does no harm."""
        if self._lifeline < 0:
            return
        self._process.kill()
        self._process.wait()
        self._stdin.close()
        self._stdout.close()
        os.close(self._lifeline)
        self._lifeline = -1

    def _send(self, left: memoryview) -> memoryview:
        try:
            return left[os.write(self._stdin.fileno(), left) :]
        except BrokenPipeError:
            raise SandboxError(self._how_it_died()) from None

    def _receive(self, answer: bytearray) -> None:
        piece = os.read(self._stdout.fileno(), 2**20)
        if not piece:
            raise SandboxError(self._how_it_died())
        answer += piece

    def _how_it_died(self) -> str:
        code = self._process.wait()
        if -code == signal.SIGXCPU:
            return f"ran out of its {self._cpu_seconds} s of CPU time"
        if code < 0:
            return f"the child died of {signal.Signals(-code).name}"
        return f"the child ended with exit code {code}"


def _started(lifeline: int, limits: tuple[int, int, int]) -> subprocess.Popen[bytes]:
    path = json.dumps([os.path.abspath(entry) for entry in sys.path])  # noqa: PTH100 - "" means the folder we are in
    arguments = [str(number) for number in (lifeline, *limits)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-B", "-c", _BOOT, path, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        pass_fds=(lifeline,),
        cwd="/",
        env=_ENVIRONMENT | {name: os.environ[name] for name in _KEPT if name in os.environ},
        start_new_session=True,  # a terminal's Ctrl-C is for the monitor, which ends its children in good order
    )


def _length(answer: bytearray) -> int:
    length = HEADER.size + int(HEADER.unpack_from(answer)[0])
    if length > MOST_ANSWERED:
        raise SandboxError("the answer is too long")
    return length
