"""Submissions of web forms, chats, marketplaces and CRMs (JSON of any layout) as the parts of a message.

Nothing is known about the layout: keys are labels, long texts are what the customer says, lists of like objects are
tables, lists of utterances are a chat of which only the customer's side counts.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from ordolux.rules.reading.cells import label_of

_MOST_VALUES: Final = 5_000
_DEEPEST: Final = 12
_TEXT_KEYS: Final = (
    "text",
    "message",
    "body",
    "content",
    "msg",
    "utterance",
    "comment",
    "note",
    "reply",
    "messages",
    "value",
    "消息",
    "内容",
)
_SPEAKER_KEYS: Final = (
    "from",
    "sender",
    "author",
    "role",
    "by",
    "direction",
    "speaker",
    "user",
    "type",
    "who",
    "side",
    "name",
    "sender_type",
    "actor",
)
_OURS: Final = re.compile(
    r"^(?:agent|seller|supplier|vendor|sales|bot|system|staff|us|we|operator|support|assistant|admin"
    r"|outgoing|out|outbound|chatbot|auto|factory|representative|rep|host|merchant|shop|客服|卖家|销售"
    r"|系统)\b|ordolux|our (?:team|sales)",
    re.IGNORECASE,
)
_SKIP: Final = re.compile(
    r"^(?:v|supplier|seller|vendor|recipient|to|agent|assigned|assignee|owner|our|system|meta|metadata"
    r"|headers|utm|tracking|device|browser|consent|gdpr|captcha|session|ip|user_?agent|referrer|referer"
    r"|form_?id|page|page_?url|url|token|hash|signature_?hash|webhook|event|schema|version|tags|score"
    r"|priority|source|channel|platform|locale|lang|language|status|seller_.*|supplier_.*|assigned_.*"
    r"|our_.*|viewed_.*|recommended.*)$",
    re.IGNORECASE,
)
_LABEL_KEYS: Final = (
    "label", "name", "field", "question", "title", "key", "attribute", "attr", "libellé", "champ", "étiquette", "etiqueta", "campo",
    "nombre", "feld", "bezeichnung", "frage", "etichetta", "rótulo", "veld", "pole", "etykieta", "alan", "etiket", "fält", "поле",
    "название", "вопрос", "الحقل", "字段", "名称", "标签", "问题", "항목", "項目",
)  # fmt: skip
_VALUE_KEYS: Final = (
    "value", "answer", "values", "response", "val", "valeur", "réponse", "valor", "respuesta", "wert", "antwort", "valore", "risposta",
    "resposta", "waarde", "antwoord", "wartość", "odpowiedź", "değer", "cevap", "värde", "svar", "значение", "ответ", "القيمة", "值",
    "回答", "答案", "값", "답변", "値",
)  # fmt: skip
_FIRST_NAME: Final = re.compile(
    r"first.?name|given.?name|prénom|vorname|nombre|imię|voornaam|förnamn|^имя$|^名$", re.IGNORECASE
)
_LAST_NAME: Final = re.compile(
    r"last.?name|sur.?name|family.?name|nachname|apellidos?|cognome|sobrenome|nazwisko|achternaam|efternamn|soyad|фамилия|^姓$",
    re.IGNORECASE,
)
_WITHOUT_WORDS: Final = re.compile(
    r"\s*(?:<[^<>]{0,40}omitted>|\[(?:image|photo|video|audio|file|sticker)\])?\s*", re.IGNORECASE
)
_UTTERANCE: Final = re.compile(
    r"^[ \t]*\[?(?P<d>\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? {0,2})?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?\]?[ ,–-]{0,3}"
    r"(?P<who>[^:\n]{1,48}):[ \t]*(?P<said>[^\n]*)$",
    re.MULTILINE,
)
"""[12/10/2025, 10:41:03] Imran Sheikh: need rates"""
_MARKUP: Final = re.compile(r"<br ?/?>|</(?:p|li|tr|div)>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_DATE_KEYS: Final = re.compile(
    r"date|time|created|submitted|sent|received|timestamp|时间|日期|_at$|At$", re.IGNORECASE
)
_WISHED: Final = re.compile(r"deliver|ship|required|need|wanted|arriv|lead|交|target|deadline", re.IGNORECASE)


def parts_of_form(text: str) -> dict[str, Any]:
    """Return the message that a JSON submission makes."""
    value: dict[str, Any] = {
        "parts": [], "from_name": "", "from_address": "", "reply_to": [], "told_on": "", "is_machine": True, "unread": [],
        "signs": {"automatic": False, "bounce": False, "listed": False, "is_reply": False, "is_forward": False, "sender": ""},
    }  # fmt: skip
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        value["parts"].append({"kind": "body", "text": text[:200_000], "name": "text", "level": 0})
        return value
    gathered = _Gathered()
    gathered.ours = frozenset(_our_numbers(data, 0))
    _walk(data, "", gathered, 0)
    value["told_on"] = gathered.told_on
    if gathered.subject:
        value["parts"].append({"kind": "subject", "text": gathered.subject, "name": "subject", "level": 0})
    if gathered.labels:
        value["parts"].append(
            {"kind": "form", "text": "\n".join(gathered.labels), "name": "form", "level": 0}
        )
    for name, body in gathered.texts:
        value["parts"].append({"kind": "body", "text": body, "name": name, "level": 0})
    for name, table in gathered.tables:
        value["parts"].append({"kind": "attachment", "text": table, "name": name, "level": 0})
    return value


def _our_numbers(data: Any, depth: int) -> Iterator[str]:
    """Yield the numbers by which speakers of our side are named: {"id": "a4", "role": "agent"}."""
    if depth > 4:
        return
    if isinstance(data, list):
        for one in data[:200]:
            yield from _our_numbers(one, depth + 1)
    elif isinstance(data, dict):
        number, role = data.get("id"), next((data[k] for k in ("role", "type", "side") if k in data), None)
        if (
            isinstance(number, (str, int))
            and isinstance(role, str)
            and _OURS.search(role)
            and not _text_key(data)
        ):
            yield str(number)
        for value in data.values():
            if isinstance(value, (dict, list)):
                yield from _our_numbers(value, depth + 1)


class _Gathered:
    def __init__(self) -> None:
        self.labels: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.tables: list[tuple[str, str]] = []
        self.subject = ""
        self.told_on = ""
        self.count = 0
        self.ours: frozenset[str] = frozenset()  # numbers of the speakers of our side


def _label(key: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", key)
    return re.sub(r"[_\-.]+", " ", spaced).strip()


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def _walk(data: Any, key: str, out: _Gathered, depth: int) -> None:
    out.count += 1
    if depth > _DEEPEST or out.count > _MOST_VALUES:
        return
    if isinstance(data, dict):
        _object(data, key, out, depth)
    elif isinstance(data, list):
        _list(data, key, out, depth)
    else:
        _value(key, _scalar(data), out)


def _object(data: dict[str, Any], key: str, out: _Gathered, depth: int) -> None:
    pair = _as_pair(data)
    if pair is not None:
        _value(pair[0], pair[1], out)
        return
    names = {name: value for name, value in data.items() if isinstance(value, str)}
    given = next((name for name in names if _FIRST_NAME.search(str(name))), None)
    family = next((name for name in names if _LAST_NAME.search(str(name))), None)
    if given is not None and family is not None and given != family:
        _value("full name", f"{names[given]} {names[family]}".strip(), out)
        data = {name: value for name, value in data.items() if name not in (given, family)}
    for name, value in data.items():
        if _SKIP.match(str(name)) and not (
            str(name).casefold() in ("source", "page") and isinstance(value, dict)
        ):
            if isinstance(value, (dict, list)) or str(name).casefold() != "to":
                continue
            continue
        inner = str(name)
        if not isinstance(value, (dict, list)) and key and label_of(_label(inner)) in (None, "ignored"):
            joined = f"{key} {inner}"
            inner = joined if label_of(_label(joined)) not in (None, "ignored") else inner
        _walk(value, inner, out, depth + 1)


def _as_pair(data: dict[str, Any]) -> tuple[str, str] | None:
    """Return label and value of {"label": …, "value": …} and the like."""
    keys = {str(k).casefold(): k for k in data}
    for first in _LABEL_KEYS:
        for second in _VALUE_KEYS:
            if first in keys and second in keys and len(data) <= 6:
                said = data[keys[second]]
                if isinstance(said, list):
                    said = ", ".join(_scalar(one) for one in said if not isinstance(one, (dict, list)))
                if not isinstance(said, dict):
                    return _scalar(data[keys[first]]), _scalar(said)
    return None


def _list(data: list[Any], key: str, out: _Gathered, depth: int) -> None:
    objects = [one for one in data if isinstance(one, dict)]
    if not objects:
        said = [_scalar(one) for one in data if not isinstance(one, (dict, list))]
        if any(re.search(r"\.(?:pdf|xlsx?|jpe?g|png|docx?)$", one, re.IGNORECASE) for one in said):
            return
        if said and max(len(one) for one in said) > 40:
            out.texts.append((key, _customers_side("\n".join(said), out)))
        elif said:
            _value(key, ", ".join(said), out)
        return
    if _is_chat(objects):
        _chat(objects, key, out)
        return
    if all(_as_pair(one) is not None for one in objects):
        for one in objects:
            pair = _as_pair(one)
            if pair:
                _value(pair[0], pair[1], out)
        return
    if re.search(r"attach|file|附件", key, re.IGNORECASE) and not any(
        label_of(_label(str(k))) in ("quantity", "power") for one in objects for k in one
    ):
        return
    if len(objects) == 1 and not any(
        label_of(_label(str(k))) in ("quantity", "power", "cct") for k in objects[0]
    ):
        _walk(objects[0], key, out, depth + 1)  # a list of one record is no table
        return
    flat = [_flattened(one) for one in objects]
    names = list(dict.fromkeys(name for one in flat for name in one))
    known = [name for name in names if label_of(_label(name))]
    if known:
        rows = ["\t".join(_label(name) for name in names)]
        rows += [
            "\t".join(re.sub(r"\s*[\n\t]\s*", ", ", one.get(name, "")) for name in names) for one in flat
        ]
        out.tables.append((key, "\n".join(rows)))
        return
    for one in objects:
        _walk(one, key, out, depth + 1)


def _flattened(data: dict[str, Any], depth: int = 0) -> dict[str, str]:
    made: dict[str, str] = {}
    pair_lists = []
    for name, value in data.items():
        if isinstance(value, dict) and depth < 3:
            for inner, said in _flattened(value, depth + 1).items():
                made.setdefault(inner if label_of(_label(inner)) else f"{name} {inner}", said)
        elif isinstance(value, list):
            pairs = [_as_pair(one) for one in value if isinstance(one, dict)]
            if pairs and all(pairs):
                pair_lists += [p for p in pairs if p]
            else:
                made[str(name)] = ", ".join(
                    _scalar(one) for one in value if not isinstance(one, (dict, list))
                )
        elif value is not None and value is not False:
            made[str(name)] = _scalar(value)
    for label, said in pair_lists:
        made.setdefault(label, said)
    return made


def _text_key(data: dict[str, Any]) -> str | None:
    keys = {str(k).casefold(): str(k) for k in data}
    return next((keys[k] for k in _TEXT_KEYS if k in keys and isinstance(data[keys[k]], str)), None)


def _speaker(data: dict[str, Any]) -> str:
    keys = {str(k).casefold(): k for k in data}
    for name in _SPEAKER_KEYS:
        if name in keys:
            said = data[keys[name]]
            if isinstance(said, dict):
                said = next(
                    (v for k, v in said.items() if str(k).casefold() in ("role", "type", "name", "side")), ""
                )
            if isinstance(said, str) and said:
                return said
    return ""


def _named(data: dict[str, Any]) -> str:
    """Return the name of who speaks, when it stands beside his role."""
    said = next(
        (
            v
            for k, v in data.items()
            if str(k).casefold() in ("name", "display_name", "sender_name", "author_name", "from_name")
        ),
        "",
    )
    return said if isinstance(said, str) else ""


def _is_chat(objects: list[dict[str, Any]]) -> bool:
    speaking = [one for one in objects if _text_key(one) and (_speaker(one) or len(one) <= 3)]
    # pictures and joining say nothing
    return (
        len(speaking) > 1
        and len(speaking) * 3 >= len(objects) * 2
        and not any(label_of(_label(str(k))) in ("quantity", "power", "cct") for one in objects for k in one)
    )


def _chat(objects: list[dict[str, Any]], key: str, out: _Gathered) -> None:
    said = []
    for one in objects:
        name = _text_key(one)
        speaker = _speaker(one).strip()
        if (
            name is None
            or _OURS.search(speaker)
            or speaker in out.ours
            or _WITHOUT_WORDS.fullmatch(one[name])
        ):
            continue
        said.append(_scalar(one[name]))
        if (
            speaker
            and not re.fullmatch(
                r"(?:buyer|customer|client|contact|user|visitor|guest|lead|\w{0,2}\d+|in|incoming|inbound|text|message|买家|客户|询盘人|me)\W*",
                speaker,
                re.IGNORECASE,
            )
            and not any(label.startswith("name:") for label in out.labels)
        ):
            out.labels.append(f"name: {speaker}")
        for stamp in one.values():
            _note_day(stamp, out)
    if said:
        out.texts.append((key or "chat", "\n".join(said)))


def _customers_side(text: str, out: _Gathered) -> str:
    """Return what the customer says in a chat that was exported as text; another text as it is."""
    said = list(_UTTERANCE.finditer(text))
    if len(said) < 3 or len(said) * 2 < len([line for line in text.split("\n") if line.strip()]):
        return text
    speakers = list(dict.fromkeys(m["who"].strip() for m in said))
    known = {
        word.casefold() for label in out.labels for word in re.findall(r"\w{3,}", label.partition(":")[2])
    }
    named = [one for one in speakers if known & {word.casefold() for word in re.findall(r"\w{3,}", one)}]
    asking = [one for one in (named or speakers) if not _OURS.search(one)] or speakers
    customer = set(asking if len(speakers) > 2 else asking[:1])
    if not any(label_of(label.partition(":")[0]) == "contact" for label in out.labels) and not asking[
        0
    ].startswith("+"):
        out.labels.append(f"name: {asking[0]}")
    kept = []
    for number, m in enumerate(said):
        if m["who"].strip() in customer and not _WITHOUT_WORDS.fullmatch(m["said"]):
            stop = said[number + 1].start() if number + 1 < len(said) else len(text)
            kept.append(f"{m['said']}{text[m.end() : stop].rstrip()}")
    return "\n".join(kept)


def _note_day(value: Any, out: _Gathered) -> None:
    if not out.told_on and isinstance(value, str):
        m = re.match(r"(20\d\d)[-/.](\d\d)[-/.](\d\d)(?:[T ]|$)", value)
        if m:
            out.told_on = f"{m[1]}-{m[2]}-{m[3]}"


def _value(key: str, said: str, out: _Gathered) -> None:
    if not said:
        return
    if _MARKUP.search(said):
        said = _TAG.sub("", _MARKUP.sub("\n", said)).strip()
    said = _customers_side(said, out)
    label = _label(key)
    name = label_of(label)
    if _DATE_KEYS.search(key) and not _WISHED.search(key):
        _note_day(said, out)
        return
    if name == "subject":
        out.subject = out.subject or said
        return
    if name == "message" or "\n" in said or (len(said) > 90 and name not in ("documents", "certificate")):
        out.texts.append((label, said))
        return
    if not label:
        out.texts.append(("text", said))
        return
    out.labels.append(f"{label}: {said}")
