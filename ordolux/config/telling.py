"""How the log is written: a line of words, or (``ORDOLUX_LOG=json``) one JSON object a line; secrets in neither."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, override

from ordolux.foundation import watching

# what a record brings along that is no news
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_SECRETS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), r"\1 …"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://[^\s:/@]*):[^\s@/]+@"), r"\1:…@"),
    (re.compile(r"""(?i)\b([\w-]*(?:password|passwd|secret|token|api[_-]?key|sessionid|csrf\w*|signing[_-]?code))(["']?\s*[=:]\s*["']?)[^\s"',;&)}]+"""),
     r"\1\2…"),
)  # fmt: skip
# the end of a link that opens a page by itself: long, and not made of words
_LINK = re.compile(r"""(?<=/)(?=[\w-]*[A-Z0-9])[\w-]{20,}(?=[/\s"'?,;)]|$)""")


def without_secrets(text: str) -> str:
    """``text`` with passwords, keys, tokens and the ends of secret links left out."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return _LINK.sub("…", text)


class Words(logging.Formatter):
    """Level, logger and message, for people."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """One object a line, for machines: moment, level, logger, message, request, deed, deal, event and what else a
    record was given."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **watching.in_progress(),
            **{name: value for name, value in vars(record).items() if name not in _USUAL},
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(
            {key: without_secrets(value) if isinstance(value, str) else value for key, value in told.items()},
            ensure_ascii=False, default=lambda value: without_secrets(str(value)),
        )  # fmt: skip


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING. Deeds and requests are told in JSON only: people have the journal."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": JsonLines}
            if as_json
            else {"()": Words, "format": "%(levelname)s %(name)s: %(message)s"}
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "ordolux": {"level": "INFO"},
            "ordolux.deeds": {"level": "INFO" if as_json else "WARNING"},
            "ordolux.requests": {"level": "INFO" if as_json else "WARNING"},
            "django.security.DisallowedHost": {"level": "ERROR"},
        },
    }


def supervisor_line(name: str, text: str, *, own: bool) -> str:
    """A line of the run as JSON: what a part said as an object stays one and gets the part's name."""
    if not own and text.startswith("{"):
        try:
            return json.dumps({"part": name, **json.loads(text)}, ensure_ascii=False)
        except (ValueError, TypeError):
            pass
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    told = {"part": name, "at": moment, "level": "info", "message": without_secrets(text)}
    return json.dumps(told, ensure_ascii=False)
