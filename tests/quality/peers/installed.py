"""Installed: a peer's module where it is installed, and what to say where it is not."""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

from msgspec import Struct


class Peer(Struct, frozen=True, kw_only=True):
    """A package that readings are measured beside; `module` is null where it is missing."""

    name: str
    version: str
    module: ModuleType | None

    @property
    def told(self) -> str:
        """Name and version, or that it is missing."""
        return f"{self.name} {self.version}" if self.module else f"{self.name} (not installed)"


def peer(package: str, module: str) -> Peer:
    """`module` of the distribution `package`."""
    try:
        return Peer(name=package, version=version(package), module=import_module(module))
    except (ImportError, PackageNotFoundError):
        return Peer(name=package, version="", module=None)
