"""Ed25519 signatures (RFC 8032): who holds the private half vouches for a file or a head.

The private half is a PEM file that may lie on another machine; the public half, 64 hexadecimal digits, stands
in the register, and with that in the log of landing.
"""

from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.locale import N_, translated

_NO_KEY = N_("expected an Ed25519 private key (PEM) in {path}: {why}")
_ANOTHER_KIND = N_("expected an Ed25519 private key in {path}; it holds one of another kind")


class NoKey(NotPossibleNow):
    """There is no private key where one is said to be."""


def make_key(path: Path) -> str:
    """Write a new private key, readable by this account only; return its public half.

    Raises:
        Refusal: something is there already.
    """
    key = Ed25519PrivateKey.generate()
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except FileExistsError:
        raise Refusal(f"{path} is there already, and a key is never written over") from None
    return public_half(key)


def read_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key in a file.

    Raises:
        NoKey: there is none, or it is of another kind.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise NoKey(translated(_NO_KEY, path=path, why=why)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(translated(_ANOTHER_KIND, path=path))
    return key


def sign(key: Ed25519PrivateKey, content: bytes) -> str:
    """Return the public key and the signature of some bytes, in one line."""
    return f"ed25519 {public_half(key)} {key.sign(content).hex()}"


def signer(line: str, content: bytes, trusted: Iterable[str]) -> str | None:
    """Return the public key that signed some bytes, if it is one of those trusted and the signature holds."""
    try:
        kind, public, signature = line.split()
        if kind != "ed25519" or public not in set(trusted):
            return None
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (ValueError, InvalidSignature):
        return None
    return public


def public_half(key: Ed25519PrivateKey) -> str:
    """Return the public half of a key, as the register names it."""
    return key.public_key().public_bytes_raw().hex()
