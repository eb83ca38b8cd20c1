"""Public SSH keys as OpenSSH writes them: one line of type, key in base64 and comment. Source: sshd(8), RFC 4253 §6.6."""

import base64
import binascii
import hashlib
from typing import NamedTuple

from campaign.core.errors import BadInput

TYPES = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
         "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com")
"""DSA is left out: OpenSSH no longer takes it."""
LONGEST = 8_000
"""Characters of a line; an RSA key of 16,384 bits needs half."""


class PublicKey(NamedTuple):
    type: str
    blob: str
    comment: str
    fingerprint: str


def parse(text: str) -> PublicKey:
    """One line of an ``id_….pub``. Options before the type are refused: they would be taken for the account's own.

    Raises ``BadInput``, for a private key with a warning of its own.
    """
    if "PRIVATE KEY" in text:
        raise BadInput("private_key")
    words = text.split()
    if len(text) > LONGEST or len(words) < 2 or words[0] not in TYPES or len(text.strip().splitlines()) != 1:
        raise BadInput("bad_key", words=", ".join(TYPES[:5]))
    try:
        raw = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("bad_key", words=", ".join(TYPES[:5])) from None
    parts = _parts(raw)
    if len(parts) < 2 or parts[0] != words[0].encode() or (words[0] == "ssh-ed25519" and len(parts[1]) != 32):
        raise BadInput("bad_key", words=", ".join(TYPES[:5]))
    # As sshd itself writes it: the last digit of a base64 text may be written in several ways.
    return PublicKey(words[0], base64.b64encode(raw).decode(), " ".join(words[2:]), fingerprint(raw))


def _parts(raw: bytes) -> list[bytes]:
    """The fields of a key, each behind its length in four bytes; nothing when they do not end where the key ends."""
    parts, at = list[bytes](), 0
    while at < len(raw):
        length = int.from_bytes(raw[at:at + 4], "big")
        parts.append(raw[at + 4:at + 4 + length])
        at += 4 + length
    return parts if at == len(raw) else []


def fingerprint(raw: bytes) -> str:
    """``SHA256:`` and the digest in base64 without padding, as ``ssh-keygen -l`` prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
