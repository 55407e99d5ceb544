"""Child processes in which feeds, pages and PDFs of strangers are parsed, under limits."""

from monitor.sandbox.inline import Inline
from monitor.sandbox.workers import Workers

__all__ = ["Inline", "Workers"]
