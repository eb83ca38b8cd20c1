"""SHA-256 without OpenSSL, which ``hashlib`` brings along: 5 ms of a quick command that hashes some lines."""

import sys
from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING or sys.implementation.name != "cpython":
    from hashlib import sha256
elif sys.version_info >= (3, 12):
    from _sha2 import sha256
else:
    from _sha256 import sha256
