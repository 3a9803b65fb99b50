"""What is new in a mail: without the mails it quotes, and without the signature.

A forwarded mail is not a quote: the person who forwards it says it. Patterns look at one line at a time and cannot run
long; the library that knows more languages gets short texts only and a few seconds.
"""

import contextlib
import re
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Final, NamedTuple

from mailparser_reply.parser import EmailMessage

_LANGUAGES: Final = ["en", "de", "fr", "es", "it", "nl", "pl", "da", "sv", "cs", "ja", "ko", "zh", "david"]
_LONGEST_FOR_LIBRARY: Final = 30_000
_PATIENCE_SECONDS: Final = 2.0

_FORWARDED: Final = re.compile(
    r"(?i)^[>\s]{0,8}(-{2,}\s*(forwarded message|weitergeleitete nachricht|mensaje reenviado|message transféré"
    r"|messaggio inoltrato|转发的?邮件(信息)?|轉寄郵件|doorgestuurd bericht)|begin forwarded message:"
    r"|anfang der weitergeleiteten nachricht)"
)
_FORWARDED_SUBJECT: Final = re.compile(r"(?i)^\s*(fwd?|wg|tr|rv|i|enc|转发|轉寄|转寄)\s?[:：]")
_ORIGINAL: Final = re.compile(
    r"(?i)^\s*[-_=]{2,}\s*(original message|original appointment|ursprüngliche nachricht|originalnachricht"
    r"|mensaje original|message d'origine|messaggio originale|原始邮件|原始郵件|原邮件|回复的原邮件"
    r"|回复的邮件|原始訊息)\s*[-_=]{0,40}\s*$"
)
_WROTE: Final = re.compile(
    r"^[>\s]{0,8}(在\s?.{4,200}(写道|寫道|写到)\s?[：:]?|于\s?.{4,200}写道\s?[：:]?|.{0,120}於\s?.{4,120}寫道\s?[：:]?"
    r"|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,160}(写道|寫道)\s?[：:]?|On .{6,200} wrote:|Am .{6,200} schrieb .{2,120}:"
    r"|Le .{6,200} a écrit\s?:|El .{6,200} escribió:|Il .{6,200} ha scritto:)\s*$"
)
_HEADER_NAME: Final = re.compile(
    r"(?i)^\s*\*?(from|sent|to|subject|cc|date|von|gesendet|an|betreff|datum|de|envoyé|envoyé par|à|objet|para|asunto"
    r"|enviado|fecha|da|inviato|a|oggetto|发件人|发送时间|发送日期|收件人|抄送|主题|日期"
    r"|寄件者|寄件人|寄件日期|傳送時間|收件者|副本|主旨)"
    r"\s?\*?\s?[:：]\*?\s*\S?"
)
_SIGNATURE: Final = re.compile(
    r"(?i)^\s*(此致|敬礼|顺祝商祺|順頌商祺|祝商祺|祝好|谢谢[!！。~]?|謝謝[!！。]?|多谢|发自我的.{1,30}"
    r"|從我的.{1,30}傳送|sent from my .{1,40}"
    r"|von meinem .{1,40} gesendet|get outlook for .{1,20})[，,！!。.]?\s*$"
)


class Parts(NamedTuple):
    """The text of a mail taken apart; joined again they are the whole text in its order (but for blank lines)."""

    new: str
    signature: str
    quoted: str


def take_apart(text: str, subject: str = "") -> Parts:
    """New text, signature and quoted earlier mails of the text of one mail with this subject."""
    if _FORWARDED_SUBJECT.match(subject):
        return Parts(text.strip(), "", "")
    lines = text.split("\n")
    cut = _first_quoted_line(lines)
    above = "\n".join(lines[:cut]).strip("\n")
    quoted = "\n".join(lines[cut:]).strip("\n")
    forwards = any(_FORWARDED.match(line) for line in lines[:cut])
    if not above.strip():
        # An answer written below or between the quote: what is not quoted is new.
        answered = "\n".join(line for line in lines[cut + 1 :] if not line.lstrip().startswith(">")).strip()
        has_marks = any(line.lstrip().startswith(">") for line in lines)
        return Parts(answered if has_marks else text.strip(), "", quoted if has_marks else "")
    if not forwards and len(above) <= _LONGEST_FOR_LIBRARY:
        shorter = _by_library(above)
        if shorter is not None and shorter < len(above.split("\n")):
            body = above.split("\n")
            quoted = "\n".join([*body[shorter:], quoted]).strip("\n")
            above = "\n".join(body[:shorter]).strip("\n")
    if forwards:
        return Parts(above.strip(), "", quoted)
    new, signature = _without_signature(above)
    return Parts(new.strip(), signature.strip(), quoted)


def _first_quoted_line(lines: list[str]) -> int:
    for place, line in enumerate(lines):
        if _FORWARDED.match(line):
            return len(lines)
        if _ORIGINAL.match(line) or _WROTE.match(line):
            return place
        # "On Monday, somebody with a long address" and "wrote:" are often broken over two lines.
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if (
            len(line) < 300
            and 0 < len(below) < 200
            and line.startswith(("On ", "Am ", "Le ", "在", "El ", "Il "))
            and _WROTE.match(f"{line.rstrip()} {below.strip()}")
        ):
            return place
        if _HEADER_NAME.match(line):
            block = [held for held in lines[place : place + 8] if held.strip()][:5]
            if sum(bool(_HEADER_NAME.match(held)) for held in block) >= 3:
                before = place - 1
                while before > 0 and not lines[before].strip():
                    before -= 1
                return before if before >= 0 and re.match(r"^\s*[_-]{5,}\s*$", lines[before]) else place
        if line.startswith(">") and all(h.startswith(">") or not h.strip() for h in lines[place : place + 3]):
            return place
    return len(lines)


def _by_library(text: str) -> int | None:
    """How many lines come before the first header that mail-parser-reply finds; None when it took too long."""
    try:
        with _at_most(_PATIENCE_SECONDS):
            mail = EmailMessage(text=text, languages=list(_LANGUAGES), keep_hyphen_lists=True)
            heads = [found for row in mail.HEADER_REGEX.findall(mail.text) for found in row if found.strip()]
            if not heads:
                return None
            place = mail.text.find(heads[0])
            return (
                mail.text[:place].count("\n") + (1 if heads[0].startswith("\n") else 0) if place > 0 else None
            )
    except (_TooLong, RecursionError):
        return None


def _without_signature(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    for place, line in enumerate(lines):
        is_dashes = line.rstrip() in ("--", "-- ", "—", "——")
        if not (is_dashes or _SIGNATURE.match(line)) or not "".join(lines[:place]).strip():
            continue
        # A thank-you in the middle of a text is not its end.
        if is_dashes or len([held for held in lines[place:] if held.strip()]) <= 12:
            return "\n".join(lines[:place]), "\n".join(lines[place:])
    if len(text) > _LONGEST_FOR_LIBRARY:
        return text, ""
    try:
        with _at_most(_PATIENCE_SECONDS):
            mail = EmailMessage(text=text, languages=list(_LANGUAGES), keep_hyphen_lists=True)
            found = mail.SIGNATURE_REGEX.search(mail.text)
            above = mail.text[: found.start()] if found else ""
    except (_TooLong, RecursionError):
        return text, ""
    if not found or not above.strip():
        return text, ""
    # The library joins no lines; counting them finds the place in our own text, which keeps its indents.
    place = above.count("\n") + (1 if found.group().startswith("\n") else 0)
    below = [held for held in lines[place:] if held.strip()]
    return ("\n".join(lines[:place]), "\n".join(lines[place:])) if len(below) <= 15 else (text, "")


class _TooLong(Exception):
    pass


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# The library's patterns take long to build; they are built here, once, and every job inherits them.
take_apart("Hello,\n\nplease quote.\n\nBest regards\nAnna\n\nOn Monday, Mei wrote:\n> Hello")
