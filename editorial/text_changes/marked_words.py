"""Compared texts as HTML: what was added and removed is marked, and said to whoever doesn't see the marks."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editorial.text_changes.word_differences import Piece


def marked_words(pieces: Iterable[Piece]) -> SafeString:
    """Return a text with its additions and deletions."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def _marked(piece: Piece) -> SafeString:
    if piece.is_removed:
        return format_html("<del>{}{}</del>", _said(_("removed:")), piece.text)
    if piece.is_added:
        return format_html("<ins>{}{}</ins>", _said(_("added:")), piece.text)
    return format_html("{}", piece.text)


def marked_wording(pieces: Iterable[Piece]) -> SafeString:
    """Return a text with marks for the eye alone, and breaks of lines: beside the text as it is read out."""
    tags = ((_tag_of(piece), linebreaksbr(piece.text)) for piece in pieces)
    return format_html_join("", "{}", ((format_html(tag, text),) for tag, text in tags))


def _tag_of(piece: Piece) -> str:
    return "<del>{}</del>" if piece.is_removed else "<ins>{}</ins>" if piece.is_added else "{}"


def marked_values(before: str, after: str) -> SafeString:
    """Return two short values: the one before, an arrow, the one now."""
    parts = []
    if before:
        parts.append(format_html("<del>{}<bdi>{}</bdi></del>", _said(_("Before:")), before))
    if before and after:
        parts.append(format_html('<span aria-hidden="true">{}</span>', "→"))
    if after:
        parts.append(format_html("<ins>{}<bdi>{}</bdi></ins>", _said(_("Now:")), after))
    if not after:
        parts.append(format_html("<span>({})</span>", _("taken off")))
    elif not before:
        parts.append(format_html("<span>({})</span>", _("new")))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _said(words: str) -> SafeString:
    return format_html('<span class="w-sr-only">{} </span>', words)
