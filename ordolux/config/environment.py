"""Every setting that comes from outside, read once from environment variables.

Nothing else in the project reads ``os.environ`` for a setting. ``ordolux settings`` prints this list with the values in
force (secrets hidden).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_YES = {"1", "true", "yes", "on"}


class SetupFault(Exception):
    """Ordolux cannot start like this; the text is one sentence for the person who starts it."""


def _setting(variable: str, default: Any, meaning: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning, "secret": secret})


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one process; the defaults run everything on one machine without any of them."""

    state: Path = _setting(
        "ORDOLUX_STATE", ROOT / "var", "folder for database, files, secrets and process ids"
    )
    files: Path | None = _setting(
        "ORDOLUX_FILES", None, "folder of the file store; default: `files` in the state folder"
    )
    archive: Path | None = _setting(
        "ORDOLUX_ARCHIVE",
        None,
        "folder on another disk that has every commit and file before it is answered (embedded database only)",
    )
    keys: Path | None = _setting(
        "ORDOLUX_KEYS",
        None,
        "folder of the seal's keys, one for all nodes; default: `keys` in the state folder",
    )
    secret_key: str = _setting(
        "ORDOLUX_SECRET_KEY",
        "",
        "signs sessions and links; default: made once in the state folder",
        secret=True,
    )
    debug: bool = _setting(
        "ORDOLUX_DEBUG", False, "show tracebacks in the browser; never where strangers can reach it"
    )
    simulation: bool = _setting(
        "ORDOLUX_SIMULATION", False, "the clock of this run may be moved (embedded database only)"
    )
    filling: bool = _setting(
        "ORDOLUX_FILLING",
        True,
        "a demonstration gets its past behind the run: products, customers, sixty deals",
    )

    database_url: str = _setting(
        "DATABASE_URL",
        "",
        "PostgreSQL 15 or newer, signed in as the application's role; default: embedded",
        secret=True,
    )
    owner_database_url: str = _setting(
        "ORDOLUX_OWNER_DATABASE_URL",
        "",
        "the same database, signed in as its owner, who migrates",
        secret=True,
    )
    database_role: str = _setting(
        "ORDOLUX_DATABASE_ROLE", "app", "`app` (default) or `owner` (migrations only)"
    )
    database_name: str = _setting(
        "ORDOLUX_DATABASE_NAME", "ordolux", "name of the database in the embedded server"
    )
    database_pool: int = _setting(
        "ORDOLUX_DATABASE_POOL", 0, "connections kept open by this process; 0: one per use"
    )
    postgres_bin: Path | None = _setting(
        "ORDOLUX_POSTGRES_BIN", None, "folder of PostgreSQL programs for the embedded server"
    )

    bind: str = _setting(
        "ORDOLUX_BIND", "127.0.0.1", "address on which web, live events and mail receiver listen"
    )
    web_port: int = _setting(
        "ORDOLUX_WEB_PORT", 0, "port of pages and API; default: 8000 or the next free one"
    )
    live_port: int = _setting(
        "ORDOLUX_LIVE_PORT", 0, "port of live events; default: 8001 or the next free one"
    )
    smtp_port: int = _setting(
        "ORDOLUX_SMTP_PORT", 0, "port of the mail receiver; default: 8025 or the next free one"
    )
    hosts: str = _setting(
        "ORDOLUX_HOSTS", "localhost,127.0.0.1,[::1]", "names under which the pages may be asked for, by comma"
    )
    public_url: str = _setting(
        "ORDOLUX_PUBLIC_URL", "", "how customers reach us, for links in letters; default: the web address"
    )
    behind_proxy: bool = _setting(
        "ORDOLUX_BEHIND_PROXY", False, "a proxy in front speaks HTTPS and puts live events under /live/"
    )
    web_workers: int = _setting("ORDOLUX_WEB_WORKERS", 1, "processes that serve pages")

    mail_domain: str = _setting("ORDOLUX_MAIL_DOMAIN", "ordolux.example", "domain of our own addresses")
    mail_sender: str = _setting(
        "ORDOLUX_MAIL_SENDER", "", "address our letters come from; default: sales@ the mail domain"
    )
    relay_host: str = _setting(
        "ORDOLUX_RELAY_HOST",
        "",
        "SMTP server that sends our letters; default: they stay in `outgoing` in the state folder",
    )
    relay_port: int = _setting("ORDOLUX_RELAY_PORT", 25, "port of that server")
    relay_user: str = _setting("ORDOLUX_RELAY_USER", "", "sign-in there, when it asks for one")
    relay_password: str = _setting("ORDOLUX_RELAY_PASSWORD", "", "its password", secret=True)
    relay_tls: bool = _setting("ORDOLUX_RELAY_TLS", False, "STARTTLS before anything is said")

    fax_folder: Path | None = _setting(
        "ORDOLUX_FAX_FOLDER",
        None,
        "folder into which a fax server puts received faxes (TIFF, PDF); default: none",
    )
    fax_command: str = _setting(
        "ORDOLUX_FAX_COMMAND",
        "",
        "sends a fax and waits for its end: `sendfax -w -n -d {number} {file}`; default: nothing leaves by fax",
    )
    fax_group: str = _setting(
        "ORDOLUX_FAX_GROUP", "g4", "`g4` or `g3`: how the pages for that command are packed"
    )
    fax_gateways: str = _setting(
        "ORDOLUX_FAX_GATEWAYS", "", "addresses from which faxes come as mails, by comma"
    )

    postbox_port: int = _setting(
        "ORDOLUX_POSTBOX_PORT", 0, "port of a postbox for trials that takes every letter; 0: none"
    )
    log: str = _setting(
        "ORDOLUX_LOG", "words", "`words` (default) for people, `json` for machines: a JSON object a line"
    )
    metrics_token: str = _setting(
        "ORDOLUX_METRICS_TOKEN", "", "who shows it as bearer may read /metrics; default: nobody", secret=True
    )
    silent_seconds: int = _setting(
        "ORDOLUX_SILENT_SECONDS", 30, "a worker that was silent for so long is dead; its jobs go to another"
    )
    outbox_seconds: int = _setting(
        "ORDOLUX_OUTBOX_SECONDS", 10, "how often the outbox looks for letters to send"
    )

    @property
    def file_store(self) -> Path:
        """The folder of the file store."""
        return self.files or self.state / "files"

    @property
    def key_folder(self) -> Path:
        """The folder of the seal's keys."""
        return self.keys or self.state / "keys"

    @property
    def sender(self) -> str:
        """The address our letters come from."""
        return self.mail_sender or f"sales@{self.mail_domain}"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the server that Ordolux starts itself."""
        return not self.database_url

    def check(self) -> None:
        """Refuse combinations that make no sense. Raises SetupFault."""
        if self.database_role not in {"app", "owner"}:
            raise SetupFault(f"ORDOLUX_DATABASE_ROLE is '{self.database_role}'; it must be 'app' or 'owner'.")
        if self.log not in {"words", "json"}:
            raise SetupFault(f"ORDOLUX_LOG is '{self.log}'; it must be 'words' or 'json'.")
        if self.fax_group not in {"g3", "g4"}:
            raise SetupFault(f"ORDOLUX_FAX_GROUP is '{self.fax_group}'; it must be 'g4' or 'g3'.")
        if self.simulation and not self.is_embedded:
            raise SetupFault(
                "A simulation moves the clock and runs only on the embedded database: "
                "unset DATABASE_URL or ORDOLUX_SIMULATION."
            )
        if self.archive is not None and not self.is_embedded:
            raise SetupFault(
                "ORDOLUX_ARCHIVE is for the embedded database; a server of your own has its own replication."
            )
        if self.owner_database_url and self.is_embedded:
            raise SetupFault(
                "ORDOLUX_OWNER_DATABASE_URL is set but DATABASE_URL (the application's role) is not."
            )


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """The settings in ``environ``, checked. Raises SetupFault for a value that cannot be read."""
    values: dict[str, Any] = {}
    for setting in fields(Environment):
        text = environ.get(setting.metadata["variable"], "")
        if text:
            values[setting.name] = _parse(setting.metadata["variable"], text, str(setting.type))
    environment = Environment(**values)
    environment.check()
    return environment


def describe(environment: Environment) -> list[tuple[str, str, str]]:
    """Variable, value in force and meaning of every setting, in order; secrets are hidden."""
    rows = []
    for setting in fields(environment):
        value = getattr(environment, setting.name)
        shown = (
            "(hidden)" if setting.metadata["secret"] and value else str(value if value is not None else "")
        )
        rows.append((setting.metadata["variable"], shown, setting.metadata["meaning"]))
    return rows


def _parse(variable: str, text: str, kind: str) -> Any:
    if "Path" in kind:
        return Path(text).resolve()
    if "bool" in kind:
        return text.lower() in _YES
    if "int" in kind:
        if not text.isdecimal():
            raise SetupFault(f"{variable} must be a whole number, not '{text}'.")
        return int(text)
    return text
