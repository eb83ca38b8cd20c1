"""Public SSH keys as OpenSSH writes them, one line of type, key in base64 and comment; and as PuTTY exports them.

Source: sshd(8); RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4 and OpenSSH's PROTOCOL.u2f for what a key holds; RFC 4716.
"""

import base64
import binascii
import hashlib
from typing import NamedTuple

from campaign.core.errors import BadInput

_POINTS = {"ecdsa-sha2-nistp256": (b"nistp256", 65), "ecdsa-sha2-nistp384": (b"nistp384", 97),
           "ecdsa-sha2-nistp521": (b"nistp521", 133), "sk-ecdsa-sha2-nistp256@openssh.com": (b"nistp256", 65)}
"""Name of the curve, and bytes of a point that is not compressed: sshd takes no other."""
TYPES = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
         "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com")
LONGEST = 8_000
"""Characters of a line; an RSA key of 16,384 bits needs half."""
RSA_LEAST, RSA_MOST = 2_048, 16_384
"""Bits: less can be broken, more sshd does not read."""
RSA_EXPONENT = 2**32
_RFC_4716 = ("---- BEGIN SSH2 PUBLIC KEY ----", "---- END SSH2 PUBLIC KEY ----")


class PublicKey(NamedTuple):
    type: str
    blob: str
    comment: str
    fingerprint: str


def parse(text: str) -> PublicKey:
    """One line of an ``id_….pub``, or a whole RFC 4716 file. Options before the type are refused: they would be taken for the
    account's own.

    Raises ``BadInput``, for a private key and for one that is too weak with a warning of its own.
    """
    if "PRIVATE KEY" in text:
        raise BadInput("private_key")
    if text.lstrip("\ufeff \r\n").startswith("PuTTY-User-Key-File"):
        raise BadInput("private_key_putty")
    if len(text) > LONGEST:
        raise _no_key()
    declared, digits, comment = _exported(text) if _RFC_4716[0] in text else _line(text)
    try:
        raw = base64.b64decode(digits, validate=True)
    except (binascii.Error, ValueError):
        raise _no_key() from None
    # The one in the blob is what sshd goes by.
    parts = _parts(raw)
    kind = (parts or [b""])[0].decode("ascii", "replace")
    if declared not in (None, kind):
        raise _no_key()
    _check(kind, parts)
    # As sshd itself writes it: the last digit of a base64 text may be written in several ways.
    return PublicKey(kind, base64.b64encode(raw).decode(), comment, fingerprint(raw))


def weakness(blob: str) -> BadInput | None:
    """Why the key in a stored ``blob`` would not be taken any more, if it would not."""
    try:
        parts = _parts(base64.b64decode(blob))
        _check((parts or [b""])[0].decode("ascii", "replace"), parts)
    except BadInput as error:
        return error
    except ValueError:
        return _no_key()
    return None


def _no_key() -> BadInput:
    return BadInput("bad_key", words=", ".join(TYPES[:5]))


def _line(text: str) -> tuple[str, str, str]:
    """Type, base64 and comment of OpenSSH's one line."""
    words = text.split()
    if len(words) < 2 or len(text.strip().splitlines()) != 1:
        raise _no_key()
    return words[0], words[1], " ".join(words[2:])


def _exported(text: str) -> tuple[None, str, str]:
    """The same of an RFC 4716 file, which does not declare a type: headers, which a backslash continues, then lines of base64."""
    lines = [line.strip() for line in text.strip("\ufeff \t\r\n").splitlines()]
    if (lines[0], lines[-1]) != _RFC_4716:
        raise _no_key()
    digits, comment, at = "", "", 1
    while at < len(lines) - 1:
        line = lines[at]
        while line.endswith("\\") and at < len(lines) - 2:
            at += 1
            line = line[:-1] + lines[at]
        tag, is_header, value = line.partition(":")
        if not is_header:
            digits += line
        elif digits:
            raise _no_key()
        elif tag.strip().lower() == "comment":
            comment = value.strip().removeprefix('"').removesuffix('"')
        at += 1
    return None, digits, comment


def _check(kind: str, parts: list[bytes]) -> None:
    """That the fields are those of a key of that kind, and that it is strong enough."""
    match kind, parts[1:]:
        case "ssh-dss", _:
            raise BadInput("key_dsa")
        case "ssh-rsa", [exponent, modulus] if _is_exponent(exponent) and _is_odd(modulus):
            bits = int.from_bytes(modulus, "big").bit_length()
            if bits < RSA_LEAST:
                raise BadInput("key_short", bits=bits, least=RSA_LEAST)
            if bits <= RSA_MOST:
                return
        case ("ssh-ed25519", [point]) | ("sk-ssh-ed25519@openssh.com", [point, _]) if len(point) == 32:
            return
        case _, [curve, point, *application] if (curve, len(point)) == _POINTS.get(kind) and point[0] == 4:
            if len(application) == kind.startswith("sk-"):
                return
    raise _no_key()


def _is_odd(number: bytes) -> bool:
    """And positive, of a number as SSH writes it: the highest bit is the sign."""
    value = int.from_bytes(number, "big", signed=True)
    return value > 0 and value % 2 == 1


def _is_exponent(number: bytes) -> bool:
    """ssh-keygen takes any; with an even one or 1 nothing could be signed, and above 32 bits libraries do not read it."""
    return _is_odd(number) and 3 <= int.from_bytes(number, "big") < RSA_EXPONENT


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
