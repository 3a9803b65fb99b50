"""Readers that do what a hijacked reader would do, to prove that the sandbox holds them."""

NAMES = frozenset(
    {
        "connect",
        "eat",
        "spin",
        "sleep",
        "crash",
        "leave",
        "raise_",
        "recurse",
        "write",
        "look_around",
        "start",
        "talk",
        "echo",
    }
)
