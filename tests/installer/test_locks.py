"""The lock files are fresh, complete and safe."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys

import pytest
from installer.clone import CLONE
from installer.locks import ALL, DEVELOPMENT, MODELS, RUNTIME, TORCH_NEEDS, UV, Lock
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomllib", reason="Python 3.11 reads pyproject.toml")

PROJECT = tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))


def _pins(lock: Lock) -> list[tuple[Requirement, str]]:
    """Return what a lock pins, each with uv's notes on who asked for it."""
    text = lock.path.read_text(encoding="utf-8").replace("\\\n", "")
    entries = re.findall(r"^(\w[^\n]*)\n((?:[ ]+#[^\n]*\n?)*)", text, re.MULTILINE)
    return [(Requirement(line.split("--hash")[0].strip()), notes) for line, notes in entries]


def _askers(notes: str) -> set[str]:
    lines = notes.replace("# via", "#").split("#")
    return {line.strip() for line in lines if line.strip()}


def _for_this_python(lock: Lock) -> dict[str, Requirement]:
    return {
        canonicalize_name(pin.name): pin
        for pin, _ in _pins(lock)
        if pin.marker is None or pin.marker.evaluate()
    }


@pytest.mark.parametrize(
    ("lock", "asked", "asker"),
    [
        (RUNTIME, PROJECT["project"]["dependencies"], "pentimento (pyproject.toml)"),
        (MODELS, PROJECT["dependency-groups"]["models"], "pentimento (pyproject.toml:models)"),
        (DEVELOPMENT, PROJECT["dependency-groups"]["dev"], "pentimento (pyproject.toml:dev)"),
    ],
    ids=["runtime", "models", "development"],
)
def test_the_lock_is_made_from_this_pyproject(lock, asked, asker):
    wanted = {canonicalize_name(Requirement(line).name): Requirement(line) for line in asked}
    direct = {canonicalize_name(pin.name) for pin, notes in _pins(lock) if asker in _askers(notes)}
    assert direct == set(wanted), "run `python3 -m installer lock`"
    for name, pin in _for_this_python(lock).items():
        (version,) = [clause.version for clause in pin.specifier]
        assert name not in wanted or wanted[name].specifier.contains(version)


@pytest.mark.parametrize("lock", ALL, ids=[lock.name for lock in ALL])
def test_everything_is_pinned_with_hashes_and_no_index_is_named(lock):
    text = lock.path.read_text(encoding="utf-8")
    pins = _pins(lock)
    assert pins
    for pin, _ in pins:
        assert [clause.operator for clause in pin.specifier] == ["=="]
    assert "://" not in text
    entries = re.split(r"\n(?=\w)", text)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_locks_agree_with_each_other():
    pinned: dict[str, str] = {}
    for lock in ALL[:6]:
        for name, pin in _for_this_python(lock).items():
            assert pinned.setdefault(name, str(pin.specifier)) == str(pin.specifier), name
    assert "pyzmq" in pinned


def test_what_torch_needs_is_what_torch_says():
    try:
        said = importlib.metadata.requires("torch") or []
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("torch is not installed")
    needed = [Requirement(line) for line in said]
    locked = _for_this_python(TORCH_NEEDS)
    for requirement in needed:
        name = canonicalize_name(requirement.name)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        if not name.startswith(("nvidia-", "cuda-", "triton")):  # pinned by torch itself
            assert name in locked
            (version,) = [clause.version for clause in locked[name].specifier]
            assert requirement.specifier.contains(version)


def test_uv_is_pinned():
    assert "uv" in _for_this_python(UV)


def test_what_the_product_imports_is_declared():
    lines = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["models"]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        lines = lines + extra
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    owners = importlib.metadata.packages_distributions()
    for file in [*(CLONE / "backend").rglob("*.py"), *(CLONE / "shared").rglob("*.py")]:
        for name in _imported(file.read_text(encoding="utf-8")) - set(sys.stdlib_module_names):
            if name in {"pentimento_backend", "pentimento_protocol", "torch"}:
                continue
            # what is not installed here, an extra for instance, goes by the name of its module
            packages = {canonicalize_name(package) for package in owners.get(name, [name])}
            assert packages & declared, f"{file} imports {name}, which pyproject.toml lacks"


def _imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names
