"""Turn a settings file into Settings, or into a list of everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, SecretStr, ValidationError

from monitor.errors import SettingsError
from monitor.model.alert import AlertRule
from monitor.model.outcome import Trust
from monitor.model.source import Source
from monitor.settings import kinds, problems
from monitor.settings.document import Filled, Secrets, read_document, with_secrets
from monitor.settings.model import ChannelSettings, HeartbeatSettings, NetworkSettings, Settings, WebSettings
from monitor.settings.problems import Problem
from monitor.settings.schema import Document, RuleSection, SourceSection

CHANNELS = ("alerts", "channels")


def load_settings(
    file: Path, environ: Mapping[str, str], credentials_dir: Path | None = None, *, secrets_needed: bool = True
) -> Settings:
    """Return the settings of a file. Raises SettingsError with all its problems, each one printable line.

    Without `secrets_needed`, missing secrets are no problem: such settings are for reading the log, never for sending.
    """
    shown = str(file)
    tree = read_document(file, shown)
    filled = with_secrets(tree, Secrets(environ=environ, credentials=credentials_dir, needed=secrets_needed))
    _leave_out_heartbeat(filled)
    document, found = _document(filled)
    channels = _channels(filled)
    found += channels.problems
    found += _repeated_ids(filled)
    found += _unknown_channels(filled)
    if document is None or found:
        raise SettingsError(problems.printable(shown, tree, found))
    settings = _settings(file, document, tuple(channels.made))
    warnings = problems.printable(shown, tree, channels.warnings + _advice(settings))
    return replace(settings, warnings=tuple(warnings), incomplete=tuple(channels.incomplete))


def _leave_out_heartbeat(filled: Filled) -> None:
    """Leave out an address that is a missing secret, where no secrets are needed: a stand-in is no address."""
    section = filled.values.get("heartbeat")
    if ("heartbeat", "url") in filled.stood_in and isinstance(section, dict):
        section["url"] = None


def _document(filled: Filled) -> tuple[Document | None, list[Problem]]:
    found = list(filled.problems)
    told = {one.path for one in found}
    try:
        return Document.model_validate(filled.values), found
    except ValidationError as error:
        return None, found + [one for one in problems.problems_of(error, Document) if one.path not in told]


@dataclass(kw_only=True)
class _Channels:
    """The channels, what is wrong or worth knowing, and which ones lack a secret they can't do without."""

    made: list[ChannelSettings] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)


def _channels(filled: Filled) -> _Channels:
    found = _Channels()
    models = kinds.channel_models()
    for index, raw in _mappings(filled.values, CHANNELS):
        path = (*CHANNELS, index)
        kind = str(raw.get("kind", ""))
        if kind in models:
            _channel(raw, models[kind], path, filled, found)
        else:
            text = f"unknown kind {kind!r}{problems.did_you_mean(kind, models)}" if kind else "is missing"
            found.problems.append(Problem(path=(*path, "kind"), text=text))
    return found


def _channel(
    raw: dict[str, object], model: type[BaseModel], path: problems.Path, filled: Filled, found: _Channels
) -> None:
    told = {one.path for one in filled.problems}
    try:
        values = model.model_validate(raw)
    except ValidationError as error:
        wrong = [one for one in problems.problems_of(error, model, path) if one.path not in told]
        if wrong and all(one.path in filled.stood_in for one in wrong):
            found.incomplete.append(str(raw.get("id")))
        else:
            found.problems += wrong
        return
    found.made.append(ChannelSettings(id=str(raw["id"]), kind=str(raw["kind"]), values=values))
    found.warnings += [
        Problem(path=(*path, key), text=f'the secret itself stands in the file; better: {key}: "${{NAME}}"')
        for key in model.model_fields
        if isinstance(getattr(values, key), SecretStr) and (*path, key) not in filled.secret
    ]


def _mappings(values: Mapping[str, object], path: tuple[str, ...]) -> list[tuple[int, dict[str, object]]]:
    """Return the mappings of the list at the path, with their places, whatever else the file holds there."""
    node: object = values
    for step in path:
        node = node.get(step) if isinstance(node, dict) else None
    return [(i, one) for i, one in enumerate(node) if isinstance(one, dict)] if isinstance(node, list) else []


def _repeated_ids(filled: Filled) -> list[Problem]:
    found: list[Problem] = []
    for path in (("sources",), CHANNELS):
        seen: set[object] = set()
        for index, one in _mappings(filled.values, path):
            if str(one.get("id", index)) in seen:
                found.append(Problem(path=(*path, index, "id"), text=f"the id {one['id']!r} is taken already"))
            seen.add(str(one.get("id", index)))
    return found


def _unknown_channels(filled: Filled) -> list[Problem]:
    known = {str(one.get("id")) for _, one in _mappings(filled.values, CHANNELS)}
    found: list[Problem] = []
    for index, rule in _mappings(filled.values, ("alerts", "rules")):
        to = rule.get("to")
        for place, name in enumerate(to if isinstance(to, list) else []):
            if isinstance(name, str) and name not in known:
                text = f"unknown channel {name!r}{problems.did_you_mean(name, known)}"
                found.append(Problem(path=("alerts", "rules", index, "to", place), text=text))
    return found


def _settings(file: Path, document: Document, channels: tuple[ChannelSettings, ...]) -> Settings:
    folder = file.resolve().parent
    network = document.network
    return Settings(
        file=file,
        contact=document.contact,
        timezone=ZoneInfo(document.timezone),
        state=folder / Path(document.state).expanduser(),
        network=NetworkSettings(
            allow=tuple(network.allow),
            proxy=network.proxy,
            ca_file=folder / network.ca_file if network.ca_file else None,
            concurrency=network.concurrency,
            timeout=network.timeout,
            per_host_delay=network.per_host_delay,
            max_body=network.max_body,
        ),
        baseline_until=document.baseline.until,
        retention_text=document.retention.text,
        sources=tuple(_source(one) for one in document.sources),
        max_age=document.alerts.max_age,
        quote=document.alerts.quote,
        channels=channels,
        rules=tuple(_rule(one) for one in document.alerts.rules),
        web=WebSettings(host=document.web.host, port=document.web.port, names=tuple(document.web.names)),
        retention_size=document.retention.size,
        heartbeat=HeartbeatSettings(url=document.heartbeat.url, every=document.heartbeat.every),
        elections=tuple(one for one in document.elections if one is not None),
    )


def _source(section: SourceSection) -> Source:
    return Source(
        id=section.id,
        name=section.name or section.id,
        kind=section.kind,
        url=section.url,
        every=section.every,
        trust=Trust(section.trust),
        enabled=section.enabled,
        authority=None if section.authority is None else str(section.authority),
        delay=section.delay,
        item=section.item,
        link=section.link,
        date=section.date,
        next=section.next,
        pages=section.pages,
    )


def _rule(section: RuleSection) -> AlertRule:
    return AlertRule(
        to=tuple(dict.fromkeys(section.to)),
        events=tuple(section.events),
        authorities=tuple(str(one) for one in section.authorities),
        regions=tuple(section.regions),
        directions=tuple(section.directions),
        status=section.status,
    )


def _advice(settings: Settings) -> list[Problem]:
    found: list[Problem] = []
    if settings.contact is None:
        text = "is missing: sites can't reach you when the monitor troubles them"
        found.append(Problem(path=("contact",), text=text))
    if not any(one.enabled for one in settings.sources):
        found.append(Problem(path=("sources",), text="no source is enabled: nothing will be polled"))
    if not settings.channels:
        found.append(Problem(path=("alerts",), text="no channel is configured: alerts are only logged"))
    for index, one in enumerate(settings.sources):
        if one.trust is Trust.COUNCIL and one.authority is None:
            text = "is a council's own site: say which with 'authority', else 'we' in its texts means nobody"
            found.append(Problem(path=("sources", index), text=text))
    told = {name for rule in settings.rules for name in rule.to}
    for index, channel in enumerate(settings.channels):
        if channel.id not in told:
            found.append(Problem(path=(*CHANNELS, index), text=f"no rule sends anything to {channel.id!r}"))
    return found
