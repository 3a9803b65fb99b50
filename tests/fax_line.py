"""Two fax machines and the telephone line between them, in this process: Debian's spandsp (T.30 over V.29/V.27ter/V.17).

What comes out really was negotiated, trained, sent in lines of T.4 or T.6 and confirmed; ``noise`` is put on the line.
"""

import ctypes
import random
from ctypes import CFUNCTYPE, POINTER, c_bool, c_char_p, c_int, c_int16, c_void_p
from ctypes.util import find_library
from pathlib import Path
from typing import Final

MISSING: Final = "spandsp is missing: install Debian's libspandsp2"
_SAMPLES: Final = 160  # 20 ms at 8000 Hz
_LONGEST_SECONDS: Final = 900
_V27TER, _V29, _V17 = 1, 2, 4
_T4_1D, _T4_2D, _T6 = 2, 4, 8
_ENDS: Final = CFUNCTYPE(None, c_void_p, c_void_p, c_int)


def library() -> ctypes.CDLL | None:
    """spandsp, if it is installed."""
    name = find_library("spandsp")
    for wanted in (name, "libspandsp.so.2"):
        if wanted:
            try:
                return ctypes.CDLL(wanted)
            except OSError:
                continue
    return None


def call(
    sent: Path, received: Path, *, seed: int = 1, noise: int = 0, loudest: int = 0, error_correction: bool = True,
    caller: str = "+49 40 7654321",
) -> tuple[int, float]:  # fmt: skip
    """Send the TIFF ``sent`` over a line into ``received``; returns T.30's result (0: all pages confirmed) and the
    seconds that the call took on the line.

    ``noise`` is the loudness of white noise, ``loudest`` that of short clicks, both in steps of 16-bit samples (speech has
    some thousands).
    """
    lib = library()
    assert lib is not None, MISSING
    chance = random.Random(seed)
    ends: dict[int, int] = {}
    machines, kept = [], []
    for place, calls in enumerate((True, False)):
        lib.fax_init.restype, lib.fax_init.argtypes = c_void_p, [c_void_p, c_bool]
        machine = lib.fax_init(None, calls)
        lib.fax_get_t30_state.restype, lib.fax_get_t30_state.argtypes = c_void_p, [c_void_p]
        talk = lib.fax_get_t30_state(machine)
        lib.fax_set_transmit_on_idle.argtypes = [c_void_p, c_int]
        lib.fax_set_transmit_on_idle(machine, 1)
        _say(lib, talk, "t30_set_tx_ident", [c_char_p], caller.encode() if calls else b"+86 760 5550142")
        _say(lib, talk, "t30_set_ecm_capability", [c_bool], error_correction)
        _say(lib, talk, "t30_set_supported_modems", [c_int], _V27TER | _V29 | _V17)
        _say(
            lib,
            talk,
            "t30_set_supported_compressions",
            [c_int],
            _T4_1D | _T4_2D | (_T6 if error_correction else 0),
        )
        if calls:
            _say(lib, talk, "t30_set_tx_file", [c_char_p, c_int, c_int], str(sent).encode(), -1, -1)
        else:
            _say(lib, talk, "t30_set_rx_file", [c_char_p, c_int], str(received).encode(), -1)

        def ended(state: int, user: int, result: int, place: int = place) -> None:
            ends[place] = result

        kept.append(_ENDS(ended))
        _say(lib, talk, "t30_set_phase_e_handler", [_ENDS, c_void_p], kept[-1], None)
        machines.append(machine)
    lib.fax_tx.argtypes = lib.fax_rx.argtypes = [c_void_p, POINTER(c_int16), c_int]
    lib.fax_tx.restype = lib.fax_rx.restype = c_int
    heard = [(c_int16 * _SAMPLES)() for _ in machines]
    seconds = 0.0
    click = 0
    while len(ends) < 2 and seconds < _LONGEST_SECONDS:
        for machine, samples in zip(machines, heard, strict=True):
            length = lib.fax_tx(machine, samples, _SAMPLES)
            for place in range(length, _SAMPLES):
                samples[place] = 0
        if noise or loudest:
            if not click and chance.random() < 0.004:
                click = chance.randint(1, 3)
            for samples in heard:
                loud = noise + (loudest if click else 0)
                for place in range(_SAMPLES):
                    samples[place] = max(-32768, min(32767, samples[place] + chance.randint(-loud, loud)))
            click = max(0, click - 1)
        lib.fax_rx(machines[0], heard[1], _SAMPLES)
        lib.fax_rx(machines[1], heard[0], _SAMPLES)
        seconds += _SAMPLES / 8000
    for machine in machines:
        lib.fax_release.argtypes = [c_void_p]
        lib.fax_release(machine)
    return ends.get(1, -1), seconds


def _say(lib: ctypes.CDLL, talk: int, name: str, kinds: list[object], *said: object) -> None:
    function = getattr(lib, name)
    function.argtypes = [c_void_p, *kinds]
    function(talk, *said)
