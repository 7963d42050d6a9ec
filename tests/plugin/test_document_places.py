"""Telling a document from its copies by where they lie."""

from __future__ import annotations

import json
from pathlib import Path

from pentimento.desk.document_places import MOST_DOCUMENTS, DocumentPlaces


def test_a_copy_is_what_lies_elsewhere_while_the_original_is_there(tmp_path: Path) -> None:
    original, copy = tmp_path / "a.kra", tmp_path / "b.kra"
    original.write_bytes(b"1")
    copy.write_bytes(b"1")
    places = DocumentPlaces(tmp_path / "places.json")
    assert not places.is_copy("id", str(original)), "nothing is known yet"
    places.note("id", str(original))
    assert not places.is_copy("id", str(original))
    assert places.is_copy("id", str(copy))
    assert not places.is_copy("other", str(copy))
    assert not places.is_copy("id", ""), "never saved"
    assert DocumentPlaces(tmp_path / "places.json").is_copy("id", str(copy)), "kept"


def test_a_document_that_was_moved_is_no_copy(tmp_path: Path) -> None:
    original, moved = tmp_path / "a.kra", tmp_path / "b.kra"
    original.write_bytes(b"1")
    places = DocumentPlaces(tmp_path / "places.json")
    places.note("id", str(original))
    original.rename(moved)
    assert not places.is_copy("id", str(moved))


def test_another_name_of_the_same_file_is_no_copy(tmp_path: Path) -> None:
    original, link = tmp_path / "a.kra", tmp_path / "link.kra"
    original.write_bytes(b"1")
    link.symlink_to(original)
    places = DocumentPlaces(tmp_path / "places.json")
    places.note("id", str(original))
    assert not places.is_copy("id", str(link))


def test_damaged_places_are_none(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    for content in ("", "[1]", "{"):
        file.write_text(content, encoding="utf-8")
        assert not DocumentPlaces(file).is_copy("id", str(file))


def test_old_places_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    many = {str(number): "somewhere" for number in range(MOST_DOCUMENTS)}
    file.write_text(json.dumps(many), encoding="utf-8")
    DocumentPlaces(file).note("new", str(file))
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert len(kept) == MOST_DOCUMENTS
    assert "0" not in kept
    assert "new" in kept
