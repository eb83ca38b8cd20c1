"""Public keys: what sshd takes is taken, what can be broken is refused, and what PuTTY exports is read too."""

import base64
import subprocess
import textwrap
from pathlib import Path

import pytest

from campaign.core import ssh_keys
from campaign.core.errors import BadInput
from campaign.words import error_text
from tests.server.sshd import find

needs_ssh = pytest.mark.skipif(not find("ssh-keygen"), reason="not installed: ssh-keygen")


def field(*parts: bytes) -> str:
    return base64.b64encode(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).decode()


def rsa(bits: int) -> str:
    return field(b"ssh-rsa", b"\1\0\1", b"\0" * (bits % 8 == 0) + (1 << bits - 1 | 1).to_bytes((bits + 7) // 8, "big"))


MODULUS = b"\0" + (1 << 2047 | 1).to_bytes(256, "big")


ED25519 = field(b"ssh-ed25519", b"k" * 32)
TAKEN = {
    "ssh-ed25519": ED25519, "ssh-rsa": rsa(2048),
    "ecdsa-sha2-nistp256": field(b"ecdsa-sha2-nistp256", b"nistp256", b"\4" + b"k" * 64),
    "ecdsa-sha2-nistp384": field(b"ecdsa-sha2-nistp384", b"nistp384", b"\4" + b"k" * 96),
    "ecdsa-sha2-nistp521": field(b"ecdsa-sha2-nistp521", b"nistp521", b"\4" + b"k" * 132),
    "sk-ssh-ed25519@openssh.com": field(b"sk-ssh-ed25519@openssh.com", b"k" * 32, b"ssh:"),
    "sk-ecdsa-sha2-nistp256@openssh.com": field(b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"\4" + b"k" * 64, b"ssh:"),
}
REFUSED = {
    "rsa 1024": (f"ssh-rsa {rsa(1024)}", "key_short"), "rsa 2047": (f"ssh-rsa {rsa(2047)} x", "key_short"),
    "rsa 512": (f"ssh-rsa {rsa(512)}", "key_short"), "rsa 16385": (f"ssh-rsa {rsa(16385)}", "bad_key"),
    "rsa padded": ("ssh-rsa " + field(b"ssh-rsa", b"\1\0\1", b"\0" * 300 + b"\xff" * 128), "key_short"),
    **{f"rsa exponent {e}": ("ssh-rsa " + field(b"ssh-rsa", e.to_bytes(e.bit_length() // 8 + 1, "big"), MODULUS), "bad_key")
       for e in (0, 1, 2, 4, 65536, 65538, 2**32 + 1, 2**64 + 1)},
    "rsa even": ("ssh-rsa " + field(b"ssh-rsa", b"\1\0\1", b"\0" + (1 << 2047).to_bytes(256, "big")), "bad_key"),
    "rsa negative": ("ssh-rsa " + field(b"ssh-rsa", b"\1\0\1", b"\xff" * 256), "bad_key"),
    "rsa without modulus": ("ssh-rsa " + field(b"ssh-rsa", b"\1\0\1"), "bad_key"),
    "dsa": ("ssh-dss " + field(b"ssh-dss", b"\1" * 129, b"\1" * 21, b"\1" * 128, b"\1" * 128), "key_dsa"),
    "declared otherwise": (f"ssh-ed25519 {rsa(2048)}", "bad_key"), "declared as rsa": (f"ssh-rsa {ED25519}", "bad_key"),
    "short point": ("ssh-ed25519 " + field(b"ssh-ed25519", b"k" * 31), "bad_key"),
    "more behind": ("ssh-ed25519 " + field(b"ssh-ed25519", b"k" * 32, b"x"), "bad_key"),
    "another curve": ("ecdsa-sha2-nistp256 " + field(b"ecdsa-sha2-nistp256", b"nistp384", b"\4" + b"k" * 96), "bad_key"),
    "compressed point": ("ecdsa-sha2-nistp256 " + field(b"ecdsa-sha2-nistp256", b"nistp256", b"\2" + b"k" * 32), "bad_key"),
    "no application": ("sk-ssh-ed25519@openssh.com " + field(b"sk-ssh-ed25519@openssh.com", b"k" * 32), "bad_key"),
    "certificate": ("ssh-ed25519-cert-v01@openssh.com " + field(b"ssh-ed25519-cert-v01@openssh.com", b"k" * 32), "bad_key"),
    "options": (f'command="sh" ssh-ed25519 {ED25519}', "bad_key"), "two lines": (f"ssh-ed25519 {ED25519}\n" * 2, "bad_key"),
    "empty": ("", "bad_key"), "long": (f"ssh-ed25519 {ED25519} {'x' * 9_000}", "bad_key"),
    "openssh private": ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n", "private_key"),
    "long private": ("-----BEGIN RSA PRIVATE KEY-----\n" + "x" * 9_000, "private_key"),
    "ssh2 private": ("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nx", "private_key"),
    "putty private": ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA\n", "private_key_putty"),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_what_sshd_takes_is_taken(kind: str) -> None:
    key = ssh_keys.parse(f"\n{kind} {TAKEN[kind]} desk of  王 \r\n")
    assert (key.type, key.blob, key.comment) == (kind, TAKEN[kind], "desk of 王")
    assert ssh_keys.weakness(key.blob) is None


@pytest.mark.parametrize(("text", "key"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_why_in_one_line(text: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        ssh_keys.parse(text)
    assert refused.value.key == key
    assert error_text(refused.value).isprintable()


def exported(blob: str, *headers: str, end: str = "\n") -> str:
    return end.join(["---- BEGIN SSH2 PUBLIC KEY ----", *headers, *textwrap.wrap(blob, 70), "---- END SSH2 PUBLIC KEY ----", ""])


@pytest.mark.parametrize("kind", TAKEN)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("headers", "comment"), [
    ((), ""), (('Comment: "rsa-key-20261101"',), "rsa-key-20261101"), (("Comment: desk of 王",), "desk of 王"),
    (("Subject: zhao", 'comment: "one that is \\', 'continued"', "x-command: sh: y\\", "\\", "z"), "one that is continued"),
])
def test_what_putty_exports_is_converted(kind: str, end: str, headers: tuple[str, ...], comment: str) -> None:
    key = ssh_keys.parse(exported(TAKEN[kind], *headers, end=end))
    assert key == ssh_keys.parse(f"{kind} {TAKEN[kind]} {comment}")


@pytest.mark.parametrize(("text", "key"), [
    (exported(rsa(1024)), "key_short"), (exported(REFUSED["dsa"][0].split()[1]), "key_dsa"), (exported(""), "bad_key"),
    (exported(ED25519).replace("AAAA", "A=AA"), "bad_key"), (exported(ED25519).replace("---- END", "--- END"), "bad_key"),
    ("x" + exported(ED25519), "bad_key"), (exported(ED25519) * 2, "bad_key"), (exported(ED25519, "Comment: \\"), "bad_key"),
    ("---- BEGIN SSH2 PUBLIC KEY ----", "bad_key"), (exported("AAAA", "x" * 9_000), "bad_key"),
])
def test_a_bad_export_is_refused(text: str, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        ssh_keys.parse(text)
    assert refused.value.key == key


@needs_ssh
@pytest.mark.parametrize(("kind", "bits"), [("rsa", 1024), ("rsa", 2048), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521),
                                            ("ed25519", 0)])
def test_against_openssh(kind: str, bits: int, tmp_path: Path) -> None:
    """Its own keys, and its own export of them."""
    told = ["-b", str(bits)] if bits else []
    subprocess.run(["ssh-keygen", "-q", "-t", kind, *told, "-N", "", "-C", "a b", "-f", tmp_path / "key"], check=True)
    line = (tmp_path / "key.pub").read_text()
    asked = ["ssh-keygen", "-e", "-m", "RFC4716", "-f", tmp_path / "key.pub"]
    export = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    if bits == 1024:
        for text in (line, export):
            with pytest.raises(BadInput) as refused:
                ssh_keys.parse(text)
            assert refused.value.params == {"bits": 1024, "least": 2048}
        return
    key = ssh_keys.parse(line)
    assert ssh_keys.parse(export)[:2] == key[:2] and key.comment == "a b"
    asked = ["ssh-keygen", "-l", "-f", tmp_path / "key.pub"]
    assert subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()[1] == key.fingerprint
    with pytest.raises(BadInput) as refused:
        ssh_keys.parse((tmp_path / "key").read_text())
    assert refused.value.key == "private_key"
