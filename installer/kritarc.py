"""Edits Krita's settings file as bytes: one line changes, all others stay as they are."""

from __future__ import annotations

SECTION = b"[python]"
KEY = b"enable_pentimento"


def is_enabled(content: bytes) -> bool:
    """Return whether Krita would load the plugin."""
    lines = content.splitlines()
    at = _key_line(lines)
    return at is not None and lines[at].partition(b"=")[2].strip().lower() == b"true"


def has_section(content: bytes) -> bool:
    """Return whether there is a section for plugins at all."""
    return _section_line(content.splitlines()) is not None


def enable(content: bytes) -> bytes:
    """Return the settings with the plugin enabled."""
    lines = content.splitlines(keepends=True)
    newline = b"\r\n" if b"\r\n" in content else b"\n"
    wanted = KEY + b"=true"
    at = _key_line(lines)
    if at is not None:
        lines[at] = wanted + _ending(lines[at])
        return b"".join(lines)
    if lines and not _ending(lines[-1]):
        lines[-1] += newline
    section = _section_line(lines)
    if section is None:
        blank = [newline] if lines else []
        lines += [*blank, SECTION + newline]
        section = len(lines) - 1
    lines.insert(section + 1, wanted + newline)
    return b"".join(lines)


def disable(content: bytes, *, drop_section: bool) -> bytes:
    """Return the settings without the plugin's line.

    With `drop_section`, a section that is empty then goes too, with the blank line before it.
    """
    lines = content.splitlines(keepends=True)
    at = _key_line(lines)
    if at is None:
        return content
    del lines[at]
    section = _section_line(lines)
    if drop_section and section is not None and not _section_content(lines, section):
        start = section - 1 if section and not lines[section - 1].strip() else section
        del lines[start : section + 1]
    return b"".join(lines)


def _section_line(lines: list[bytes]) -> int | None:
    return next((at for at, line in enumerate(lines) if line.strip() == SECTION), None)


def _section_content(lines: list[bytes], section: int) -> list[bytes]:
    content = []
    for line in lines[section + 1 :]:
        if line.startswith(b"["):
            break
        if line.strip():
            content.append(line)
    return content


def _key_line(lines: list[bytes]) -> int | None:
    inside = False
    for at, line in enumerate(lines):
        if line.startswith(b"["):
            inside = line.strip() == SECTION
        elif inside and line.partition(b"=")[0].strip() == KEY:
            return at
    return None


def _ending(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :]
