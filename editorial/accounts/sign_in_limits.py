"""How often somebody may try to sign in, and how many mails may be asked for.

Nobody can lock another person out: what refuses is counted by account *and* client, or by client. What is counted for
an account alone only makes guessing slower. An account is the address that was typed, whether there is one or not.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Attempt, Limit, LimitReachedError
from editorial.form_guard.client_address import client_address
from regions.locks import names_locked

logger = logging.getLogger(__name__)

_TEN_MINUTES: Final = 600
_HOUR: Final = 3600

#: Wrong passwords: by account and client; by client; during an attack, by account and client.
_OWN: Final = Limit("password-own", 5, _TEN_MINUTES)
_CLIENT: Final = Limit("password-client", 30, _TEN_MINUTES)
_SLOW: Final = Limit("password-slow", 1, _HOUR)
#: How many wrong passwords and wrong codes for an account, from everywhere, are taken for an attack.
PASSWORD, CODE = "password", "code"
_ATTACK = {kind: Limit(f"{kind}-attack", 100, _HOUR) for kind in (PASSWORD, CODE)}
#: Tries of whoever has asked for a code, for each time of asking; during an attack.
_TRIES: Final = Limit("code-tries", 5, _HOUR)
_TRIES_SLOW: Final = Limit("code-tries-slow", 1, _HOUR)

_MAILS: Final = ("code", "reset", "address", "notice")
#: Mails that somebody asks for, by account and client, and by client.
_MAIL_OWN = {kind: Limit(f"{kind}-mail-own", 3, _TEN_MINUTES) for kind in _MAILS}
_MAIL_CLIENT = {kind: Limit(f"{kind}-mail-client", 30, _HOUR) for kind in _MAILS}
#: Mails to one account from everywhere. Beyond that one is sent now and then, and the last one goes on working.
_MAIL_ACCOUNT = {kind: Limit(f"{kind}-mail-account", 20, _HOUR) for kind in _MAILS}
_MAIL_PAUSE = {kind: Limit(f"{kind}-mail-pause", 1, _TEN_MINUTES) for kind in _MAILS}
#: Seconds that a mailed code is remembered for, and works.
_CODE_SECONDS: Final = 20 * 60


@dataclass(frozen=True)
class SignInCode:
    """A code to sign in with. ``is_mailed``: an earlier mail has it, so that no other is sent."""

    code: str
    is_mailed: bool


def count_guess(request: HttpRequest, account: str) -> list[Attempt]:
    """Count an attempt with a password, before it is tried. Give it back when it was right.

    Raises ``LimitReachedError``.
    """
    client = client_address(request)
    account = account.lower()
    own = _SLOW if attempt_limits.is_full(_ATTACK[PASSWORD], account) else _OWN
    counted = _count(request, account, (own, f"{account} {client}"), (_CLIENT, client))
    return [counted, attempt_limits.note(_ATTACK[PASSWORD], account)]


def count_code_try(request: HttpRequest, account: str, asking: str) -> Attempt:
    """Count a try with a code, before it is compared. Give it back when it was right. Raises ``LimitReachedError``.

    ``asking`` is the time of asking that it belongs to: whoever asks anew may try anew, whatever others have tried.
    """
    account = account.lower()
    tries = _TRIES_SLOW if attempt_limits.is_full(_ATTACK[CODE], account) else _TRIES
    _count(request, account, (tries, asking))
    return attempt_limits.note(_ATTACK[CODE], account)


def forget_guesses(request: HttpRequest, account: str) -> None:
    """Let this client begin anew with the account: it has shown that it reads the account's mail."""
    whose = f"{account.lower()} {client_address(request)}"
    for limit in (_OWN, _SLOW):
        attempt_limits.forget(limit, whose)


def count_mail(request: HttpRequest, kind: str, account: str) -> bool:
    """Count a mail that somebody asks for; return whether it is sent. Raises ``LimitReachedError``.

    Kinds: ``code``, ``reset``, ``address``, ``notice``. A mail isn't sent where the account has had many, from
    whomever: then the last one still works.
    """
    account = account.lower()
    client = client_address(request)
    _count(request, account, (_MAIL_OWN[kind], f"{account} {client}"), (_MAIL_CLIENT[kind], client))
    if not attempt_limits.is_full(_MAIL_ACCOUNT[kind], account):
        attempt_limits.note(_MAIL_ACCOUNT[kind], account)
        return True
    return attempt_limits.is_counted((_MAIL_PAUSE[kind], account))


def new_code(request: HttpRequest, account: str) -> SignInCode:
    """Return the code for somebody who asks to sign in to this account. Raises ``LimitReachedError``."""
    is_sent = count_mail(request, "code", account)
    key = _code_key(account)
    with names_locked(key):
        good = _good_codes(key)
        if good and not is_sent:
            return SignInCode(list(good)[-1], is_mailed=True)
        code = f"{secrets.randbelow(10**8):08}"
        good.pop(code, None)
        cache.set(key, {**good, code: time.time()}, _CODE_SECONDS)
    return SignInCode(code, is_mailed=False)


def use_up_code(account: str, typed: str, own: str) -> bool:
    """Take back the code that somebody has typed; return whether it was good: mailed, not old, not used.

    Any code that was mailed to the account counts, because the owner types that of the newest mail, whoever asked for
    it. During an attack only two do: ``own``, which this browser has asked for, and the newest.
    """
    key = _code_key(account)
    with names_locked(key):
        good = _good_codes(key)
        tried = list(good)
        if attempt_limits.is_full(_ATTACK[CODE], account.lower()):
            tried = [code for code in good if code in (own, tried[-1])]
        matches = [code for code in tried if constant_time_compare(code, typed)]
        for code in matches:
            del good[code]
        cache.set(key, good, _CODE_SECONDS)
    return bool(matches)


def _good_codes(key: str) -> dict[str, float]:
    """Return when each code was made that is neither old nor used, the newest last."""
    oldest = time.time() - _CODE_SECONDS
    return {code: made_at for code, made_at in (cache.get(key) or {}).items() if made_at > oldest}


def keys_of_account(account: str) -> list[str]:
    """Return the cache's keys of what is kept of an account alone: its code, and how much was tried and mailed.

    What is counted by account and client isn't in it; it ends within an hour.
    """
    account = account.lower()
    limits = [limit for kind in (_ATTACK, _MAIL_ACCOUNT, _MAIL_PAUSE) for limit in kind.values()]
    return [_code_key(account), *(limit.key(account) for limit in limits)]


def account_mark(account: str) -> str:
    """Return what a log says instead of an address: the same for the same account, and nothing that leads to it."""
    return salted_hmac("editorial.accounts.log", account.lower()).hexdigest()[:12]


def _code_key(account: str) -> str:
    return f"sign-in-codes:{salted_hmac('editorial.accounts.code', account.lower()).hexdigest()[:32]}"


def _count(request: HttpRequest, account: str, *counters: attempt_limits.Counter) -> Attempt:
    try:
        return attempt_limits.count(*counters)
    except LimitReachedError as reached:
        logger.warning(
            "Signing in was refused: %s, account %s, client %s, for %d s.",
            reached.limit.name,
            account_mark(account),
            client_address(request),
            reached.wait,
        )
        raise
