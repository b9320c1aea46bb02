"""Who runs the embedded PostgreSQL: it refuses to run as root, so for root it runs as an unprivileged account."""

import os
import pwd
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Accounts that own nothing and exist on practically every system, best first.
_CANDIDATES = ("kototori", "nobody", "daemon")


class AccountError(Exception):
    """No account can run the server here; the message says it in one sentence."""


@dataclass(frozen=True)
class ServerAccount:
    """The account of the server: our own (`switched` is False) or, for root, another one."""

    uid: int
    gid: int
    switched: bool

    def process_options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that start a program as this account."""
        if not self.switched:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077}

    def own(self, folder: Path) -> None:
        """Make the folder, readable by this account alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.switched:
            os.chown(folder, self.uid, self.gid)

    def can_run(self, program: Path) -> bool:
        """Say whether the account reaches the program and everything that it loads."""
        try:
            done = subprocess.run(  # noqa: S603  (a list of our own, no shell)
                [program, "--version"], capture_output=True, cwd="/", check=False, **self.process_options()
            )
        except (PermissionError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def account_for(folder: Path) -> ServerAccount:
    """Choose the account for a data folder: ourselves, or for root the folder's owner, or an unprivileged account.

    Raises `AccountError` when the folder belongs to somebody else, or when root finds no account to use.
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


def open_way(account: ServerAccount, programs: Path, folder: Path) -> list[Path]:
    """Let the account reach the programs and the data folder; return the folders that had to be opened.

    Nothing happens when the account is our own or gets there already. Otherwise the folders on the way get the right
    to be passed through (`o+x`, not to be listed), and the programs, which are our own files, the right to be read.
    """
    if not account.switched:
        return []
    opened = [place for place in _ways_to(programs, folder) if _allow(place, stat.S_IXOTH)]
    if not account.can_run(programs / "bin" / "postgres"):
        for place in (programs, *programs.rglob("*")):
            executable = place.is_dir() or place.stat().st_mode & stat.S_IXUSR
            _allow(place, stat.S_IROTH | (stat.S_IXOTH if executable else 0))
    if not account.can_run(programs / "bin" / "postgres"):
        raise AccountError(
            f"PostgreSQL does not run as root, and the account number {account.uid} does not get to {programs}: "
            "put the checkout where other users may go (for example below /srv), or set DATABASE_URL."
        )
    return opened


def _ways_to(*places: Path) -> Iterator[Path]:
    seen = set()
    for place in places:
        for parent in place.resolve().parents:
            if parent not in seen:
                seen.add(parent)
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
