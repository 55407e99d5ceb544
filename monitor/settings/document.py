"""Read `config.yaml` as YAML 1.2 with its line numbers, and put secrets where `${NAME}` stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from monitor.errors import SettingsError
from monitor.settings import problems as wording
from monitor.settings.problems import Problem

_REFERENCE: Final = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
# A webhook's secret by its form, and a password by any: nothing is ever sent with it.
_STAND_IN: Final = "whsec_" + "A" * 43 + "="
_LARGEST: Final = 2_000_000  # characters: ten thousand sources have room


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """Where `${NAME}` is looked up: the environment, then a file of that name among systemd's credentials.

    Where secrets are not `needed`, a stand-in takes the place of a missing one: commands that only read the log are
    called by people who don't have the service's secrets.
    """

    environ: Mapping[str, str] = field(repr=False)
    credentials: Path | None = None
    needed: bool = True

    def value(self, name: str) -> str | None:
        """Return the secret, or None where it is missing or empty."""
        if self.environ.get(name):
            return self.environ[name]
        if self.credentials is None:
            return None
        try:
            return (self.credentials / name).read_text(encoding="utf-8").rstrip("\r\n") or None
        except (OSError, UnicodeDecodeError):
            return None


def read_document(file: Path, shown: str) -> Mapping[str, object]:
    """Return the file's mapping, whose parts know their lines. Raises SettingsError with file and line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError([f"{shown}: no such file; name another with --config or $MONITOR_CONFIG"]) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else (error.strerror or str(error))
        raise SettingsError([f"{shown}: can't be read: {reason}"]) from None
    if len(text) > _LARGEST:
        raise SettingsError([f"{shown}: is larger than a settings file can be"])
    if text.startswith("%YAML") and not text.startswith("%YAML 1.2"):
        raise SettingsError([f"{shown}:1: settings are YAML 1.2; take the %YAML line out"])
    yaml = YAML(typ="rt", pure=True)
    yaml.version = (1, 2)
    try:
        tree = yaml.load(StringIO(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError([f"{shown}:{line}: {_first_line(error.problem or str(error))}"]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise SettingsError([f"{shown}:1: is not YAML: {_first_line(str(error))}"]) from None
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        raise SettingsError([f"{shown}:1: must be a mapping of keys such as 'sources:'"])
    return tree


@dataclass(kw_only=True)
class Filled:
    """A plain copy of the document with its secrets put in, what was missing, and which values hold a secret."""

    values: dict[str, object] = field(default_factory=dict, repr=False)
    problems: list[Problem] = field(default_factory=list)
    secret: set[wording.Path] = field(default_factory=set)
    stood_in: set[wording.Path] = field(default_factory=set)


def with_secrets(tree: Mapping[str, object], secrets: Secrets) -> Filled:
    """Return the document with every `${NAME}` put in."""
    filled = Filled()
    filled.values = {str(key): _plain(value, (str(key),), secrets, filled) for key, value in tree.items()}
    return filled


def _plain(node: object, path: wording.Path, secrets: Secrets, filled: Filled) -> object:
    if isinstance(node, dict):
        return {str(key): _plain(value, (*path, str(key)), secrets, filled) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value, (*path, index), secrets, filled) for index, value in enumerate(node)]
    if isinstance(node, str):
        return _expand(str(node), path, secrets, filled) if "${" in node else str(node)
    return node


def _expand(text: str, path: wording.Path, secrets: Secrets, filled: Filled) -> str:
    if path[0] == "sources":
        filled.problems.append(Problem(path=path, text="can hold no secret: it is shown in logs and pages"))
        return text
    filled.secret.add(path)
    if "${" in _REFERENCE.sub("", text):
        filled.problems.append(Problem(path=path, text="a secret is written ${NAME}: letters, digits and '_' only"))
    missing = [name for name in _REFERENCE.findall(text) if secrets.value(name) is None]
    if missing and not secrets.needed:
        filled.stood_in.add(path)
        return _REFERENCE.sub(lambda match: secrets.value(match[1]) or _STAND_IN, text)
    filled.problems += [
        Problem(path=path, text=f"the secret {name} is missing: {_where(name, secrets)}") for name in missing
    ]
    return _REFERENCE.sub(lambda match: secrets.value(match[1]) or match[0], text)


def _where(name: str, secrets: Secrets) -> str:
    place = "set it in the environment"
    return f"{place}, or as the systemd credential {secrets.credentials / name}" if secrets.credentials else place


def _first_line(text: str) -> str:
    return wording.visible(text.strip().splitlines()[0]) if text.strip() else "is not YAML"
