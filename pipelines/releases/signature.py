"""A release's signature with a key, no sign-off: of its list of checksums, and so of every byte of it.

The public keys that hold are those that any register named, as landing has them: a key that is replaced still
vouches for what it signed.
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pipelines import landing
from pipelines.errors import Refusal
from pipelines.files import replace_text
from pipelines.landing.verify import Mismatch
from pipelines.release_log import last_entries
from pipelines.settings import Settings
from pipelines.signatures import NoKey, public_half, read_key, sign, signer

CHECKSUMS = "checksums.txt"
SIGNATURE = "checksums.txt.sig"
NOT_SIGNED, SIGNED_WRONGLY = "release_not_signed", "release_signature_wrong"


def sign_release(place: Path, key: Ed25519PrivateKey) -> None:
    """Sign the release in a folder, beside its list of checksums."""
    replace_text(place / SIGNATURE, sign(key, (place / CHECKSUMS).read_bytes()) + "\n")


def sign_if_possible(place: Path) -> None:
    """Sign a release with the key of this deployment, if it has one and it can be read.

    Words must go out of a release even where its key does not answer: `plan doctor` says what is unsigned.
    """
    path = Settings().signing_key
    if path is None:
        return
    try:
        key = read_key(path)
    except NoKey:
        return
    sign_release(place, key)


def require_key() -> None:
    """Make sure that the key of this deployment, if it has one, can sign.

    Raises:
        NoKey: it cannot.
    """
    if path := Settings().signing_key:
        read_key(path)


def require_trusted(home: Path, key: Ed25519PrivateKey) -> None:
    """Make sure that a register of this deployment names a key.

    Raises:
        Refusal: none does, and so nobody could tell whose signature it is.
    """
    public = public_half(key)
    if public not in trusted_keys(home):
        raise Refusal(
            f"the register does not name this key, so its signature would hold for nobody: put {public} into "
            "the column signing_key of the sheet Plan, and load it with `plan register load`"
        )


def sign_all(folder: Path, key: Ed25519PrivateKey) -> list[str]:
    """Sign each published release that has no signature; return the ids of those."""
    unsigned = [
        release_id
        for release_id in last_entries(folder)
        if (folder / release_id / CHECKSUMS).exists() and not (folder / release_id / SIGNATURE).exists()
    ]
    for release_id in unsigned:
        sign_release(folder / release_id, key)
    return unsigned


def trusted_keys(home: Path) -> list[str]:
    """Return every public key that a register of this deployment has named, the first one first."""
    rows = [row for landed in landing.landed(home, "register") for row in landed.rows("plan")]
    return list(dict.fromkeys(row["signing_key"] for row in rows if row.get("signing_key")))


def signers(folder: Path, trusted: list[str]) -> dict[str, str]:
    """Return by which trusted key each release is signed, of those that are."""
    found = {release_id: _signer(folder / release_id, trusted) for release_id in last_entries(folder)}
    return {release_id: key for release_id, key in found.items() if key}


def verify_signatures(folder: Path, trusted: list[str]) -> list[Mismatch]:
    """Return the releases whose signature does not hold, or is missing where the register names a key.

    Codes: `SIGNED_WRONGLY`, `NOT_SIGNED`.
    """
    found = []
    for release_id in last_entries(folder):
        place = folder / release_id
        if (place / SIGNATURE).exists():
            if _signer(place, trusted) is None:
                found.append(Mismatch(SIGNED_WRONGLY, release_id))
        elif trusted and place.is_dir():
            found.append(Mismatch(NOT_SIGNED, release_id))
    return found


def _signer(place: Path, trusted: list[str]) -> str | None:
    try:
        line = (place / SIGNATURE).read_text(encoding="utf-8")
        return signer(line, (place / CHECKSUMS).read_bytes(), trusted)
    except (OSError, ValueError):
        return None
