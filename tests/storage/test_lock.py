"""One instance at a time works in a state folder."""

from pathlib import Path

import pytest

from monitor.errors import LockedError
from monitor.storage.lock import StateLock


def test_a_second_instance_is_refused_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    import os

    first = StateLock(tmp_path)
    with pytest.raises(LockedError, match=str(os.getpid())):
        StateLock(tmp_path)
    first.close()


def test_a_lock_let_go_can_be_taken(tmp_path: Path) -> None:
    StateLock(tmp_path).close()
    StateLock(tmp_path).close()
