"""What a process gives up before it touches foreign bytes: network, writing, other programs, memory and time.

Three walls, each of which holds when another is missing: namespaces and Landlock, entered once by the warm server, and
resource limits with a seccomp filter, put on by each job. All of it is asked of the kernel by an ordinary process.
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LIBC: Final = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use. Sizes in bytes, times in seconds."""

    memory: int = 768 * 2**20
    cpu_seconds: int = 20
    wall_seconds: float = 30.0
    open_files: int = 32


def enter_empty_network() -> str:
    """Move this process and its children into a network namespace without any interface that is up.

    Returns "namespace", or "" when the kernel forbids it.
    """
    for flags in (os.CLONE_NEWUSER | os.CLONE_NEWNET | os.CLONE_NEWIPC, os.CLONE_NEWNET | os.CLONE_NEWIPC):
        try:
            os.unshare(flags)
        except OSError:
            continue
        return "namespace"
    return ""


# Landlock (kernel 5.13 and later). The three system calls have the same numbers on every architecture.
_LANDLOCK_CREATE: Final = 444
_LANDLOCK_ADD: Final = 445
_LANDLOCK_RESTRICT: Final = 446
_LANDLOCK_ALL: Final = (1 << 13) - 1
_LANDLOCK_READ_FILE: Final = 1 << 2
_LANDLOCK_READ_DIR: Final = 1 << 3


def see_only(folders: list[Path]) -> bool:
    """Leave this process and its children only reading, and only beneath ``folders``; False when the kernel cannot."""
    attributes = struct.pack("Q", _LANDLOCK_ALL)
    ruleset = _LIBC.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for folder in folders:
            try:
                place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            except OSError:
                continue
            access = _LANDLOCK_READ_FILE | (_LANDLOCK_READ_DIR if folder.is_dir() else 0)
            _LIBC.syscall(_LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", access, place), 0)
            os.close(place)
        give_up_new_privileges()
        return bool(_LIBC.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def readable_folders() -> list[Path]:
    """What the readers need to see: the interpreter, its packages, our code, fonts and time zones."""
    ours = Path(__file__).resolve().parents[2]
    names = {
        sys.prefix,
        sys.base_prefix,
        "/usr/lib",
        "/lib",
        "/lib64",
        "/usr/share/fonts",
        "/usr/share/zoneinfo",
    }
    return [ours, *(Path(name) for name in sorted(names)), Path("/dev/null"), Path("/dev/urandom")]


def give_up_new_privileges() -> None:
    """No program started from here can gain rights (setuid and file capabilities are ignored)."""
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Be killed when the process that forked us ends."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine_job(limits: Limits) -> bool:
    """Put the limits of one job on this process, for good. Returns whether the seccomp filter holds."""
    die_with_parent()
    give_up_new_privileges()
    _LIBC.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    for what, amount in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory),
    ):
        resource.setrlimit(what, (amount, amount))
    return _filter_system_calls()


# (x86_64, aarch64): what no reader ever needs. -1: the architecture has no such call.
_FORBIDDEN: Final = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "clone": (56, 220),
    "fork": (57, -1),
    "vfork": (58, -1),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "prlimit64": (302, 261),
    "setrlimit": (160, 164),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "shmget": (29, 194),
    "creat": (85, -1),
    "unlink": (87, -1),
    "unlinkat": (263, 35),
    "rename": (82, -1),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, -1),
    "mkdirat": (258, 34),
    "rmdir": (84, -1),
    "symlink": (88, -1),
    "symlinkat": (266, 36),
    "link": (86, -1),
    "linkat": (265, 37),
    "truncate": (76, 45),
    "chmod": (90, -1),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "fchown": (93, 55),
    "lchown": (94, -1),
    "fchownat": (260, 54),
    "mknod": (133, -1),
    "mknodat": (259, 33),
    "utime": (132, -1),
    "utimes": (235, -1),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "open_by_handle_at": (304, 265),
}
_UNKNOWN_TO_THE_READERS: Final = {"clone3": (435, 435), "openat2": (437, 437)}
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_ARCHITECTURES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_REFUSE: Final = 0x00050000 | errno.EPERM
_NOT_THERE: Final = 0x00050000 | errno.ENOSYS

_LOAD: Final = 0x20
_EQUAL: Final = 0x15
_AT_LEAST: Final = 0x35
_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06


def _program() -> bytes:
    """The filter as BPF instructions; empty for an architecture whose numbers we do not know."""
    known = _ARCHITECTURES.get(platform.machine())
    if known is None:
        return b""
    column, audit_number = known
    code: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, audit_number),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        # The second numbering of x86_64 (x32) would walk around a list of numbers.
        (_AT_LEAST, 0, 1, 0x40000000),
        (_RETURN, 0, 0, _KILL),
    ]
    for answer, numbers in ((_REFUSE, _FORBIDDEN), (_NOT_THERE, _UNKNOWN_TO_THE_READERS)):
        for number in (pair[column] for pair in numbers.values()):
            if number >= 0:
                code += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, answer)]
    # Opening is allowed for reading only: flags are the second argument of open and the third of openat.
    for number, argument in ((2, 1), (257, 2)) if column == 0 else ((56, 2),):
        code += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, 16 + 8 * argument),
            (_ANY_BIT, 0, 1, _WRITING),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ]
    code.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)


_PROGRAM: Final = _program()


def _filter_system_calls() -> bool:
    if not _PROGRAM:
        return False
    instructions = ctypes.create_string_buffer(_PROGRAM, len(_PROGRAM))
    filter_program = struct.pack("HxxxxxxP", len(_PROGRAM) // 8, ctypes.addressof(instructions))
    return bool(_LIBC.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filter_program, 0, 0) == 0)
