"""The verbs, pure: values in, values out.

`VERSIONS` are kept with what a stage made. Raise a stage's number when the same input may give another result.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

VERSIONS: Final[Mapping[str, str]] = MappingProxyType(
    {"extract": "1", "classify": "11", "detect": "17", "read_report": "1", "reconcile": "1"}
)
