"""How well the letters are read: `python -m tests.reading.letters.scores [--errors]`.

Prints total figures of both halves; with `--errors` also what is wrong in the half that may be looked at, never in the other.
"""

import sys
import time

from ordolux.config.reading_command import fax_of, message_of
from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.foundation.sandbox.parent import Sandbox
from ordolux.rules.reading.message import read
from ordolux.rules.reading.prediction import prediction
from ordolux.rules.reading.scoring import score

from . import all_letters


def reading_of(letter):
    """The letter as the product opens and reads it; a fax by OCR."""
    if letter.ending == "tiff":
        sandbox = Sandbox("ordolux.foundation.sandbox.incoming")
        try:
            return read(fax_of(sandbox, letter.write()))
        finally:
            sandbox.stop()
    return read(message_of(open_message(letter.write(), name=letter.name).value))


def figures(letters, predictions):
    """The score of these letters."""
    return score(
        {one.number: one.truth for one in letters},
        {one.number: counted(one, predictions[one.number]) for one in letters},
    )


def counted(letter, said):
    """What counts of a prediction: of a letter whose kind alone is told no lines and no fields."""
    return said | {"customer": {}, "order": {}, "lines": []} if letter.is_kind_only else said


def stated(fields):
    return {name: value for name, value in (fields or {}).items() if value not in (None, [], "", False)}


def difference(truth, said, *, is_kind_only=False):
    """What was said otherwise than in the truth, in words."""
    found = []
    if truth["kind"] != said["kind"]:
        found.append(f"kind {truth['kind']} ≠ {said['kind']}")
    if truth["language"] != said["language"]:
        found.append(f"language {truth['language']} ≠ {said['language']}")
    if is_kind_only or (truth["kind"] != "inquiry" and not said["lines"]):
        return found
    for part in ("customer", "order"):
        wanted, got = stated(truth[part]), stated(said[part])
        found += [
            f"{part}.{name}: {wanted.get(name)!r} ≠ {got.get(name)!r}"
            for name in {**wanted, **got}
            if wanted.get(name) != got.get(name)
        ]
    if len(truth["lines"]) != len(said["lines"]):
        found.append(
            f"lines {len(truth['lines'])} ≠ {len(said['lines'])}: {[stated(one) for one in said['lines']]}"
        )
    for place, (wanted, got) in enumerate(zip(truth["lines"], said["lines"], strict=False)):
        wanted, got = stated(wanted), stated(got)
        found += [
            f"line {place + 1}.{name}: {wanted.get(name)!r} ≠ {got.get(name)!r}"
            for name in {**wanted, **got}
            if wanted.get(name) != got.get(name)
        ]
    return found


def main(words):
    letters = [one for one in all_letters() if not ("--no-fax" in words and one.ending == "tiff")]
    predictions, began = {}, time.process_time()
    for one in letters:
        predictions[one.number] = prediction(reading_of(one), one.number)
    print(f"{len(letters)} letters, {time.process_time() - began:.1f} s")
    whole = [one for one in letters if not one.is_kind_only]
    kinds = [one for one in letters if one.is_kind_only]
    for name, half in (
        ("built with", [one for one in whole if not one.is_held_out and not one.is_by_a_stranger]),
        ("held out", [one for one in whole if one.is_held_out and not one.is_by_a_stranger]),
        ("strangers", [one for one in whole if not one.is_held_out and one.is_by_a_stranger]),
        ("strangers held out", [one for one in whole if one.is_held_out and one.is_by_a_stranger]),
        ("kinds", [one for one in kinds if not one.is_held_out]),
        ("kinds held out", [one for one in kinds if one.is_held_out]),
    ):
        result = figures(half, predictions)
        print(
            f"{name:<18}  {result.messages} messages  kind {result.kinds_right / result.messages:.3f}"
            f"  lines {result.lines.f1:.3f}  fields {result.overall.f1:.3f}"
        )
    if "--errors" in words:
        for one in letters:
            found = difference(one.truth, predictions[one.number], is_kind_only=one.is_kind_only)
            if found and not one.is_held_out:
                print(f"\n{one.number}\n  " + "\n  ".join(found))


if __name__ == "__main__":
    main(sys.argv[1:])
