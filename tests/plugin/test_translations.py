"""The translations are complete, and fit the sentences that they are for."""

from __future__ import annotations

import ast
import re

import pytest

import translate
from pentimento import words

PLACEHOLDER = re.compile(r"{\w+}")
UNTRANSLATED_SETTERS = (
    "setText",
    "setToolTip",
    "setWindowTitle",
    "setPlaceholderText",
    "addAction",
)
"""Calls whose literals the painter would read in English."""

ERRORS_OF_PROGRAMS = ("ValueError", "TypeError", "ImportError", "RuntimeError", "AssertionError")


@pytest.fixture(scope="module")
def sentences() -> dict[str, str]:
    return translate.sentences()


@pytest.mark.parametrize("code", sorted(translate.LANGUAGES))
def test_every_sentence_is_translated(code, sentences):
    known = words.read_translations(words.TRANSLATIONS / f"pentimento_{code}.ts")
    missing = [sentence for sentence in sentences if sentence and sentence not in known]
    assert not missing, "run krita_plugin/translate.py, then translate what is new"
    strange = [sentence for sentence in known if sentence not in sentences]
    assert not strange, "run krita_plugin/translate.py"


@pytest.mark.parametrize("code", sorted(translate.LANGUAGES))
def test_placeholders_and_blanks_are_kept(code):
    known = words.read_translations(words.TRANSLATIONS / f"pentimento_{code}.ts")
    for sentence, translation in known.items():
        assert set(PLACEHOLDER.findall(sentence)) == set(PLACEHOLDER.findall(translation)), sentence
        assert sentence[:1].isspace() == translation[:1].isspace(), sentence
        assert ("&" in sentence) == ("&" in translation), sentence


def test_the_painters_language_is_spoken():
    try:
        words.use_language("de_AT")
        assert words.tr("Settings…") == "Einstellungen…"
        assert words.counted("{count} frame", "{count} frames", 2) == "2 Bilder"
        assert words.tr("no such sentence") == "no such sentence"
        words.use_language("zh-CN")
        assert words.tr("Settings…") == "设置…"
        words.use_language("xx")
        assert words.tr("Settings…") == "Settings…"
    finally:
        words.use_language("en")


def test_a_damaged_file_leaves_english(tmp_path):
    broken = tmp_path / "pentimento_de.ts"
    broken.write_text("<TS><message>")
    assert words.read_translations(broken) == {}


def test_no_sentence_hides_from_the_translators():
    """A constant that is handed to tr is not found, nor are the words of an error without tr."""
    found = []
    for path in translate.PLUGIN.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Call, ast.Raise)) and is_hidden_sentence(node):
                found.append(f"{path.name}:{node.lineno} {ast.unparse(node)}")
    assert found == []


def is_hidden_sentence(node: ast.Call | ast.Raise) -> bool:
    call = node.exc if isinstance(node, ast.Raise) else node
    if not isinstance(call, ast.Call) or not call.args:
        return False
    words, name = call.args[0], ast.unparse(call.func)
    if isinstance(node, ast.Call):
        return name in translate.FUNCTIONS and isinstance(words, ast.Name) and words.id.isupper()
    is_literal = isinstance(words, (ast.Constant, ast.JoinedStr)) and " " in ast.unparse(words)
    return is_literal and name not in ERRORS_OF_PROGRAMS


def test_no_widget_says_a_literal_of_its_own():
    found = []
    for path in (translate.PLUGIN / "widgets").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in UNTRANSLATED_SETTERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and re.search(r"[A-Za-z]{3}", str(node.args[0].value))
            ):
                found.append(f"{path.name}:{node.lineno} {node.args[0].value!r}")
    allowed = ("Pentimento", "connection.json")
    assert [line for line in found if not any(word in line for word in allowed)] == []
