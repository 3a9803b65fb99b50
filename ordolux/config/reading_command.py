"""``ordolux read``: customers' messages as structured inquiries, without server or database.

Foreign files are opened in the sandbox; what they hold is read by the rules.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ordolux.foundation.sandbox import optical
from ordolux.foundation.sandbox.parent import Sandbox
from ordolux.rules.reading.kinds import Signs
from ordolux.rules.reading.message import Extraction, Message, Part, read
from ordolux.rules.reading.prediction import prediction
from ordolux.rules.reading.values import Value

READABLE = ("eml", "json", "pdf", "xlsx", "csv", "docx", "txt", "html", "tif", "tiff")


def main(arguments: Sequence[str]) -> int:
    """Carry out ``ordolux read``; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="ordolux read",
        description="Read customers' messages as structured inquiries; needs no server and no database.",
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        type=Path,
        help="mails, forms (JSON), workbooks, PDF, faxes (TIFF)",
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="write NAME.pred.json there instead of printing"
    )
    parser.add_argument(
        "--explain", action="store_true", help="print every value with the words it was read from"
    )
    parser.add_argument(
        "--score",
        action="store_true",
        help="FILE is a folder: tell how well its messages agree with NAME.gold.json",
    )
    chosen = parser.parse_args(arguments)
    if chosen.score:
        return score_folder(chosen.files[0])
    return read_files(chosen.files, chosen.out, explain=chosen.explain)


def message_of(value: dict[str, Any]) -> Message:
    """Return the message that the sandbox's reader of incoming files describes."""
    return Message(
        parts=tuple(
            Part(part["kind"], part["text"], part["name"], part["level"], part.get("writer", ""))
            for part in value["parts"]
        ),
        from_name=value["from_name"],
        from_address=value["from_address"],
        reply_to=tuple(value["reply_to"]),
        to=tuple(value.get("to", ())),
        told_on=date.fromisoformat(value["told_on"]) if value["told_on"] else None,
        signs=Signs(**value["signs"]),
        is_machine=value["is_machine"],
    )


def read_files(files: list[Path], out: Path | None, *, explain: bool) -> int:
    """Read files; write ``NAME.pred.json`` into ``out`` or print. Returns the exit status: 1 if a file was not read."""
    sandbox = Sandbox("ordolux.foundation.sandbox.incoming")
    failed = False
    try:
        for file in files:
            name = file.name.partition(".")[0]
            try:
                data = file.read_bytes()
            except OSError as fault:
                print(f"{file}: {fault.strerror}", file=sys.stderr)
                failed = True
                continue
            result = sandbox.run("message", data, name=file.name)
            if (
                not result.ok
                and any(finding.code == "picture" for finding in result.findings)
                and optical.is_there()
            ):
                fax = fax_of(sandbox, data)
                if fax is not None:
                    _tell(file, name, read(fax), out, explain=explain)
                    continue
            if not result.ok:
                for finding in result.findings:
                    print(f"{file}: {finding.message.format(**finding.values)}", file=sys.stderr)
                failed = True
                continue
            message = message_of(result.value)
            for unread in result.value["unread"]:
                scanned = scan_of(sandbox, data, unread) if optical.is_there() else None
                if scanned is None:
                    print(f"{file}: the attachment {unread} could not be read", file=sys.stderr)
                else:
                    message = replace(message, parts=(*message.parts, scanned))
            _tell(file, name, read(message), out, explain=explain)
    finally:
        sandbox.stop()
    return 1 if failed else 0


def scan_of(sandbox: Sandbox, data: bytes, name: str) -> Part | None:
    """Return the text on the scanned pages of a file, alone or attached to a mail; None where there are none."""
    pages = sandbox.run("pages", data, attachment=name)
    text = optical.text_of_pages(pages.content) if pages.ok else ""
    return Part("attachment", text, name) if text.strip() else None


def fax_of(sandbox: Sandbox, data: bytes) -> Message | None:
    """Return the message on the pages of a fax, None when they cannot be opened."""
    pages = sandbox.run("pages", data)
    if not pages.ok:
        return None
    return Message(parts=(Part("body", optical.text_of_pages(pages.content), "fax"),), is_machine=True)


def _tell(file: Path, name: str, extraction: Extraction, out: Path | None, *, explain: bool) -> None:
    if explain:
        print_evidence(file.name, extraction)
    text = json.dumps(prediction(extraction, name), ensure_ascii=False, indent=1)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{name}.pred.json").write_text(f"{text}\n", encoding="utf-8")
    elif not explain:
        print(text)


def print_evidence(name: str, read: Extraction) -> None:
    """Print every value with the words it was read from, the part they stand in, and how sure it is."""
    weights = ", ".join(
        f"{kind} {points:.0f}"
        for kind, points in sorted(read.kind_weights.items(), key=lambda e: -e[1])
        if points > 0
    )
    print(f"{name}: {read.kind} ({weights}), language {read.language}")
    for kind, points, why in read.kind_reasons:
        if points >= 1:
            print(f"  {kind} {points:+.1f}: {' '.join(why.split())[:100]}")
    for field in ("company", "contact", "email", "phone", "fax"):
        value = getattr(read.customer, field)
        if value is not None:
            _print_value(read, f"customer.{field}", value)
    for value in read.order:
        _print_value(read, f"order.{value.field}", value)
    for number, line in enumerate(read.lines, 1):
        print(f"  line {number}: {' '.join(line.text.split())[:100]}")
        for field, values in line.values.items():
            for value in values:
                _print_value(read, f"  {field}", value)


def _print_value(read: Extraction, field: str, value: Value) -> None:
    part = read.parts[value.part] if 0 <= value.part < len(read.parts) else None
    where = f"{part.name or part.kind}[{value.start}:{value.end}]" if part else "header"
    quoted = " ".join(read.quoted(value).split())[:60]
    sort = "stated" if value.stated else "implied"
    unit = f" {value.unit}" if value.unit else ""
    print(f"  {field} = {value.value}{unit}  <- “{quoted}” {where}, {sort}, {value.sure:.0%}")


def score_folder(corpus: Path) -> int:
    """Read every message of a folder that has its truth (``NAME.gold.json``) beside it and print how well they agree."""
    from tempfile import TemporaryDirectory

    from ordolux.rules.reading.scoring import score

    truth = {
        p.name.partition(".")[0]: json.loads(p.read_text(encoding="utf-8"))
        for p in sorted(corpus.glob("*.gold.json"))
    }
    files = [
        p
        for p in sorted(corpus.iterdir())
        if p.name.partition(".")[0] in truth
        and p.suffix[1:] in READABLE
        and not p.name.endswith((".gold.json", ".pred.json"))
    ]
    with TemporaryDirectory() as folder:
        read_files(files, Path(folder), explain=False)
        said = {
            p.name.partition(".")[0]: json.loads(p.read_text(encoding="utf-8"))
            for p in Path(folder).glob("*.pred.json")
        }
    result = score(truth, said)
    print(f"messages  {result.messages}, inquiries {result.inquiries}, read {len(said)}")
    print(f"kind      {result.kinds_right / max(1, result.messages):.4f}")
    print(f"language  {result.languages_right / max(1, result.messages):.4f}")
    print(
        f"lines     precision {result.lines.precision:.4f}  recall {result.lines.recall:.4f}  F1 {result.lines.f1:.4f}"
    )
    for start in ("customer.", "order.", "line.", ""):
        tally = result.group(start)
        figures = f"precision {tally.precision:.4f}  recall {tally.recall:.4f}  F1 {tally.f1:.4f}"
        print(f"fields    {figures}  {start.rstrip('.') or 'overall'}")
    print(f"exact     {result.exact} of {result.inquiries}")
    for (true, told), count in sorted(Counter(result.kind_errors.values()).items()):
        print(f"kind      {true} read as {told}: {count}")
    return 0
