from typing import Any

from django.core.management.base import BaseCommand

from editorial.accounts.confirmed_addresses import confirm_address, without_confirmed_address


class Command(BaseCommand):
    """Give accounts of earlier versions the confirmed address that signing in needs."""

    help = "Confirm the e-mail addresses of accounts that were made before people signed in with them. Runs again."

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        changed = sum(confirm_address(user) for user in without_confirmed_address())
        left = list(without_confirmed_address().values_list("username", flat=True))
        if changed and verbosity:
            self.stdout.write(f"Confirmed the addresses of {changed} accounts.")
        if left and verbosity:
            self.stdout.write(
                f"{len(left)} accounts have no address of their own and can't sign in: give each an e-mail address "
                f"that no other has. Their user names: {', '.join(left[:20])}."
            )
