"""The painter's language: English sentences in the code, translations in Qt's own .ts files.

`translations/pentimento_de.ts` and its sisters are what Qt Linguist edits. They are read as they
are: a compiled form would need a tool at every installation, and one file of a few hundred
sentences is read in a few milliseconds.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Dict, List
from xml.etree import ElementTree

log = logging.getLogger("pentimento")

TRANSLATIONS = Path(__file__).parent / "translations"
ENGLISH = "en"

_sentences: Dict[str, str] = {}


def languages() -> List[str]:
    """Return the languages there are, as codes such as "de", English first."""
    found = sorted(path.stem.split("_", 1)[1] for path in TRANSLATIONS.glob("pentimento_*.ts"))
    return [ENGLISH, *found]


def use_language(locale: str) -> None:
    """Speak the language of `locale`, such as "de_AT" or "zh-CN"; English where it is not known."""
    _sentences.clear()
    code = locale.replace("-", "_").split("_")[0].lower()
    if code != ENGLISH and code in languages():
        _sentences.update(read_translations(TRANSLATIONS / f"pentimento_{code}.ts"))


def tr(sentence: str) -> str:
    """Return an English sentence in the painter's language; placeholders stay as they are."""
    return _sentences.get(sentence, sentence)


def counted(one: str, many: str, count: int) -> str:
    """Return `tr(one)` or `tr(many)`, as `count` asks for, with {count} filled in.

    Enough for the languages that are there: German counts as English does, Chinese and Japanese
    have one form.
    """
    return tr(one if count == 1 else many).format(count=count)


def read_translations(path: Path) -> Dict[str, str]:
    """Return what a .ts file says for each English sentence; what is unfinished is left out."""
    try:
        messages = ElementTree.parse(path).getroot().iter("message")
    except (OSError, ElementTree.ParseError) as error:
        log.warning("%s cannot be read, so Pentimento speaks English: %s", path.name, error)
        return {}
    found: Dict[str, str] = {}
    for message in messages:
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            found[message.findtext("source", "")] = translation.text or ""
    return {source: words for source, words in found.items() if source and words}
