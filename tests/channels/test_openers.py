"""The openers of mails, workbooks, PDF and submissions under what chance and ill will make of them: read or refused, never
crashed, and what was read goes through the reader."""

import io
import json
import os
import random
from email.message import EmailMessage

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordolux.config.reading_command import message_of
from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.foundation.sandbox.reading import CannotRead
from ordolux.rules.reading.message import read

# thirty of each in CI; make soak asks for more
MANY = min(max(int(os.environ.get("ORDOLUX_TEST_HOSTILE", "300")) // 10, 20), 3_000)
by_chance = settings(
    max_examples=MANY, deadline=5_000, database=None, suppress_health_check=[HealthCheck.too_slow]
)

words = st.sampled_from(
    ["Qty", "qty", "LED bulb", "E27", "9W", "3000K", "IP65", "500 pcs", "double the quantity", "20 of them", "=1+1", "MR16",
     "220-240V", "CIF Oslo", "Menge", "数量", "количество", "الكمية", "\u202e", "\x0c", "1e309", "-", "9" * 20, "½", "①"]
)  # fmt: skip
text = st.one_of(words, st.text(max_size=40), st.lists(words, max_size=12).map(" ".join))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(text, inner, max_size=6),
    max_leaves=30,
)
cells = st.one_of(
    st.none(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False), words
)
harm = st.tuples(st.sampled_from(["none", "cut", "flip", "repeat", "insert"]), st.integers(0, 2**32))


def harmed(data, how):
    """The bytes with something cut off, turned over, repeated or put in."""
    what, seed = how
    chance = random.Random(seed)
    place = chance.randrange(len(data)) if data else 0
    match what:
        case "cut":
            return data[:place]
        case "flip":
            changed = bytearray(data)
            for _ in range(chance.randrange(1, 20)):
                if changed:
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case "repeat":
            return data[:place] + data[max(0, place - 200) : place] * 20 + data[place:]
        case "insert":
            return data[:place] + chance.randbytes(60) + data[place:]
        case _:
            return data


def tried(data, name):
    """Open and read; a refusal with its reason is an answer."""
    refusal, value = None, {}
    try:
        value = open_message(data, name=name).value
    except CannotRead as refused:
        refusal = refused
    if refusal is not None:
        assert refusal.findings
        return
    found = read(message_of(value))
    for line in found.lines:
        for said in line.values.values():
            for one in said:
                assert 0 <= one.start <= one.end <= len(found.parts[one.part].text)


@by_chance
@given(content=values, how=harm)
def test_a_submission_of_any_shape_is_read_or_refused(content, how):
    tried(harmed(json.dumps(content).encode(), how), "form.json")


@by_chance
@given(depth=st.integers(1, 4_000), opening=st.sampled_from(['{"a":', "[", '[{"b":[']))
def test_a_submission_of_any_depth_is_read_or_refused(depth, opening):
    tried((opening * depth).encode(), "form.json")


@by_chance
@given(rows=st.lists(st.lists(cells, max_size=9), max_size=12), title=text, how=harm)
def test_a_workbook_of_any_rows_is_read_or_refused(rows, title, how):
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append([None if isinstance(one, str) and not one.isprintable() else one for one in row])
    out = io.BytesIO()
    book.save(out)
    tried(harmed(out.getvalue(), how), "list.xlsx")


@by_chance
@given(
    subject=text,
    body=st.lists(text, max_size=20).map("\n".join),
    html=st.booleans(),
    charset=st.sampled_from(["utf-8", "gb18030", "koi8-r", "iso-2022-jp", "utf-7", "x-unknown"]),
    content=values,
    how=harm,
)
def test_a_mail_of_any_shape_is_read_or_refused(subject, body, html, charset, content, how):
    mail = EmailMessage()
    mail["From"], mail["To"] = "Anna <anna@nordlicht.example>", "sales@lampworks.example"
    mail["Subject"] = "".join(one for one in subject if one.isprintable())
    mail.set_content(body.encode("utf-8", "replace").decode(), subtype="html" if html else "plain")
    mail.add_attachment(
        json.dumps(content).encode(), maintype="application", subtype="json", filename="form.json"
    )
    raw = mail.as_bytes().replace(b'charset="utf-8"', f'charset="{charset}"'.encode(), 1)
    tried(harmed(raw, how), "message.eml")


def test_mails_within_mails_without_end_are_refused_in_words():
    """Found by the fuzzer: Python's parser goes one level deeper for each mail within a mail."""
    within = "".join(
        f"Subject: {level}\r\nContent-Type: message/rfc822\r\n\r\n" for level in range(2_000)
    ).encode()
    with pytest.raises(CannotRead) as refusal:
        open_message(b"Subject: deep\r\n" + within, name="deep.eml")
    assert [finding.code for finding in refusal.value.findings] == ["too-deep"]
