"""The account of the embedded PostgreSQL. The server refuses to run as root, so root needs another one for it."""

import os
import pwd
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Unprivileged accounts, in order of preference. Nearly every system has one of the last two.
_CANDIDATES = ("kototori", "nobody", "daemon")


class AccountError(Exception):
    """No account can run the server here. The message is one sentence for people."""


@dataclass(frozen=True)
class ServerAccount:
    """The account of the server. `switched`: it is not our own, because we are root."""

    uid: int
    gid: int
    switched: bool

    def process_options(self) -> dict[str, Any]:
        """Return the arguments for `subprocess` that run a program under this account."""
        if not self.switched:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077}

    def own(self, folder: Path) -> None:
        """Create the folder, with access for this account alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.switched:
            os.chown(folder, self.uid, self.gid)

    def can_run(self, program: Path) -> bool:
        """Return whether the account may run the program and load its libraries."""
        try:
            result = subprocess.run(  # noqa: S603  (a list of our own, no shell)
                [program, "--version"], capture_output=True, cwd="/", check=False, **self.process_options()
            )
        except (PermissionError, subprocess.SubprocessError):
            return False
        return result.returncode == 0


def account_for(folder: Path) -> ServerAccount:
    """Choose the account for a data folder: our own or, for root, the folder's owner or an unprivileged account.

    Raises `AccountError` when the folder belongs to another user, or when root finds no unprivileged account.
    """
    owner = folder.stat() if folder.exists() else None
    if os.geteuid() != 0:
        if owner is not None and owner.st_uid != os.geteuid():
            raise AccountError(
                f"{folder} belongs to another user (number {owner.st_uid}), who made it with this program: "
                "remove it as that user, or use a checkout of your own."
            )
        return ServerAccount(os.geteuid(), os.getegid(), switched=False)
    if owner is not None and owner.st_uid != 0:
        return ServerAccount(owner.st_uid, owner.st_gid, switched=True)
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerAccount(entry.pw_uid, entry.pw_gid, switched=True)
    raise AccountError(
        f"PostgreSQL does not run as root, and none of the accounts {', '.join(_CANDIDATES)} exists: "
        "start this as an ordinary user, or set DATABASE_URL."
    )


def grant_access(account: ServerAccount, programs: Path, folder: Path) -> list[Path]:
    """Give the account access to the programs and the data folder, and return the folders whose mode had to change.

    Does nothing for our own account. Otherwise the parent folders get `o+x`, so that others may pass but not list them,
    and the programs, which are our own files, become readable.
    """
    if not account.switched:
        return []
    folders = [place for place in _parents(programs, folder) if _allow(place, stat.S_IXOTH)]
    if not account.can_run(programs / "bin" / "postgres"):
        for place in (programs, *programs.rglob("*")):
            executable = place.is_dir() or place.stat().st_mode & stat.S_IXUSR
            _allow(place, stat.S_IROTH | (stat.S_IXOTH if executable else 0))
    if not account.can_run(programs / "bin" / "postgres"):
        raise AccountError(
            f"PostgreSQL does not run as root, and the account number {account.uid} does not get to {programs}: "
            "put the checkout where other users may go (for example below /srv), or set DATABASE_URL."
        )
    return folders


def _parents(*places: Path) -> Iterator[Path]:
    parents = set()
    for place in places:
        for parent in place.resolve().parents:
            if parent not in parents:
                parents.add(parent)
                yield parent


def _allow(place: Path, bits: int) -> bool:
    mode = stat.S_IMODE(place.stat().st_mode)
    if place.is_symlink() or mode & bits == bits:
        return False
    try:
        place.chmod(mode | bits)
    except OSError:
        return False
    return True
