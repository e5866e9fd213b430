"""Structured logs without personal values."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a person could be found by: NIK, phone numbers, mail addresses; and what PostgreSQL quotes from a row.
_SCRUB = (
    (re.compile(r"(?<!\d)\d{16}(?!\d)"), "[nik]"),
    (re.compile(r"\+?62[\s.-]?8\d[\d\s.-]{6,12}\d|(?<!\d)08\d{8,11}(?!\d)"), "[phone]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[mail]"),
    (re.compile(r"DETAIL:.*?(?=\\n|\n|$)", re.DOTALL), "DETAIL: [row]"),
    (re.compile(r"/(undangan|sandi/lupa|tawaran|paraf|periksa|mitra|kalender)/[^/\s\"']+"), r"/\1/[token]"),
    (re.compile(r"(\?|&)[\w-]+=[^\s\"'&]+"), r"\1[query]"),
)

# Confidential reports: that somebody opens these pages is told of nobody.
_NAMELESS = re.compile(r"/(rahasia|tangani)/")


def scrub(text: str) -> str:
    """The text without NIK, phones, mail addresses, row details and query strings."""
    for pattern, replacement in _SCRUB:
        text = pattern.sub(replacement, text)
    return text


def scrub_event(logger: Any, name: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Structlog processor: scrub every text of the event, tracebacks included; nobody stands beside what is secret."""
    if any(isinstance(value, str) and _NAMELESS.search(value) for value in event.values()):
        event = {key: value for key, value in event.items() if key not in ("user_id", "ip")}
    return {key: scrub(value) if isinstance(value, str) else value for key, value in event.items()}


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """One JSON object a line, UTC, for our own and foreign loggers alike."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            scrub_event,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=lambda value: scrub(repr(value))),
        ],
    )
