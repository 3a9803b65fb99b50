"""A mail's text by age: what the writer says now, and the older mails below it, each without its marks of quotation."""

import re
from itertools import groupby

_ORIGINAL = re.compile(
    r"^\s*[-_=*]{2,}\s*(?:original(?:nachricht| message| appointment)?|ursprüngliche nachricht|message "
    r"d'origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk "
    r"bericht|wiadomość oryginalna|orijinal mesaj|ursprungligt meddelande|исходное сообщение|الرسالة "
    r"الأصلية|原始邮件|原始郵件|原邮件|회신|원본 메일|원본 메시지)[^\n]{0,30}$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^[>\s]{0,8}(?:[-=_*]{2,}\s*(?:forwarded message|forwarded by|weitergeleitete nachricht|mensaje "
    r"reenviado|mensagem encaminhada|message transféré|messaggio inoltrato|inoltrato|转发的?邮件(?:信息)?"
    r"|轉寄郵件|doorgestuurd bericht|przekazana wiadomość|wiadomość przekazana|iletilen mesaj|i̇letilen "
    r"mesaj|vidarebefordrat meddelande|пересылаемое сообщение|пересланное сообщение|رسالة معاد توجيهها"
    r"|رسالة محولة|전달된 메시지)|begin forwarded message:|anfang der weitergeleiteten nachricht|début du "
    r"message transféré|inizio messaggio inoltrato|inicio del mensaje reenviado)",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^[>\s]{0,8}(?:on .{6,160} wrote\s?:|am .{6,160} schrieb .{0,120}:?|le .{6,160} a écrit\s?:|el "
    r".{4,160} escribió\s?:|il .{6,160} ha scritto\s?:|em .{4,160} escreveu\s?:|op .{6,160} schreef "
    r".{0,100}:|w dniu .{4,160} (?:napisał\(?a?\)?|pisze)\s?:?|.{4,160} tarihinde .{0,120} (?:şunları "
    r")?yazdı\s?:|den .{4,160} skrev .{0,120}:|.{0,160}(?:написал\(?а?\)?|пишет)\s?:|.{0,120}님이 "
    r"작성\s?:?|(?:في|بتاريخ) .{4,160} كتب .{0,100}:|在\s?.{4,160}写道\s?[：:]?"
    r"|于\s?.{4,160}写道\s?[：:]?|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,120}写道\s?[：:]?|.{3,80} "
    r"wrote\s?:|.{3,80} schrieb\s?:)\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\s*\*?(?:from|sent|to|subject|cc|date|von|gesendet|an|betreff|datum|de|envoyé(?: par| le)?|à|objet"
    r"|para|asunto|enviado(?: el)?|fecha|data|assunto|da|inviato|a|oggetto|van|verzonden|aan|onderwerp|od"
    r"|wysłano|do|temat|kimden|gönderen|gönderildi|kime|konu|tarih|från|skickat|till|ämne|от|отправлено"
    r"|кому|тема|дата|发件人|发送时间|发送日期|收件人|抄送|主题|日期|时间|寄件者|收件者|主旨|보낸 ?사람"
    r"|받는 ?사람|제목|날짜|보낸 날짜|من|إلى|الموضوع|التاريخ)\s?\*?\s?[:：]\*?\s*\S?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^((?:[ ]{0,2}>)+)[ ]?")


def levels_of(text: str) -> tuple[bool, list[tuple[int, str]]]:
    """Return whether the text forwards another, and its pieces as (age, text): 0 is the newest.

    Answers between quoted lines belong to the newest text.
    """
    forwarded, pieces = written_pieces(text)
    return forwarded, [(level, piece) for level, piece, _ in pieces]


def written_pieces(text: str) -> tuple[bool, list[tuple[int, str, str]]]:
    """Return the same with the line that tells who wrote each older piece ("On Monday May wrote:"), "" for none."""
    writers: dict[int, str] = {}
    lines = text.split("\n")
    marked: list[tuple[int, str]] = []
    extra = 0
    forwarded = False
    place = 0
    while place < len(lines):
        line = lines[place]
        quote = _MARKS.match(line)
        depth = quote[1].count(">") if quote else 0
        bare = line[quote.end() :] if quote else line
        if _FORWARDED.match(line):
            forwarded = True
            extra = min(extra + 1, 6)
            place += 1
            marked.append((extra + depth, ""))
            continue
        short = line[:400]
        pair = (
            f"{short.rstrip()} {lines[place + 1].strip()[:200]}"
            if place + 1 < len(lines) and len(line) < 200
            else ""
        )
        if _ORIGINAL.match(short) or _WROTE.match(short):
            if not quote:
                following = next((one for one in lines[place + 1 : place + 4] if one.strip()), "")
                if not following.lstrip().startswith(">"):
                    extra = min(extra + 1, 6)
                    writers.setdefault(extra, short)
                else:
                    writers.setdefault(extra + 1, short)
            else:
                writers.setdefault(extra + depth + 1, short)
            place += 1
            continue
        if (
            pair
            and not quote
            and re.match(r"(?i)(on|am|le|el|il|em|op|w dniu) ", line)
            and _WROTE.match(pair)
        ):
            following = next((one for one in lines[place + 2 : place + 5] if one.strip()), "")
            if not following.lstrip().startswith(">"):
                extra = min(extra + 1, 6)
                writers.setdefault(extra, pair)
            else:
                writers.setdefault(extra + 1, pair)
            place += 2
            continue
        if _HEADER.match(bare) and (not marked or not _HEADER.match(marked[-1][1])):
            block = [one for one in lines[place : place + 8] if one.strip()][:5]
            stripped = [_MARKS.sub("", one) for one in block]
            if (
                sum(bool(_HEADER.match(one)) for one in stripped) >= 3
                and not _is_form(stripped)
                and not quote
            ):
                extra = (
                    min(extra + 1, 6)
                    if not (marked and marked[-1] == (extra, "") and forwarded and extra)
                    else extra
                )
        marked.append((extra + depth, bare))
        place += 1
    pieces: dict[int, list[str]] = {}
    for level, group in groupby(marked, key=lambda each: each[0]):
        pieces.setdefault(level, []).extend(one for _, one in group)
    made = [(level, "\n".join(pieces[level]).strip("\n"), writers.get(level, "")) for level in sorted(pieces)]
    made = [one for one in made if one[1].strip()]
    if made and made[0][0] > 0:
        # nothing new above: what is quoted is all that is said
        lowest = made[0][0]
        if not forwarded:
            made = [(level - lowest, piece, writer) for level, piece, writer in made]
    return forwarded, made


def _is_form(block: list[str]) -> bool:
    """Tell whether a block of labels is a form ("From: company, To: port") and no head of a mail."""
    joined = "\n".join(block).casefold()
    return not re.search(r"@|20\d\d|\d{1,2}[:.]\d\d", joined)
