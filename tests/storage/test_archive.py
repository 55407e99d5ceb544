"""The archive keeps bodies as they came."""

from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.storage.archive import Archive


def test_a_body_comes_back_byte_for_byte(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    body = bytes(range(256)) * 50
    assert archive.get(archive.put(body)) == body


def test_the_same_body_is_kept_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.put(b"a page") == archive.put(b"a page")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_an_altered_body_is_not_given_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    name = archive.put(b"the council was judged good")
    archive.path(name).write_bytes(archive.path(archive.put(b"the council was judged inadequate")).read_bytes())
    with pytest.raises(StoreError, match="altered"):
        archive.get(name)


def test_a_missing_body_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be read"):
        Archive(tmp_path).get("0" * 64)
