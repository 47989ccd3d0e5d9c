"""Heads: how far each log of a deployment has come, to be kept where nobody who can rewrite the log reaches.

A chained log shows that nothing in it was changed, and not whether its last lines are still there, nor
whether all of it was written anew. A head that was noted elsewhere shows both.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pipelines import chained_log, release_log
from pipelines.disk import reason
from pipelines.errors import Refusal
from pipelines.files import sync
from pipelines.landing import ledger
from pipelines.landing.verify import Mismatch
from pipelines.mail import NotSent, send
from pipelines.settings import Settings
from pipelines.signatures import NoKey, read_key, sign, signer

LOGS = (ledger.LOG, f"releases/{release_log.LOG}")
"""The logs of a deployment, below its folder."""


@dataclass(frozen=True)
class Head:
    """How many lines a log had at a moment, and the hash in the last of them."""

    log: str
    line_count: int
    sha256: str

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True)
class NotedHead:
    """A head as it was noted: when, and by whose signature, if there is one."""

    at: str
    head: Head
    signature: str = ""

    @property
    def said(self) -> str:
        """The line without its signature: what is signed."""
        return f"{self.at} {self.head.log} {self.head.line_count} {self.head.sha256}"

    @property
    def line(self) -> str:
        """The line as it is printed, sent and appended."""
        return f"{self.said} {self.signature}".strip()


def heads_of(home: Path) -> list[Head]:
    """Return the head of each log that there is."""
    return [head for log in LOGS if (head := _head(home, log))]


def note(heads: Iterable[Head], at: datetime, key: Ed25519PrivateKey | None = None) -> list[NotedHead]:
    """Return heads as they are noted at a moment, signed if there is a key."""
    noted = [NotedHead(at.isoformat(timespec="seconds"), head) for head in heads]
    if key is None:
        return noted
    return [NotedHead(each.at, each.head, sign(key, each.said.encode())) for each in noted]


def announce(home: Path, at: datetime) -> tuple[list[str], list[str]]:
    """Note the heads elsewhere as the settings say; return their lines, and sentences on what went wrong.

    What was published or backed up stands, whatever goes wrong here.
    """
    settings, wrong, key = Settings(), [], None
    if settings.signing_key:
        try:
            key = read_key(settings.signing_key)
        except NoKey as error:
            wrong.append(f"The heads are not signed: {error}.")
    lines = [noted.line for noted in note(heads_of(home), at, key)]
    text = "".join(f"{line}\n" for line in lines)
    if settings.heads_file:
        try:
            with settings.heads_file.open("a", encoding="utf-8") as file:
                file.write(text)
            sync(settings.heads_file)
        except OSError as error:
            wrong.append(f"The heads could not be added to {settings.heads_file}: {reason(error)}.")
    if settings.smtp and settings.alerts_to:
        try:
            send(settings.smtp, settings.mail_from, settings.alerts_to, "Heads of the plan's logs", text)
        except NotSent as error:
            wrong.append(f"The heads were not sent: {error}.")
    return lines, wrong


def read_heads(file: Path) -> list[NotedHead]:
    """Return the heads in a file, a line each; other lines of an e-mail that it was copied from are skipped.

    Raises:
        Refusal: the file cannot be read, or holds no head.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise Refusal(f"expected a file with heads: {reason(error)}") from None
    found = [noted for line in lines if (noted := _read(line))]
    if not found:
        raise Refusal(
            f"{file} holds no head. Expected lines as `plan publish` and `plan backup` print them: "
            f"a time, {' or '.join(LOGS)}, a number of lines, and 64 hexadecimal digits"
        )
    return found


def verify_heads(home: Path, noted: Iterable[NotedHead], trusted: Iterable[str]) -> list[Mismatch]:
    """Return what the logs have lost since heads were noted; empty if they only grew.

    `trusted` are the public keys whose signatures hold. Codes: `log_cut_off`, `log_rewritten`,
    `head_signature_wrong`.
    """
    hashes = {log: _hashes(home / log) for log in LOGS}
    keys, found = list(trusted), []
    for each in noted:
        head, subject = each.head, f"{each.head.log}, noted {each.at} (lines: {each.head.line_count})"
        there = hashes[head.log]
        if len(there) < head.line_count:
            found.append(Mismatch("log_cut_off", f"{subject}; it has {len(there)} now"))
        elif there[head.line_count - 1] != head.sha256:
            found.append(Mismatch("log_rewritten", subject))
        if each.signature and signer(each.signature, each.said.encode(), keys) is None:
            found.append(Mismatch("head_signature_wrong", subject))
    return found


def is_ahead(home: Path, heads: Iterable[Head]) -> bool:
    """Return whether the logs in `home` hold everything that they held at these heads."""
    return not verify_heads(home, [NotedHead("", head) for head in heads], ())


def _head(home: Path, log: str) -> Head | None:
    hashes = _hashes(home / log)
    return Head(log, len(hashes), hashes[-1]) if hashes else None


def _hashes(log: Path) -> list[str]:
    return [str(entry.get("hash")) if entry else "" for entry in chained_log.entries(log)]


def _read(line: str) -> NotedHead | None:
    parts = line.split()
    if len(parts) not in (4, 7) or parts[1] not in LOGS or not parts[2].isdigit() or parts[2] == "0":
        return None
    return NotedHead(parts[0], Head(parts[1], int(parts[2]), parts[3]), " ".join(parts[4:]))
