"""Only publishing changes what is public of a page."""

from __future__ import annotations

from typing import Any, ClassVar


class PublishedRowMixin:
    """A page whose live row only publishing changes. Put it before ``Page`` in the bases.

    wagtail-localize writes the live row even when it saves a draft, so unreviewed text would be public at once. With
    this mixin such a write keeps the published values in the row; the revision after it holds the new text.
    """

    #: Fields of ``Page`` that are kept, beside all of the model's own.
    published_fields: ClassVar[tuple[str, ...]] = ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        published = self._published_values()
        pending = {name: self.__dict__[name] for name in published if name in self.__dict__}
        for name in pending:
            setattr(self, name, published[name])
        super().save(*args, **kwargs)  # type: ignore[misc]
        for name, value in pending.items():
            setattr(self, name, value)

    def _published_values(self) -> dict[str, Any]:
        """Values of the live row, if this save doesn't publish; a publishing save has another live revision."""
        page: Any = self
        if page.pk is None or not page.live or page.live_revision_id is None:
            return {}
        own = [field.attname for field in type(page)._meta.local_concrete_fields if field.name != "page_ptr"]
        names = [*self.published_fields, *own]
        stored = type(page)._base_manager.filter(pk=page.pk, live=True).values("live_revision_id", *names).first()
        if stored is None or stored.pop("live_revision_id") != page.live_revision_id:
            return {}
        return stored
