"""Mails as files, one each, in place of a mail server in development."""
