"""What was downloaded, untouched, below data/raw/: a folder a source, a layer a download, a manifest a layer.

    data/raw/politie-crime/
        current.json                 which layers count, newest last
        20261121-0412…/manifest.json url, moment, checksum and size of every file; the service's own stamps
        20261121-0412…/47013NED/…    the documents as they came
        next/                        a download that is under way, with a line in log.jsonl for each finished file

A killed download is taken up where it stopped, as long as the service still has the same version. A refresh of late
years only (`since`) makes a layer on top: from that year on it counts alone.
"""

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from etl import wellformed
from etl.disk import read_json, write_json
from etl.faults import DamagedRaw
from etl.periods import is_day

POINTER, MANIFEST, LOG, NEXT = "current.json", "manifest.json", "log.jsonl", "next"
KINDS = {"since": int | None, "stamps": dict, "files": dict, "downloaded": str, "plan": str}
"""Of what a manifest holds."""
Stamps = dict[str, dict[str, str]]
"""By table or collection: what the service says of its version, and how it was reached."""


@dataclass(frozen=True)
class Layer:
    """One whole download."""

    source: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def since(self) -> int | None:
        """First year it covers; None: all."""
        return self.manifest["since"]

    @property
    def stamps(self) -> Stamps:
        return self.manifest["stamps"]

    def names(self, prefix: str) -> list[str]:
        """Documents whose name begins so, in order."""
        return sorted(name for name in self.manifest["files"] if name.startswith(prefix))

    def verify(self, prefix: str = "") -> None:
        """Raises DamagedRaw when a document whose name begins so is not what was downloaded."""
        for name in self.names(prefix):
            self._body(name)

    def read(self, name: str) -> Any:
        """One document. Raises DamagedRaw when it is not what was downloaded, and what `wellformed.read` raises."""
        return wellformed.read(self._body(name), self.source)

    def _body(self, name: str) -> bytes:
        told = self.manifest["files"].get(name)
        try:
            body = (self.folder / name).read_bytes()
        except OSError as error:
            raise DamagedRaw(self.source, f"a file {name}", "none that can be read") from error
        if told is None or sha256(body).hexdigest() != told["sha256"]:
            raise DamagedRaw(self.source, f"{name} as it was downloaded", "other bytes")
        return body


class Store:
    """The layers of one source."""

    def __init__(self, raw: Path, name: str) -> None:
        self.folder, self.name = raw / name, name

    def layers(self) -> list[Layer]:
        """What counts now, oldest first. Raises DamagedRaw."""
        try:
            told = [(self.folder / name, _manifest(self.folder / name / MANIFEST)) for name in self._counting()]
        except (OSError, ValueError) as error:
            raise DamagedRaw(self.name, "the manifest of every download", "one that cannot be read") from error
        return [Layer(self.name, folder, manifest) for folder, manifest in told]

    def with_layer(self, new: Layer) -> list[Layer]:
        """The layers once `new` counts: those that it covers wholly drop out."""
        if new.since is None:
            return [new]
        return [one for one in self.layers() if one.since is None or one.since < new.since] + [new]

    def adopt(self, layers: list[Layer]) -> None:
        """These count from now on, at one stroke; folders that no longer count are removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_json(self.folder / POINTER, {"layers": [one.folder.name for one in layers]})

    def sweep(self) -> None:
        """Remove downloads that do not count, except the one that is under way, and files half written. Nothing goes
        where it cannot be read which of them count."""
        try:
            counting = {*self._counting(), NEXT}
        except DamagedRaw:
            return
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.is_dir() and path.name not in counting:
                shutil.rmtree(path)
            elif path.suffix == ".part":
                path.unlink()

    def _counting(self) -> list[str]:
        """Names of the folders that count. Raises DamagedRaw."""
        try:
            names = read_json(self.folder / POINTER)["layers"]
            if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
                raise ValueError("no list of names")
            return names
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError) as error:
            raise DamagedRaw(self.name, f"{POINTER} as it was written", "something else") from error


def _manifest(path: Path) -> dict[str, Any]:
    """Raises OSError, and ValueError where it lacks what a manifest holds."""
    told = read_json(path)
    if not all(name in told and isinstance(told[name], kinds) for name, kinds in KINDS.items()):
        raise ValueError(f"{MANIFEST} lacks what a manifest holds")
    stamps = all(isinstance(one, dict) and isinstance(one.get("modified"), str) for one in told["stamps"].values())
    files = all(isinstance(one, dict) and isinstance(one.get("sha256"), str) for one in told["files"].values())
    if not (stamps and files and is_day(told["downloaded"][:10])):
        raise ValueError(f"{MANIFEST} holds something else than a manifest")
    return told
