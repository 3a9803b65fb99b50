"""Mails as they come from real people, from machines, and from people who mean harm."""

import contextlib
import hashlib
import time
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordolux.foundation import sandbox
from ordolux.foundation.sandbox.readers.filenames import clean_file_name
from ordolux.foundation.sandbox.readers.mail import read_attachment, read_mail
from ordolux.foundation.sandbox.reading import CannotRead

HEAD = (
    b"From: Anna Berg <anna@nordlicht.example>\r\nTo: sales@ordolux.example\r\n"
    b"Date: Mon, 2 Mar 2026 10:15:00 +0100\r\nMessage-ID: <a1@nordlicht.example>\r\nSubject: GU10\r\n"
)


def mail(body: bytes, kind: bytes = b"text/plain; charset=utf-8", more: bytes = b"") -> bytes:
    return HEAD + b"MIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n" + more + b"\r\n" + body


def codes(reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_a_plain_inquiry_is_read():
    value = read_mail(mail("300 pcs GU10 7 W 3000 K 36°\r\n".encode())).value

    assert value["from"] == {"name": "Anna Berg", "address": "anna@nordlicht.example"}
    assert value["to"] == [{"name": "", "address": "sales@ordolux.example"}]
    assert value["date"] == "2026-03-02T09:15:00+00:00"
    assert value["message_id"] == "<a1@nordlicht.example>"
    assert value["new_text"] == "300 pcs GU10 7 W 3000 K 36°"
    assert (value["kind"], value["readable"], value["attachments"]) == ("person", True, [])


@pytest.mark.parametrize(
    ("charset", "declared", "text"),
    [
        ("gb18030", "gb2312", "请报价：球泡灯 9W，数量 12000 只，FOB 深圳"),
        ("gb18030", "GB18030", "𠮷野照明 需要 GU10 射灯"),
        ("big5", "big5", "請報價 LED燈管及燈泡"),
        ("cp932", "shift_jis", "見積もりをお願いします"),
        ("cp1252", "iso-8859-1", "Glühlampen “GU10” für 3 €"),
        ("koi8-r", "koi8-r", "Запрос цен на лампы"),
        ("gb18030", "x-unknown", "请报价：球泡灯 9W，数量 12000 只，谢谢您的帮助"),
        ("cp1252", "utf-8", "Preis für 300 Stück Glühlampen"),
        ("utf-8", "no-such-thing", "Größe 38° – 300 Stück"),
        ("utf-16", "utf-16", "300 pcs A60"),
    ],
)
def test_text_is_read_in_any_character_set(charset, declared, text):
    reading = read_mail(mail(text.encode(charset), b"text/plain; charset=" + declared.encode()))

    assert reading.value["text"] == text


def test_an_unknown_character_set_is_told():
    reading = read_mail(mail(b"300 pcs", b"text/plain; charset=klingon"))

    assert codes(reading) == ["unknown-charset"]
    assert reading.value["text"] == "300 pcs"


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("=?gb2312?B?" + "0a+82yBHVTEw" + "?=", "询价 GU10"),
        ("=?utf-8?q?Gl=C3=BChlampen?= fast", "Glühlampen fast"),
        ("=?utf-8?b?5L2g5aU=?= =?utf-8?b?vQ==?=", "你好"),
        ("=?nonsense?b?AAAA?=", None),
        ("=?utf-8?b?====?=", None),
        ("a\r\n b", "a b"),
        ("x\u202eyz".encode().decode("latin-1"), None),
    ],
)
def test_subjects_are_decoded_and_kept_on_one_line(raw, subject):
    found = read_mail(HEAD.replace(b"Subject: GU10", b"Subject: " + raw.encode("latin-1")) + b"\r\nx").value[
        "subject"
    ]

    assert subject is None or found == subject
    assert "\n" not in found
    assert "\u202e" not in found


def test_bytes_above_127_in_a_header_are_read_as_what_they_are():
    head = HEAD.replace(b"Anna Berg", "王丽华".encode("gb18030")).replace(
        b"GU10", "灯泡询价单".encode("gb18030")
    )

    value = read_mail(head + b"\r\nx").value

    assert (value["from"]["name"], value["subject"]) == ("王丽华", "灯泡询价单")


def test_html_alone_is_read_as_text_with_its_table_and_without_its_scripts():
    html = b"""<html><head><style>p{}</style></head><body><p>Please quote</p><script>alert(1)</script>
      <table><tr><td>GU10 7W</td><td>300</td></tr><tr><td>A60 9W</td><td>12000</td></tr></table>
      <div style="display:none">hidden words</div><img src="http://evil.example/pixel"></body></html>"""

    value = read_mail(mail(html, b"text/html; charset=utf-8")).value

    assert value["text_from"] == "html"
    assert "Please quote" in value["text"]
    assert [line.split() for line in value["text"].splitlines() if "W" in line] == [
        ["GU10", "7W", "300"],
        ["A60", "9W", "12000"],
    ]
    for unseen in ("alert", "hidden", "evil", "p{}"):
        assert unseen not in value["text"]


def test_of_two_forms_of_one_text_the_plain_one_is_taken_and_an_empty_one_is_not():
    for plain, expected in (("plain words", "plain words"), ("  \n", "html words")):
        both = MIMEMultipart("alternative")
        both["From"] = "anna@nordlicht.example"
        both.attach(MIMEText(plain))
        both.attach(MIMEText("<p>html words</p>", "html"))
        assert read_mail(both.as_bytes()).value["text"] == expected


QUOTES = {
    "on-wrote": "Yes, please.\n\nOn Mon, 2 Mar 2026 at 10:15, Mei <mei@ordolux.example> wrote:\n> 4 USD\n",
    "on-wrote-broken": "Yes, please.\n\nOn Mon, 2 Mar 2026 at 10:15, Mei Lin\n<mei@ordolux.example> wrote:\n> 4\n",
    "outlook": "Yes, please.\n\n-----Original Message-----\nFrom: Mei\nSent: Monday\nTo: Anna\nSubject: x\n\nold",
    "outlook-line": "Yes, please.\n\n__________________\nFrom: Mei\nSent: Monday\nTo: Anna\nSubject: x\n\nold",
    "german": "Yes, please.\n\nVon: Mei\nGesendet: Montag\nAn: Anna\nBetreff: x\n\nold",
    "apple-chinese": "Yes, please.\n\n在 2026年3月2日，上午10:15，Mei <mei@ordolux.example> 写道：\n\n> old\n",
    "qq-chinese": "Yes, please.\n\n------- 原始邮件 -------\n发件人: Mei\n发送时间: 2026\n收件人: x\n主题: y\n\nold",
    "outlook-chinese": "Yes, please.\n\n发件人: Mei\n发送时间: 2026年3月2日\n收件人: Anna\n主题: x\n\nold",
    "netease": 'Yes, please.\n\n在 2026-03-02 10:15:00，"Mei" <mei@ordolux.example> 写道：\n>old\n',
    "french": "Yes, please.\n\nLe lun. 2 mars 2026 à 10:15, Mei <mei@ordolux.example> a écrit :\n> vieux\n",
    "marks-only": "Yes, please.\n\n> old\n> older\n",
}


@pytest.mark.parametrize("way", QUOTES)
def test_what_a_reply_quotes_is_not_new(way):
    value = read_mail(mail(QUOTES[way].encode())).value

    assert value["new_text"] == "Yes, please."
    assert value["quoted_text"]
    assert value["text"].startswith("Yes, please.\n\n"), "the whole text stays"


def test_an_answer_below_the_quote_is_new():
    text = "On Monday, 2 March 2026, Mei <mei@ordolux.example> wrote:\n> Which colour?\n\n3000 K, please.\n"

    assert read_mail(mail(text.encode())).value["new_text"] == "3000 K, please."


@pytest.mark.parametrize(
    "signature",
    ["-- \nAnna Berg", "Best regards\nAnna", "此致\n敬礼\n王丽华", "Mit freundlichen Grüßen\nAnna"],
)
def test_the_signature_is_apart_but_a_list_is_not_a_signature(signature):
    text = f"Please quote:\n- 300 pcs GU10\n- 500 pcs A60\n\n{signature}\n"

    value = read_mail(mail(text.encode())).value

    assert value["new_text"] == "Please quote:\n- 300 pcs GU10\n- 500 pcs A60"
    assert value["signature"] == signature


def test_a_forwarded_inquiry_is_new_although_it_is_an_older_mail():
    text = "Please quote this.\n\n----- Forwarded message ----\nFrom: Bayo\nTo: Ngozi\n\n300 pcs GU10\n"

    assert "300 pcs GU10" in read_mail(mail(text.encode())).value["new_text"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"Auto-Submitted: auto-replied", "auto_reply"),
        (b"Auto-Submitted: no", "person"),
        (b"Precedence: bulk", "list"),
        (b"Precedence: auto_reply", "auto_reply"),
        (b"X-Autoreply: yes", "auto_reply"),
        (b"List-Id: <news.example>", "list"),
        (b"Return-Path: <>", "auto_reply"),
        (b"X-Failed-Recipients: x@y.example", "bounce"),
        (b"X-Spam-Flag: YES", "spam"),
        (b"X-Auto-Response-Suppress: All", "person"),
    ],
)
def test_machines_are_known_by_their_headers(header, kind):
    value = read_mail(mail(b"x", more=header + b"\r\n")).value

    assert value["kind"] == kind
    assert value["wants_no_answer"] == (header != b"Auto-Submitted: no")


def test_a_null_envelope_sender_is_a_machine():
    assert read_mail(mail(b"x"), envelope_from="").value["kind"] == "auto_reply"
    assert read_mail(mail(b"x"), envelope_from="anna@nordlicht.example").value["kind"] == "person"


def test_a_bounce_says_whom_it_did_not_reach_and_which_letter():
    report = (
        b"From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        b"Final-Recipient: rfc822; anna@nordlicht.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ours@ordolux.example>\r\n\r\n--b--\r\n"
    )

    value = read_mail(report).value

    assert value["kind"] == "bounce"
    assert value["failed_recipients"] == ["anna@nordlicht.example"]
    assert value["about_message_id"] == "<ours@ordolux.example>"


def with_attachments(*files: tuple[str, str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"] = "anna@nordlicht.example"
    made["Date"] = "Mon, 2 Mar 2026 10:15:00 +0100"
    made.set_content("see attached")
    for name, media_type, data in files:
        main, _, sub = media_type.partition("/")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def test_attachments_are_listed_and_given_out_one_by_one():
    pdf, table = b"%PDF-1.7\n%%EOF", "型号,数量\nGU10,300\n".encode()
    raw = with_attachments(("规格.pdf", "application/pdf", pdf), ("list.csv", "text/csv", table))

    reading = read_mail(raw)

    assert [(a["name"], a["type"], a["agrees"]) for a in reading.value["attachments"]] == [
        ("规格.pdf", "application/pdf", True),
        ("list.csv", "text/plain", True),
    ]
    assert reading.value["attachments"][0]["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert read_attachment(raw, index=1).content == table
    assert reading.findings == []
    with pytest.raises(CannotRead):
        read_attachment(raw, index=2)


def test_an_attachment_that_lies_and_a_program_are_told():
    reading = read_mail(
        with_attachments(
            ("photo.png", "image/png", b"<html><script>"), ("a.pdf.exe", "application/pdf", b"MZ")
        )
    )

    assert codes(reading) == ["lying-attachment", "dangerous-attachment"]
    assert reading.findings[0].sentence() == "photo.png is not what it says it is: its content is text/html."


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\offer.xlsx", "offer.xlsx"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nContent-Type: x.pdf", "a Content-Type_ x.pdf"),
        ("", "file"),
        ("....", "file"),
        ("CON.txt", "_CON.txt"),
        ("x" * 400 + ".pdf", "x" * 116 + ".pdf"),
        ("灯 表.xlsx", "灯 表.xlsx"),
    ],
)
def test_file_names_are_cleaned(said, kept):
    assert clean_file_name(said) == kept


def nested(depth: int) -> bytes:
    raw = b"Content-Type: text/plain\r\n\r\ninner"
    for level in range(depth):
        mark = b"b%d" % level
        raw = (
            b'Content-Type: multipart/mixed; boundary="'
            + mark
            + b'"\r\n\r\n--'
            + mark
            + b"\r\n"
            + raw
            + (b"\r\n--" + mark + b"--\r\n")
        )
    return HEAD + raw


def rfc822_in_rfc822(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Subject: inner\r\n\r\nx"


HOSTILE = {
    "depth 30": (nested(30), "mail-too-deep"),
    "depth 3000": (nested(3000), "mail-too-many-parts"),
    "mail in mail 100": (rfc822_in_rfc822(100), "mail-too-deep"),
    "mail in mail 3000": (rfc822_in_rfc822(3000), "mail-too-many-parts"),
    "100,000 parts": (mail(b"--b\r\n\r\nx\r\n" * 100_000, b"multipart/mixed; boundary=b"), "mail-too-many-parts"),
    "100,000 boundaries": (mail(b"".join(b"x; boundary=q%d\r\n" % n for n in range(100_000))), "mail-too-many-parts"),
    "missing boundary": (mail(b"--b\r\n\r\nhello", b"multipart/mixed"), None),
    "wrong boundary": (mail(b"--b\r\n\r\nhello", b"multipart/mixed; boundary=c"), None),
    "unfinished": (mail(b"--b\r\nContent-Type: text/plain\r\n\r\nhello", b"multipart/mixed; boundary=b"), None),
    "base64 junk": (mail(b"@@@@=!!\xff\x00", more=b"Content-Transfer-Encoding: base64\r\n"), None),
    "quoted-printable junk": (mail(b"=\xff=ZZ=", more=b"Content-Transfer-Encoding: quoted-printable\r\n"), None),
    "NUL": (mail(b"a\x00b" * 100), None),
    "NUL header": (HEAD + b"Subject: a\x00b\r\n\r\nx", None),
    "no body": (HEAD, None),
    "no end of line": (HEAD.rstrip() + b"x" * 1000, None),
    "many addresses": (
        b"To: " + b", ".join(b"a%d@x.example" % n for n in range(3000)) + b"\r\n" + HEAD + b"\r\nx", None),
    "rfc2231 loop": (
        mail(b"x", b"text/plain; " + b"; ".join(b"name*%d*=utf-8''%%ff" % (n % 7) for n in range(500))), None),
    "bad date": (
        HEAD.replace(b"Mon, 2 Mar 2026 10:15:00 +0100", b"Mon, 99 Xyz 99999 99:99 +9999") + b"\r\nx", "no-date"),
    "headers of 300 KiB": (HEAD + b"X-Junk: " + b"a" * 300_000 + b"\r\n\r\nx", "refused"),
    "not a mail": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "refused"),
    "nothing": (b"", "refused"),
    "deep html": (mail(b"<div>" * 50_000 + b"300 pcs", b"text/html"), None),
    "scripts without end": (mail(b"<b>" * 1000 + b"<script>" * 200_000, b"text/html"), None),
    "wide html": (mail(b"<table>" + b"<tr><td>x" * 20_000, b"text/html"), None),
    "quote marks": (mail(b">" * 100_000 + b"\n" + b"> \n" * 10_000), None),
    "spaces": (mail(b" " * 200_000 + b"\n" + b"On " * 10_000), None),
    "dashes": (mail(b"-" * 100_000 + b"\nFrom:" * 5_000), None),
}  # fmt: skip


def test_a_page_of_any_depth_still_says_its_words():
    for depth in (300, 390, 20_000):
        html = b"<div>" * depth + b"<script>x</script>300 pcs &amp; more" + b"</div>" * depth
        assert read_mail(mail(html, b"text/html")).value["text"] == "300 pcs & more"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_ends_in_an_answer_within_seconds(name):
    raw, code = HOSTILE[name]
    begun = time.monotonic()

    result = sandbox.run("mail", raw)

    assert time.monotonic() - begun < 8
    found = [finding.code for finding in result.findings]
    if code == "refused":
        assert not result.ok
    else:
        assert result.ok, found
        assert result.value["from"]["address"] == "anna@nordlicht.example"
    assert code in (None, "refused") or code in found


def test_an_attachment_of_30_mib_is_read():
    outer = MIMEMultipart()
    outer["From"] = "anna@nordlicht.example"
    outer.attach(MIMEApplication(b"%PDF-" + bytes(30 * 2**20)))
    raw = outer.as_bytes()
    assert 40 * 2**20 < len(raw) < 48 * 2**20

    result = sandbox.run("mail", raw)
    content = sandbox.run("mail.attachment", raw, index=0).content

    assert result.value["attachments"][0]["size"] == 30 * 2**20 + 5
    assert hashlib.sha256(content).hexdigest() == result.value["attachments"][0]["sha256"]


def test_a_mail_above_48_mib_is_not_opened():
    result = sandbox.run("mail", mail(b"x" * (48 * 2**20)))

    assert [finding.code for finding in result.findings] == ["mail-too-large"]


def test_the_same_mail_sent_again_has_the_same_content_key():
    first = read_mail(mail(b"300 pcs GU10")).value
    again = read_mail(mail(b"300  pcs\r\nGU10").replace(b"<a1@", b"<a2@")).value
    other = read_mail(mail(b"301 pcs GU10")).value

    assert first["content_key"] == again["content_key"] != other["content_key"]


PIECES = st.sampled_from(
    [b"\r\n", b"\r\n\r\n", b"--b", b"--b--", b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: ",
     b"Content-Transfer-Encoding: base64", b"=?utf-8?b?", b"?=", b"<", b">", b"@", b'"', b"message/rfc822", b"\x00",
     b"\xff\xfe", b"Subject: ", b"From: a@b.example", b"charset*0*=", b"text/html", b"<div>", b"&#x110000;"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.binary(max_size=12), max_size=60))
def test_no_mail_makes_the_reader_fail(pieces):
    raw = HEAD + b"".join(pieces)
    with contextlib.suppress(CannotRead):
        reading = read_mail(raw)
        for attachment in reading.value["attachments"]:
            assert len(read_attachment(raw, index=attachment["index"]).content) == attachment["size"]
