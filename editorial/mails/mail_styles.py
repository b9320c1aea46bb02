"""How mails look: styles for each element, because mail programs know no stylesheet."""

from __future__ import annotations

from regions.brand import Brand, Tokens

_PAPER, _GROUND, _INK, _QUIET, _LINE = "#fffdf9", "#f4f1ea", "#1c2226", "#565f64", "#d9d5cb"
_DARK_CARD, _DARK_GROUND, _DARK_INK, _DARK_QUIET, _DARK_LINE = "#192226", "#11181b", "#eceff0", "#b9c2c6", "#354147"
_FONT = "17px/1.55 system-ui, -apple-system, Segoe UI, Roboto, Arial, sans-serif"


def styles(brand: Brand, direction: str) -> dict[str, str]:
    """Return the styles by name, in the portal's colours for light; ``direction`` is ``ltr`` or ``rtl``."""
    light, start = brand.light, "right" if direction == "rtl" else "left"
    strong = f"background: {light.strong}; color: {light.on_strong}"
    tint = f"margin: 18px 0; background: {light.soft}; color: {_INK}; border-color: {light.strong}"
    quiet = f"color: {_QUIET}; overflow-wrap: anywhere"
    return {
        "body": f"margin: 0; padding: 0; background: {_GROUND}; color: {_INK}",
        "page": f"padding: 24px 12px; background: {_GROUND}; color: {_INK}; font: {_FONT}; text-align: {start}",
        "card": f"max-width: 600px; margin: 0 auto; background: {_PAPER}; border: 1px solid {_LINE};"
        " border-radius: 12px; overflow: hidden",
        "band": f"padding: 16px 24px; {strong}; font-size: 19px; font-weight: 700",
        "inside": "padding: 12px 24px 20px",
        "paragraph": "margin: 14px 0; overflow-wrap: anywhere",
        "quote": f"{tint}; padding: 12px 16px; border-style: solid; border-width: 0; border-{start}-width: 4px;"
        " overflow-wrap: anywhere",
        "code": f"{tint}; padding: 14px 16px; border-radius: 8px; text-align: center; font-size: 28px;"
        " font-weight: 700; letter-spacing: 4px",
        "button_line": "margin: 22px 0 10px",
        "button": f"display: inline-block; padding: 12px 24px; {strong}; border-radius: 10px; font-weight: 700;"
        " text-decoration: none",
        "address": f"margin: 0 0 14px; font-size: 14px; {quiet}",
        "note": f"margin: 14px 0; font-size: 15px; {quiet}",
        "farewell": f"max-width: 552px; margin: 14px auto 0; padding: 0 24px; font-size: 14px; {quiet}",
        "link": f"color: {light.strong}",
    }


def dark_rules(brand: Brand) -> tuple[str, ...]:
    """The rules of the dark scheme, for mail programs that know it: by the classes of ``mail.html``."""
    dark: Tokens = brand.dark
    return (
        f".page {{ background: {_DARK_GROUND} !important; color: {_DARK_INK} !important; }}",
        f".card {{ background: {_DARK_CARD} !important; border-color: {_DARK_LINE} !important; }}",
        f".strong {{ background: {dark.strong} !important; color: {dark.on_strong} !important; }}",
        f".tint {{ background: {dark.soft} !important; color: {_DARK_INK} !important; }}",
        f".tint {{ border-color: {dark.strong} !important; }}",
        f".quiet {{ color: {_DARK_QUIET} !important; }}",
        f".link {{ color: {dark.strong} !important; }}",
    )
