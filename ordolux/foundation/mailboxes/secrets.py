"""Passwords of mailboxes as they are kept: sealed with a key that is made of this installation's own secret."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SecretUnreadable(Exception):
    """The password was sealed with another key; somebody must enter it anew."""


def sealed(password: str) -> str:
    """The password as it may lie in the database; "" stays ""."""
    return _key().encrypt(password.encode()).decode() if password else ""


def opened(secret: str) -> str:
    """The password again. Raises SecretUnreadable."""
    if not secret:
        return ""
    try:
        return _key().decrypt(secret.encode()).decode()
    except InvalidToken:
        raise SecretUnreadable from None


def _key() -> Fernet:
    material = hashlib.sha256(b"ordolux mailbox password\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(material))
