"""Installs Pentimento for a painter, and removes it again.

The backend's environment lies in Pentimento's own folder, not in the clone, which may be moved or
deleted afterwards.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import kritarc
from .contents import furnish_for_painter
from .environment import Environment
from .krita_homes import KritaHome
from .krita_pyzmq import this_platform, unpack_pyzmq
from .krita_running import refuse_while_krita_runs
from .messages import Problem, say
from .own_package import painters_folder
from .plugin import install_plugin, remove_plugin
from .record import InstalledPlugin, Record, read_record, record_file, write_record


def install(homes: Sequence[KritaHome], *, watch_krita: bool = True) -> None:
    """Install backend and plugin, or newer ones over older ones; raises Problem.

    An older plugin stays as it is until the new one is complete.
    """
    if watch_krita:
        refuse_while_krita_runs()
    platform_name = this_platform()
    environment = Environment(painters_folder() / "environment")
    furnish_for_painter(environment)
    with tempfile.TemporaryDirectory() as folder:
        pyzmq = Path(folder)
        say("Fetching pyzmq for every Python that Krita may bring ...")
        unpack_pyzmq(environment, platform_name, pyzmq)
        for home in homes:
            say(f"Installing the plugin in {home.plugins} ...")
            put_into_krita(home, environment, pyzmq)
    say(_closing_words(homes, _command(environment)))


def put_into_krita(home: KritaHome, environment: Environment, pyzmq: Path | None) -> None:
    """Install and enable the plugin in one Krita, and keep a record of it; raises Problem.

    `environment` holds the backend; `pyzmq` is a folder of unpacked wheels, None for no pyzmq.
    """
    install_plugin(home, _command(environment), pyzmq)
    _enable(environment, home)


def uninstall(*, watch_krita: bool = True) -> None:
    """Remove what was installed and nothing else; raises Problem."""
    record = read_record()
    if record is None:
        say("Pentimento is not installed for you; there is nothing to remove.")
        return
    if watch_krita:
        refuse_while_krita_runs()
    for plugin in record.plugins:
        remove_plugin(plugin.home)
        _disable(plugin)
        say(f"Removed the plugin from {plugin.home.plugins}.")
    _remove_environment(record.environment)
    record_file().unlink(missing_ok=True)
    folder = painters_folder()
    with contextlib.suppress(OSError):
        folder.rmdir()  # only where it is empty
    if folder.exists():
        say(f"Your frames, settings and keys are still in {folder}; delete it if you wish.")


def _command(environment: Environment) -> list[str]:
    return [str(environment.program("pentimento")), "serve"]


def _enable(environment: Environment, home: KritaHome) -> None:
    before = _read(home.kritarc)
    record = read_record() or Record(environment.folder, ())
    others = [plugin for plugin in record.plugins if plugin.home != home]
    ours = [plugin for plugin in record.plugins if plugin.home == home]
    added = ours[0].added_section if ours else not kritarc.has_section(before)
    # Before the edit: better a record of what is not there than an edit without a record.
    write_record(Record(environment.folder, (*others, InstalledPlugin(home, added))))
    if not kritarc.is_enabled(before):
        _write(home.kritarc, kritarc.enable(before))


def _disable(plugin: InstalledPlugin) -> None:
    path = plugin.home.kritarc
    before = _read(path)
    after = kritarc.disable(before, drop_section=plugin.added_section)
    if not after and before:
        path.unlink()
    elif after != before:
        _write(path, after)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Problem(f"{path} cannot be read ({error.strerror}).") from error


def _write(path: Path, content: bytes) -> None:
    path = path.resolve()  # a link stays one
    temporary = path.with_name(f"{path.name}.pentimento-new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Problem(
            f"{path} cannot be written ({error.strerror}): enable Pentimento in Krita yourself, "
            "under Settings > Configure Krita > Python Plugin Manager."
        ) from error


def _remove_environment(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Problem(
            f"{error.filename} could not be removed ({error.strerror}): wait until the backend has "
            "ended, a minute after Krita, then run this again."
        ) from error
    else:
        say(f"Removed the backend from {folder}.")


def _closing_words(homes: Sequence[KritaHome], command: Sequence[str]) -> str:
    lines = [
        "",
        "Pentimento is installed. Start Krita and open a painting; the docker is under",
        "Settings > Dockers > Pentimento. The backend starts by itself when it is asked.",
    ]
    for home in homes:
        if home.sandboxed:
            folder = home.resources.parent / "pentimento"
            lines += [
                "Krita from Flatpak cannot start programs outside of its sandbox. Before you use",
                "Pentimento there, start the backend yourself:",
                f"  PENTIMENTO_HOME={folder} {' '.join(command)}",
            ]
    lines.append("If something does not work: `python3 -m installer --doctor`.")
    return "\n".join(lines)
