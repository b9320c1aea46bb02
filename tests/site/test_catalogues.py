"""The update of catalogues keeps translations, and catalogues are compiled without gettext tools."""

import gettext
import re
from pathlib import Path

import polib
import pytest

from kototori.catalogues import compile_catalogue
from kototori.development.messages import Message, update_catalogue, used_messages


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    po = polib.POFile()
    po.metadata = {
        "Language": "fi",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    po.append(polib.POEntry(msgid="Search", msgstr="Hae"))
    po.append(polib.POEntry(msgid="Gone", msgstr="Poissa"))
    po.save(str(path))
    return path


def test_messages_are_found_in_code_and_templates(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "words.py").write_text('_("One"); N_("Two"); ngettext("%d thing", "%d things", n)', encoding="utf-8")
    (folder / "page.html").write_text(
        '{% load i18n %}\n    {% translate "Don\'t" %}\n  {{ _("In a variable") }} (it\'s "plain")\n'
        "{% blocktranslate with a=b %}Hello {{ a }}{% endblocktranslate %}",
        encoding="utf-8",
    )
    (folder / "migrations").mkdir()
    (folder / "migrations" / "0001_initial.py").write_text('_("As it was")', encoding="utf-8")
    messages = used_messages(tmp_path, ("app",))
    assert messages == {
        Message("One"): {"app/words.py"},
        Message("Two"): {"app/words.py"},
        Message("%d thing", "%d things"): {"app/words.py"},
        Message("Don't"): {"app/page.html"},
        Message("In a variable"): {"app/page.html"},
        Message("Hello %(a)s"): {"app/page.html"},
    }


def test_update_keeps_translations_adds_new_messages_and_drops_unused_ones(catalogue: Path) -> None:
    missing = update_catalogue(catalogue, {Message("Search"): {"search/x.py"}, Message("New"): {"site/faces/x.py"}})
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))}
    assert entries == {"New": "", "Search": "Hae"}
    assert {entry.msgid: entry.occurrences for entry in polib.pofile(str(catalogue))} == {
        "New": [("faces", "")],
        "Search": [("search", "")],
    }
    assert missing == 1


def test_compiled_catalogue_is_read_by_gettext_and_written_only_when_needed(catalogue: Path) -> None:
    assert compile_catalogue(catalogue)
    assert not compile_catalogue(catalogue)
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Search") == "Hae"


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_translations_keep_the_placeholders_of_their_messages(checkout: Path, language: str) -> None:
    for entry in polib.pofile(str(checkout / "locale" / language / "LC_MESSAGES" / "django.po")):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert _placeholders(text) == _placeholders(entry.msgid), entry.msgid


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)(?:\.\d)?[sdf]|%[sd]", text))
