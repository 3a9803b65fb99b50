"""Secrets that are made once and kept in the state folder."""

import os
from contextlib import suppress
from secrets import token_urlsafe

from ordolux.config.environment import Environment


def secret_key(environment: Environment) -> str:
    """The key that signs sessions and links: the one that was set, or our own, made at the first start."""
    if environment.secret_key:
        return environment.secret_key
    path = environment.state / "secret-key"
    with suppress(FileNotFoundError):
        return path.read_text()
    environment.state.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = path.with_name(f"secret-key.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(token_urlsafe(48))
    with suppress(FileExistsError):
        # Several processes may start at once: the first one's key is everybody's.
        path.hardlink_to(fresh)
    fresh.unlink()
    return path.read_text()
