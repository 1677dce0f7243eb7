"""The log 运行日志: one line per thing, a fixed message with ids as attributes, and nothing that a person typed.

The log is not the journal: it says how the program ran, not who did what to which record. So of an exception it keeps the
kind and the places in the code, never its message, which may quote a value; and of a library's line the sentence
without what was put into it. `json` is for machines, `text` for a terminal; both say the same.
"""

import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from taizhang.core import references

OURS = "taizhang"
# Loggers whose sentence is not fixed, or quotes an address or a header: said in our words.
SAID = {
    "django.request": "request failed",
    "django.security": "suspicious request",
    "django.server": "development server",
    "axes": "sign-in watch",
    "gunicorn": "web server",
}
STRANGERS = "django.security"
# What a library's line may say beside its sentence.
PLAIN = ("status_code",)
STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def sentence(record: logging.LogRecord) -> str:
    """The fixed message of a line."""
    for name, words in SAID.items():
        if record.name == name or record.name.startswith(name + "."):
            return words
    return str(record.msg)


def attributes(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says beside its message: our own attributes, of a library's line only numbers."""
    given = {k: v for k, v in record.__dict__.items() if k not in STANDARD}
    if record.name.partition(".")[0] != OURS:
        return {k: given[k] for k in PLAIN if isinstance(given.get(k), int)}
    return given


def places(error: BaseException) -> list[str]:
    """An exception and what it came from: kinds and places in the code, without messages or values."""
    told: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        told.append(f"{type(at).__module__}.{type(at).__qualname__}")
        frames = traceback.extract_tb(at.__traceback__)
        told += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return told


def rewritten(record: logging.LogRecord) -> logging.LogRecord:
    """The line as it may be written: whoever wrote it, no formatter can say more."""
    fresh = logging.makeLogRecord(
        {"name": record.name, "levelname": record.levelname, "levelno": record.levelno, "created": record.created,
         "msecs": record.msecs, "msg": sentence(record)}
    )  # fmt: skip
    fresh.__dict__.update(attributes(record))
    if reference := references.present():
        fresh.reference = reference
    if record.name.startswith(STRANGERS):
        fresh.levelno, fresh.levelname = (
            logging.WARNING,
            "WARNING",
        )  # anybody can cause these: they wake nobody
    elif record.exc_info and record.exc_info[1] is not None:
        fresh.error = places(record.exc_info[1])
    return fresh


def wanted(record: logging.LogRecord) -> bool:
    """Not Django's own line about a request that was refused: the line of the request itself says it."""
    return record.name != "django.request" or getattr(record, "status_code", 500) >= 500


class Json(JsonFormatter):
    """One JSON object a line: at, level, logger, message, and the attributes."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s %(message)s", json_ensure_ascii=False,
                         rename_fields={"levelname": "level", "name": "logger"})  # fmt: skip

    def format(self, record: logging.LogRecord) -> str:
        return super().format(rewritten(record))

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["at"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)
        log_data.pop("taskName", None)


class Text(logging.Formatter):
    """The same for the eye: time, level, logger, message, attribute=value; an error's places below it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        fresh = rewritten(record)
        given = {k: v for k, v in fresh.__dict__.items() if k not in STANDARD}
        error = given.pop("error", [])
        line = " ".join(
            [super().format(fresh), *(f"{k}={v}" for k, v in given.items() if v not in (None, ""))]
        )
        return "\n".join([line, *error])


def logging_settings(*, level: str, form: str, file: str) -> dict[str, Any]:
    """Django's LOGGING: to the standard error, or to a file that logrotate may move away under it."""
    handler: dict[str, Any] = {"class": "logging.StreamHandler"}
    if file:
        handler = {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": file,
            "encoding": "utf-8",
            "delay": True,
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"wanted": {"()": lambda: wanted}},
        "formatters": {"json": {"()": Json}, "text": {"()": Text}},
        "handlers": {"line": {**handler, "formatter": form, "filters": ["wanted"]}},
        "root": {"handlers": ["line"], "level": "WARNING"},
        # Django's own handlers would print a line before it was rewritten; what runs into them comes to the root.
        "loggers": {
            OURS: {"level": level},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "axes": {"level": "ERROR"},
        },
    }
