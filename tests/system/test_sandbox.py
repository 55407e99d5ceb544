"""Children that loop, eat, crash, lie and lose their parent."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from monitor.errors import ParseError, SandboxError
from monitor.model.source import FoundEntry, Parsed
from monitor.ports import Sandbox
from monitor.sandbox import Inline, Workers
from tests.system import sandbox_jobs as jobs

MEMORY = 512 * 2**20


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(count=1, cpu_seconds=5, memory_bytes=MEMORY, wall_seconds=20) as workers:
        yield workers


def hasty() -> Workers:
    return Workers(count=1, cpu_seconds=1, memory_bytes=MEMORY, wall_seconds=1)


def test_both_sandboxes_give_back_what_the_function_returns(workers: Workers) -> None:
    sandboxes: tuple[Sandbox, ...] = (workers, Inline())
    expected = Parsed(entries=(FoundEntry(key="1", url="https://a.example/1", title="Any"),), state={"a": "b"})

    for sandbox in sandboxes:
        assert sandbox.run(jobs.doubled, 4, plus=1) == 9
        assert sandbox.run(jobs.parsed, "Any") == expected


def test_jobs_run_in_one_other_process_that_lives_on(workers: Workers) -> None:
    first = workers.run(jobs.own_pid)

    assert first != os.getpid()
    assert workers.run(jobs.own_pid) == first


def test_bodies_and_answers_may_be_large(workers: Workers) -> None:
    assert workers.run(jobs.length, bytes(30 * 2**20)) == 30 * 2**20
    assert len(workers.run(jobs.zeros, 20 * 2**20)) == 20 * 2**20


def test_errors_come_over_as_what_they_mean(workers: Workers) -> None:
    for sandbox in (workers, Inline()):
        with pytest.raises(ParseError) as refused:
            sandbox.run(jobs.refuse)
        assert (refused.value.url, refused.value.reason) == ("https://a.example/feed", "not a feed")
        with pytest.raises(SandboxError, match=r"^tests\.system\.sandbox_jobs\.fail: ValueError: bad luck$"):
            sandbox.run(jobs.fail)


def test_a_child_that_loops_is_stopped_by_its_cpu_time() -> None:
    with Workers(count=1, cpu_seconds=1, memory_bytes=MEMORY, wall_seconds=60) as workers:
        with pytest.raises(SandboxError, match=r"sandbox_jobs.loop: ran out of its 1 s of CPU time"):
            workers.run(jobs.loop)
        assert workers.run(jobs.doubled, 2) == 4


def test_a_child_that_waits_for_ever_is_stopped_by_the_clock() -> None:
    with hasty() as workers:
        workers.run(jobs.doubled, 1)
        with pytest.raises(SandboxError, match="no answer within 1 s"):
            workers.run(jobs.wait_for_ever)
        assert workers.run(jobs.doubled, 2) == 4


def test_a_child_that_eats_memory_is_stopped_and_replaced(workers: Workers) -> None:
    before = workers.run(jobs.own_pid)

    with pytest.raises(SandboxError, match="out of memory"):
        workers.run(jobs.eat_memory)

    assert workers.run(jobs.own_pid) != before


@pytest.mark.parametrize(("job", "says"), [(jobs.crash, "died of SIG"), (jobs.leave, "ended with exit code 3")])
def test_a_child_that_dies_is_told_apart_and_replaced(workers: Workers, job: Callable[[], None], says: str) -> None:
    with pytest.raises(SandboxError, match=says):
        workers.run(job)

    assert workers.run(jobs.doubled, 2) == 4


def test_a_child_that_was_killed_between_two_jobs_is_replaced_unnoticed(workers: Workers) -> None:
    pid = workers.run(jobs.own_pid)
    os.kill(pid, signal.SIGKILL)
    assert ended(os.pidfd_open(pid))

    assert workers.run(jobs.own_pid) != pid


def test_what_a_library_prints_does_not_mix_with_the_answers(workers: Workers) -> None:
    assert workers.run(jobs.chatter) == "said"
    assert workers.run(jobs.doubled, 2) == 4


@pytest.mark.parametrize("job", [jobs.return_a_function, jobs.return_a_type_of_others])
def test_an_answer_of_a_type_that_no_parser_returns_is_not_opened(workers: Workers, job: Callable[[], object]) -> None:
    with pytest.raises(SandboxError, match="must not send"):
        workers.run(job)


def test_a_function_that_a_child_can_not_import_is_refused_at_once(workers: Workers) -> None:
    def local() -> None: ...

    with pytest.raises(TypeError, match="can't be sent"):
        workers.run(local)


def test_a_child_knows_no_secret_of_the_environment(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "open sesame")

    assert "open sesame" not in str(workers.run(jobs.environment))


def test_a_child_writes_no_file_and_opens_no_connection(workers: Workers, tmp_path: Path) -> None:
    target = tmp_path / "written"
    with pytest.raises(SandboxError, match="OSError"):
        workers.run(jobs.write_a_file, str(target))
    assert not target.exists() or target.read_text() == ""

    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(SandboxError, match="PermissionError"):
        workers.run(jobs.connect, server.getsockname()[1])


def test_several_threads_share_the_children() -> None:
    with (
        Workers(count=2, cpu_seconds=5, memory_bytes=MEMORY, wall_seconds=30) as workers,
        ThreadPoolExecutor(8) as threads,
    ):
        assert list(threads.map(lambda number: workers.run(jobs.doubled, number), range(200))) == list(range(0, 400, 2))
        assert len(set(threads.map(lambda _: workers.run(jobs.own_pid), range(50)))) <= 2


def test_a_child_without_work_ends_and_the_next_job_has_a_new_one() -> None:
    with Workers(count=1, cpu_seconds=5, memory_bytes=MEMORY, wall_seconds=20, idle_seconds=1) as workers:
        pid = workers.run(jobs.own_pid)
        assert ended(os.pidfd_open(pid))
        assert workers.run(jobs.own_pid) != pid


def test_a_closed_sandbox_ends_its_children_and_takes_no_more() -> None:
    workers = Workers(count=1, cpu_seconds=5, memory_bytes=MEMORY, wall_seconds=20)
    child = os.pidfd_open(workers.run(jobs.own_pid))
    workers.close()

    assert ended(child)
    with pytest.raises(SandboxError, match="closed"):
        workers.run(jobs.doubled, 2)


def test_closing_does_not_wait_for_a_job_that_never_ends() -> None:
    workers = Workers(count=1, cpu_seconds=600, memory_bytes=MEMORY, wall_seconds=600)
    child = workers.run(jobs.own_pid)
    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(workers.run, jobs.wait_for_ever)
        workers.close()
        with pytest.raises(SandboxError, match="closed"):
            job.result(timeout=20)

    assert not Path(f"/proc/{child}").exists()


PARENT = """
import sys, threading
sys.path[:0] = {path!r}
from tests.system import sandbox_jobs
from monitor.sandbox import Workers
workers = Workers(count=1, cpu_seconds=600, memory_bytes={memory}, wall_seconds=600)
print(workers.run(sandbox_jobs.own_pid), flush=True)
threading.Thread(target=workers.run, args=(sandbox_jobs.{job},)).start()
"""


@pytest.mark.parametrize("job", ["loop_in_c", "wait_for_ever", "loop"])
def test_a_child_ends_with_its_parent_even_when_that_is_killed(job: str) -> None:
    script = PARENT.format(path=[str(Path(__file__).parents[2]), *sys.path], memory=MEMORY, job=job)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()

    assert ended(child)


def ended(process: int, within: float = 20.0) -> bool:
    """Return whether a process, by its pidfd, ends within some seconds; wait no longer than needed."""
    try:
        return bool(select.select([process], [], [], within)[0])
    finally:
        os.close(process)
