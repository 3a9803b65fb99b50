"""Foreign files are opened only here: in a warm child process with limits and without a network.

``run("mail", data)`` hands the bytes to the reader of that name and returns what it says; a crash, an endless loop or a
bomb becomes a finding. The readers' shapes are described in their modules beneath ``readers``.
"""

from typing import Any

from ordolux.foundation.sandbox.confinement import Limits
from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.parent import ReaderResult, Sandbox

__all__ = ["Limits", "ReaderResult", "Sandbox", "protection", "run", "stop", "warm_up", "what_is"]

_SANDBOX = Sandbox()


def run(reader: str, data: bytes, *, limits: Limits | None = None, **options: Any) -> ReaderResult:
    """Let ``reader`` read ``data`` in a confined process of its own; see ``Sandbox.run``."""
    return _SANDBOX.run(reader, data, limits=limits, **options)


def warm_up() -> None:
    """Start the child process now, so that the first file does not wait for it."""
    _SANDBOX.warm_up()


def stop() -> None:
    """End the child process; the next run starts a new one."""
    _SANDBOX.stop()


def protection() -> dict[str, Any]:
    """What this kernel grants: ``network`` ("namespace" or ""), ``files`` and ``filter`` (bool); empty before the first
    start. For the page that shows the state of the system.
    """
    return dict(_SANDBOX.protection)
