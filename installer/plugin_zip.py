"""One zip of the plugin a platform, for Krita's "Import Python Plugin from File"."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from .clone import CLONE, DEVELOPMENT_ENVIRONMENT, DISTRIBUTION, PLUGIN_SOURCE
from .environment import Environment
from .krita_pyzmq import PLATFORMS, unpack_pyzmq
from .locks import TOOLS, install_lock
from .messages import say
from .own_package import product_version
from .plugin import ACTIONS, DESKTOP, NAME, lay_out_plugin


def make_plugin_zips() -> None:
    """Write a zip for each platform into dist/."""
    environment = Environment(DEVELOPMENT_ENVIRONMENT)
    environment.make()
    install_lock(environment, TOOLS, "pip and setuptools")
    DISTRIBUTION.mkdir(exist_ok=True)
    for platform_name in PLATFORMS:
        target = DISTRIBUTION / f"pentimento-krita-{product_version()}-{platform_name}.zip"
        with tempfile.TemporaryDirectory() as folder:
            unpack_pyzmq(environment, platform_name, Path(folder))
            write_plugin_zip(target, Path(folder))
        say(f"{target.relative_to(CLONE)}   {target.stat().st_size / 1e6:.1f} MB")
    say("In Krita: Tools > Scripts > Import Python Plugin from File, then start Krita anew.")


def write_plugin_zip(target: Path, pyzmq: Path | None) -> None:
    """Write one zip: .desktop and .action file, and the package with an entry for each folder.

    Krita's importer finds a plugin by the folder's own entry.
    """
    with tempfile.TemporaryDirectory() as folder:
        plugin = Path(folder) / NAME
        lay_out_plugin(plugin, pyzmq)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(PLUGIN_SOURCE / DESKTOP, DESKTOP)
            archive.write(PLUGIN_SOURCE / ACTIONS, ACTIONS)
            archive.write(plugin, NAME)
            for path in sorted(plugin.rglob("*")):
                archive.write(path, Path(NAME, path.relative_to(plugin)).as_posix())
