"""What a reader would do that an attacker has taken over: he uses the system calls themselves."""

# ruff: noqa: PTH101, PTH102, PTH104, PTH108, PTH123, PTH211, SIM115

import ctypes
import os
import socket
import subprocess
import time

from ordolux.foundation.sandbox.reading import Reading


def connect(data: bytes, port: int) -> Reading:
    """Call a listener on this machine, by every family we know."""
    errors = []
    for family, address in ((socket.AF_INET, ("127.0.0.1", port)), (socket.AF_INET6, ("::1", port))):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as line:
                line.settimeout(2)
                line.connect(address)
                line.send(data)
                errors.append("connected")
        except OSError as fault:
            errors.append(type(fault).__name__)
    return Reading({"errors": errors})


def eat(data: bytes) -> Reading:
    """Take memory without end."""
    held = []
    while True:
        held.append(bytearray(16 * 2**20))


def spin(data: bytes) -> Reading:
    """Burn time."""
    while True:
        pass


def sleep(data: bytes) -> Reading:
    """Wait for ever."""
    while True:
        time.sleep(10)


def crash(data: bytes) -> Reading:
    """Read where no memory is."""
    ctypes.string_at(1)
    return Reading({})


def leave(data: bytes) -> Reading:
    """End without an answer."""
    os._exit(0)


def raise_(data: bytes) -> Reading:
    """Fail like a library does."""
    raise ZeroDivisionError


def recurse(data: bytes) -> Reading:
    """Go too deep."""
    return recurse(data)


def write(data: bytes, folder: str) -> Reading:
    """Leave something behind."""
    errors = []
    for attempt in (
        lambda: open(f"{folder}/planted", "wb"),
        lambda: os.mkdir(f"{folder}/planted"),
        lambda: os.unlink(f"{folder}/precious"),
        lambda: os.rename(f"{folder}/precious", f"{folder}/gone"),
        lambda: os.symlink("/", f"{folder}/planted"),
        lambda: os.truncate(f"{folder}/precious", 0),
        lambda: os.chmod(f"{folder}/precious", 0o777),
    ):
        try:
            attempt()
            errors.append("done")
        except OSError as fault:
            errors.append(type(fault).__name__)
    return Reading({"errors": errors})


def look_around(data: bytes, path: str) -> Reading:
    """Read a secret and the surroundings."""
    try:
        with open(path, "rb") as file:
            found = file.read().decode()
    except OSError as fault:
        found = type(fault).__name__
    return Reading({"found": found, "environment": dict(os.environ)})


def start(data: bytes) -> Reading:
    """Start another program, and kill our parent."""
    errors = []
    for attempt in (lambda: subprocess.run(["/bin/true"]), os.fork, lambda: os.kill(os.getppid(), 9)):
        try:
            attempt()
            errors.append("done")
        except OSError as fault:
            errors.append(type(fault).__name__)
    return Reading({"errors": errors})


def talk(data: bytes) -> Reading:
    """Answer with more than anybody may say."""
    return Reading({"text": "x" * (20 * 2**20)})


def echo(data: bytes) -> Reading:
    """Give back what came, with what PostgreSQL cannot keep."""
    return Reading({"size": len(data), "text": "a\0b\ud800c", "number": float("nan")}, content=data)


READERS = {
    "connect": connect,
    "eat": eat,
    "spin": spin,
    "sleep": sleep,
    "crash": crash,
    "leave": leave,
    "raise_": raise_,
    "recurse": recurse,
    "write": write,
    "look_around": look_around,
    "start": start,
    "talk": talk,
    "echo": echo,
}
