"""Who plays: Anna and Omar buy, our own people work. Everybody signs in as in life, with his second factor."""

import base64
import hashlib
import hmac
import shutil
import subprocess
import tempfile
import time
from typing import Any

from tests.stories.house import House, real_now
from tests.stories.post import PostBox
from tests.stories.telling import Broken
from tests.stories.visitor import Visitor

DOMAIN = "ordolux.example"
_PERIOD_SECONDS = 30


def staff(house: House, name: str) -> Visitor:
    """One of our own people, signed in by password and authenticator app."""
    from ordolux.edges.public.signing_in import demonstration_secret
    from ordolux.process.demonstration import PASSWORD

    email = f"{name}@{DOMAIN}"
    visitor = house.visitor(house.url, name.capitalize(), email)
    visitor.open("/account/login/")
    visitor.submit("/account/login/", login=email, password=PASSWORD)
    if visitor.page.path == "/account/2fa/authenticate/":
        visitor.submit("/account/2fa/authenticate/", code=_digits(demonstration_secret(email)))
    if not visitor.open("/desk/").path.startswith("/desk"):
        raise Broken(f"{email} cannot sign in: the desk leads to {visitor.page.path}")
    return visitor


def customer(house: House, box: PostBox, name: str, email: str) -> Visitor:
    """A customer, signed in by a code that came by mail."""
    visitor = house.visitor(house.url, name, email)
    visitor.open("/account/login/code/")
    visitor.submit("/account/login/code/", email=email)
    visitor.submit("/account/login/code/confirm/", code=box.code_for(email))
    if not visitor.open("/portal/").path.startswith("/portal"):
        raise Broken(f"{email} cannot sign in: the portal leads to {visitor.page.path}")
    return visitor


class Staff:
    """Our people by name; each signs in when he is first needed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._in: dict[str, Visitor] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._in:
            self._in[name] = staff(self._house, name)
        return self._in[name]


def _digits(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: HMAC-SHA-1, 30 s, six digits)."""
    left = _PERIOD_SECONDS - real_now().timestamp() % _PERIOD_SECONDS
    if left < 1:
        time.sleep(left)
    counter = int(real_now().timestamp()) // _PERIOD_SECONDS
    told = hmac.digest(base64.b32decode(secret), counter.to_bytes(8), hashlib.sha1)
    at = told[-1] & 15
    return f"{(int.from_bytes(told[at : at + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def pdfsig(data: bytes) -> str | None:
    """What poppler's pdfsig says about a sealed paper; None where it is not installed."""
    program = shutil.which("pdfsig")
    if program is None:
        return None
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return subprocess.run([program, file.name], capture_output=True, text=True, check=False).stdout
