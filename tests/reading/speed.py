"""How fast the reader is, in CPU time of one core: `python -m tests.reading.speed [--fax]`.

Prints the median of a plain mail, a sheet of 2,000 rows, 50 KB of hostile texts, the start without OCR and, when asked,
one page of a fax.
"""

import io
import resource
import statistics
import subprocess
import sys
import time

import openpyxl

from ordolux.config.reading_command import message_of
from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.rules.reading.message import Message, Part, read

from .letters import all_letters
from .letters.scores import reading_of

HOSTILE = {
    "watts": "9W " * 17_000,
    "a list of figures": "1,2,3,4,5,6,7,8,9," * 2_800,
    "one letter": "a" * 50_000,
    "figures": "1 " * 25_000,
    "a range without end": "220-240-" * 6_250,
    "an article again and again": "quote 500 pcs A60 " * 2_800,
    "headings": "\t".join(["Qty"] * 25_000)[:50_000],
    "brackets": "<<<<[[[[((((" * 4_200,
    "telephone numbers": "+49 30 555-" * 4_500,
    "terms": "FOB " * 12_500,
    "of them": "20 of them " * 4_500,
    "doubled": "double the quantity, " * 2_400,
    "names and numbers": "Abc, Def Ghi 0803 " * 2_800,
    "makes": "Abc Def 12 Ghi " * 3_300,
    "telephone with an end": "0851/555 01-20 " * 3_300,
    "rows of cells": "1\t2\t3\n" * 8_000,
}


def sheet(rows=2_000):
    """A workbook of articles."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["No", "Code", "Description", "Watt", "CCT", "Base", "IP", "Qty"])
    for n in range(rows):
        page.append(
            [
                n,
                f"AB-{n:05}",
                "LED bulb A60 frosted",
                5 + n % 20,
                2700 + 100 * (n % 3),
                "E27",
                "IP20",
                10 * n + 10,
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spent(deed):
    """CPU seconds of a deed, its children too."""
    began = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    deed()
    return time.process_time() - began[0] + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began[1]


def main(words):
    read(Message((Part("body", "quote 500 pcs A60 9W E27 3000K"),)))  # the vocabularies are made once
    mails = [one for one in all_letters() if one.ending == "eml"]
    written = {one.number: one.write() for one in mails}
    times = [
        spent(lambda one=one: read(message_of(open_message(written[one.number], name=one.name).value)))
        for one in mails
    ]
    print(
        f"mail     median {statistics.median(times) * 1000:.0f} ms, at most {max(times) * 1000:.0f} ms ({len(mails)} mails)"
    )
    data = sheet()
    opened = spent(lambda: open_message(data, name="list.xlsx"))
    message = message_of(open_message(data, name="list.xlsx").value)
    understood = spent(lambda: read(message))
    print(
        f"sheet    2,000 rows {opened + understood:.2f} s: opened in {opened:.2f} s, read in {understood:.2f} s"
    )
    for name, text in HOSTILE.items():
        print(
            f"hostile  {spent(lambda text=text: read(Message((Part('body', text[:50_000]),)))):.2f} s  {name}"
        )
    starting = [
        spent(lambda: subprocess.run([sys.executable, "-c", START], check=True, capture_output=True))
        for _ in range(3)
    ]
    print(f"start    {min(starting):.2f} s, with the first text read")
    if "--fax" in words:
        one = next(letter for letter in all_letters() if letter.ending == "tiff")
        print(f"fax      {spent(lambda: reading_of(one)):.2f} s a page")


START = """
from ordolux.rules.reading.message import Message, Part, read
read(Message((Part("body", "quote 500 pcs A60 9W E27 3000K"),)))
"""

if __name__ == "__main__":
    main(sys.argv[1:])
