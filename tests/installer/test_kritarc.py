"""Krita's settings file: one line changes, every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from installer import kritarc

PAINTERS = b"Resources=/art\n\n[Brush]\nsize = 3\n\n[python]\nenable_krita_script=true\n\n[x]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"[python]\nenable_pentimento=true\n"),
        (b"[a]\nb=1\n", b"[a]\nb=1\n\n[python]\nenable_pentimento=true\n"),
        (b"[a]\nb=1", b"[a]\nb=1\n\n[python]\nenable_pentimento=true\n"),
        (b"[a]\r\nb=1\r\n", b"[a]\r\nb=1\r\n\r\n[python]\r\nenable_pentimento=true\r\n"),
        (
            b"[python]\nenable_x=true\n[a]\n",
            b"[python]\nenable_pentimento=true\nenable_x=true\n[a]\n",
        ),
        (
            b"[python]\nenable_pentimento=false\nenable_x=true\n",
            b"[python]\nenable_pentimento=true\nenable_x=true\n",
        ),
        (
            b"[other]\nenable_pentimento=false\n",
            b"[other]\nenable_pentimento=false\n\n[python]\nenable_pentimento=true\n",
        ),
    ],
)
def test_enabling_adds_or_changes_one_line(before, after):
    assert kritarc.enable(before) == after
    assert kritarc.is_enabled(after)
    assert kritarc.enable(after) == after


def test_foreign_lines_stay():
    enabled = kritarc.enable(PAINTERS)
    assert enabled.replace(b"enable_pentimento=true\n", b"") == PAINTERS
    assert kritarc.disable(enabled, drop_section=True) == PAINTERS


@pytest.mark.parametrize("content", [b"", b"[python]\nenable_pentimento=false\n", PAINTERS])
def test_disabled_or_absent_is_not_enabled(content):
    assert not kritarc.is_enabled(content)


_LINES = st.lists(
    st.sampled_from(
        [b"", b"[python]", b"[Brush]", b"[a][b]", b"size=3", b"enable_x=true", "ö=ü".encode()]
    ),
    max_size=12,
)


@given(lines=_LINES, newline=st.sampled_from([b"\n", b"\r\n"]))
def test_disabling_gives_back_every_byte(lines, newline):
    before = b"".join(line + newline for line in lines)
    added = not kritarc.has_section(before)
    enabled = kritarc.enable(before)
    assert kritarc.is_enabled(enabled)
    assert kritarc.disable(enabled, drop_section=added) == before
