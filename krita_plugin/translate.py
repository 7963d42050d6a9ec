"""Brings the .ts files up to date with the sentences in the code; a tool for developers.

    .venv/bin/python krita_plugin/translate.py

Sentences are the literals that the plugin hands to `tr` and `counted`, and what engines and models
declare about themselves. New ones are added as unfinished, what nobody says any more is dropped.
Edit the files with Qt Linguist, or any editor.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

PLUGIN = Path(__file__).parent / "pentimento"
TRANSLATIONS = PLUGIN / "translations"
LANGUAGES = {"de": "de_DE", "ja": "ja_JP", "zh": "zh_CN"}
STAGES = (
    *("ground", "sketch", "line", "flats", "block-in", "shading", "details", "highlights"),
    *("finish", "given", "keyframe", "in-between", "painting"),
)
"""What engines call the stages of their frames."""

DEVICES = ("Processor",)
"""What the backend calls devices that have no name of their own."""

FUNCTIONS = {"tr": 1, "counted": 2}
"""Which functions take sentences, and how many of their first arguments are some."""


def sentences() -> dict[str, str]:
    """Return every sentence, in a steady order, with where it is said."""
    found: dict[str, str] = {}
    for path in sorted(PLUGIN.rglob("*.py")):
        place = path.relative_to(PLUGIN).as_posix()
        for sentence in sentences_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(sentence, place)
    for sentence in declared():
        found.setdefault(sentence, "engines")
    return found


def sentences_in(tree: ast.AST) -> Iterator[str]:
    """Yield the literals that a module hands to the functions; ValueError for other arguments."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        for argument in node.args[: FUNCTIONS.get(node.func.id, 0)]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def declared() -> Iterator[str]:
    """Yield what engines say to painters (stages, titles, descriptions, choices), and models."""
    yield from (*STAGES, *DEVICES)
    # the plugin itself may not import these
    registry = import_module("pentimento_backend.engines.registry")
    catalogue = import_module("pentimento_backend.models.catalogue")

    yield from (model.purpose for model in catalogue.CATALOGUE)
    yield catalogue.SEE_MODEL_CARD
    for info in registry.engine_infos():
        yield info.title
        for option in info.options:
            yield from (option.title or option.name.replace("_", " "), option.description)
            yield from option.choices


def update(path: Path, language: str) -> None:
    """Write a .ts file with exactly the sentences there are, keeping what is translated."""
    known = read(path)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context><name>pentimento</name>",
    ]
    for sentence, place in sentences().items():
        if sentence:
            lines.append(_message(sentence, place, known.get(sentence, "")))
    path.write_text("\n".join([*lines, "</context>", "</TS>", ""]), "utf-8")


def _message(sentence: str, place: str, words: str) -> str:
    message = ElementTree.Element("message")
    ElementTree.SubElement(message, "location", filename=place)
    ElementTree.SubElement(message, "source").text = sentence
    translation = ElementTree.SubElement(message, "translation")
    translation.text = words
    if not words:
        translation.set("type", "unfinished")
    return ElementTree.tostring(message, encoding="unicode")


def read(path: Path) -> dict[str, str]:
    """Return what a .ts file says for each sentence, finished or not."""
    if not path.exists():
        return {}
    messages = ElementTree.parse(path).getroot().iter("message")
    return {
        message.findtext("source", ""): message.findtext("translation", "") for message in messages
    }


def main() -> None:
    """Update all files and say how much is left to translate."""
    TRANSLATIONS.mkdir(exist_ok=True)
    for code, language in LANGUAGES.items():
        path = TRANSLATIONS / f"pentimento_{code}.ts"
        update(path, language)
        words = read(path)
        left = sum(not translation for translation in words.values())
        print(f"{path.name}: {len(words)} sentences, {left} to translate")


if __name__ == "__main__":
    main()
