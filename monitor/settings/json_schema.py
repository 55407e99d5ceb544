"""The settings file as a JSON Schema, for editors that complete and check YAML."""

from typing import Final

from pydantic import JsonValue

from monitor.settings import kinds, names
from monitor.settings.schema import Document

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def settings_schema() -> dict[str, JsonValue]:
    """Return the schema of the whole file, every channel kind included."""
    schema: dict[str, JsonValue] = {"$schema": _DRAFT, **Document.model_json_schema()}
    definitions = schema["$defs"]
    if not isinstance(definitions, dict):
        raise TypeError("pydantic's schema has no definitions")
    branches: list[JsonValue] = []
    for kind, channel in sorted(kinds.channel_models().items()):
        model = channel.model_json_schema(ref_template=f"#/$defs/channel-{kind}-{{model}}")
        for name, part in model.pop("$defs", {}).items():
            definitions[f"channel-{kind}-{name}"] = part
        model["properties"]["kind"] = {"const": kind}
        branches.append(model)
    _put(definitions, ("AlertsSection", "properties", "channels", "items"), {"oneOf": branches})
    _put(definitions, ("SourceSection", "properties", "kind", "enum"), list(kinds.source_kinds()))
    rule = ("RuleSection", "properties")
    _put(definitions, (*rule, "events", "items"), {"enum": list(names.EVENTS)})
    _put(definitions, (*rule, "directions", "items"), {"enum": [str(one) for one in names.DIRECTIONS]})
    return schema


def _put(node: JsonValue, path: tuple[str, ...], value: JsonValue) -> None:
    for step in path[:-1]:
        if not isinstance(node, dict):
            raise TypeError(f"the schema has no {step}")
        node = node[step]
    if isinstance(node, dict):
        node[path[-1]] = value
