"""The documentation names everything that a person can set, run or meet."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from monitor.cli.entry import COMMANDS, monitor
from monitor.model.alert import DeliveryState
from monitor.model.outcome import Status
from monitor.model.source import SourceState
from monitor.settings.kinds import channel_models, source_kinds
from monitor.settings.names import EVENTS
from monitor.settings.schema import Document

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIG = (ROOT / "config.yaml").read_text(encoding="utf-8")


def sections(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from sections(part)


KEYS = sorted({key for section in sections(Document) for key in section.model_fields})


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_is_documented(key: str) -> None:
    assert f"`{key}`" in SETTINGS


@pytest.mark.parametrize("kind", source_kinds())
def test_every_kind_of_source_is_documented_and_shipped(kind: str) -> None:
    assert f"`{kind}`" in SETTINGS
    assert f"kind: {kind}" in CONFIG


@pytest.mark.parametrize("kind", sorted(channel_models()))
def test_every_kind_of_channel_is_documented_with_its_keys(kind: str) -> None:
    assert f"`kind: {kind}`" in SETTINGS
    assert f"kind: {kind}" in CONFIG
    for field_name, field in channel_models()[kind].model_fields.items():
        assert f"`{field.alias or field_name}`" in SETTINGS


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_of_a_rule_is_documented(event: str) -> None:
    assert f"`{event}`" in SETTINGS


@pytest.mark.parametrize("state", [*SourceState, *Status, *DeliveryState])
def test_every_state_says_what_to_do(state: str) -> None:
    assert re.search(rf"^\| {state} \|", OPERATING, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`{name}[` ]", README)


def test_a_command_is_what_its_table_says() -> None:
    context = click.Context(monitor)
    for name in COMMANDS:
        found = monitor.get_command(context, name)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("file", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda one: one.name)
def test_links_between_documents_lead_somewhere(file: Path) -> None:
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", file.read_text(encoding="utf-8"))
    assert [target for target in targets if not (file.parent / target).exists()] == []
