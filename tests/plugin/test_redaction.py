"""Reports hold nothing of the painter's own: paths, names of user and machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.desk.redaction import private_words, without_private_words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'File "/home/anna/.local/share/krita/pykrita/pentimento/desk/desk.py", line 3',
            'File "…pentimento/desk/desk.py", line 3',
        ),
        (
            "could not read /home/anna/Client Work/secret piece.kra (No such file)",
            "could not read <path>(No such file)",
        ),
        ('could not read "/home/anna/secret piece.kra"', 'could not read "<path.kra>"'),
        (r"'C:\Users\Anna\Documents\x.kra' is gone", "'<path.kra>' is gone"),
        ("saved ~/Pictures/a b.png, ok", "saved <path.png>, ok"),
        ("at tcp://127.0.0.1:4433, 3/4 frames", "at tcp://127.0.0.1:4433, 3/4 frames"),
        ("from https://huggingface.co/a/b", "from https://huggingface.co/a/b"),
    ],
)
def test_paths_go_and_the_rest_stays(line, told):
    assert without_private_words(line, []) == told


@given(
    folders=st.lists(
        st.text("abcäöü_- éABC123", min_size=1, max_size=12).map(str.strip).filter(bool),
        min_size=1,
        max_size=5,
    ),
    root=st.sampled_from(["/", "~/", "C:\\", "D:/"]),
)
def test_no_part_of_a_path_stays(folders, root):
    name = "Xylophon" + "/".join(folders) + "Quark"
    told = without_private_words(f"reading '{root}{name}.kra': damaged", [])
    assert "Xylophon" not in told
    assert "Quark" not in told
    assert told.endswith("damaged")


def test_names_go_wherever_they_stand():
    told = without_private_words("host anna-pc of anna; annas stay", ["anna-pc", "anna"])
    assert told == "host <private> of <private>; annas stay"


def test_the_names_are_those_of_this_machine(monkeypatch):
    monkeypatch.setattr("platform.node", lambda: "studio.local")
    monkeypatch.setattr("getpass.getuser", lambda: "anna")
    assert {"studio.local", "studio", "anna"} <= set(private_words())
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    assert "root" not in private_words()
