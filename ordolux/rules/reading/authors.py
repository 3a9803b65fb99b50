"""Who wrote a quoted text, and whether it is our own mail."""

import re

from ordolux.rules.reading.parts import Message, Part


def is_ours(part: Part, message: Message) -> bool:
    """Tell whether a quoted text is our own mail: its writer has an address or a name to which the message is sent."""
    name, address = from_of(part.writer + "\n" + part.text[:600])
    said = f"{part.writer} {name} {address}".casefold()
    for one in message.to:
        mine = re.search(r"[\w.+-]+@([\w.-]+\w)", one)
        if mine is None or message.from_address.casefold().endswith(f"@{mine[1].casefold()}"):
            continue
        if f"@{mine[1].casefold()}" in said and not _FREE_MAIL.search(mine[1]):
            return True
        if mine[0].casefold() in said:
            return True
        words = [
            w for w in re.findall(r"\w{4,}", one[: mine.start()].casefold()) if w not in _COMMON_IN_NAMES
        ]
        if words and part.writer and words[0] in part.writer.casefold():
            return True
    return False


_FREE_MAIL = re.compile(
    r"^(?:gmail|yahoo|hotmail|outlook|live|icloud|gmx|web|mail|qq|163|126|yandex|naver)\.", re.IGNORECASE
)


_COMMON_IN_NAMES = frozenset({"sales", "info", "export", "team", "office", "service", "verkauf", "vertrieb"})


_FROM = re.compile(
    r"^[ \t>*]*(?:from|von|de|da|van|od|kimden|från|от|من|发件人|보낸 ?사람|expéditeur|gönderen|remitente"
    r"|mittente)[ \t]*[:：*]+[ \t]*(?P<v>[^\n]{3,120})$",
    re.IGNORECASE | re.MULTILINE,
)


def from_of(text: str) -> tuple[str, str]:
    """Return the writer of a quoted message from its head."""
    m = _FROM.search(text[:3_000])
    if m is None:
        return "", ""
    value = m["v"].strip()
    address = re.search(r"[\w.+-]+@[\w.-]+\w", value)
    name = re.split(r"[<\[(]|mailto", value)[0].strip(" \"'*")
    if "@" in name:
        name = ""
    return name, address[0] if address else ""
