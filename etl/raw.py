"""What was downloaded, untouched, below data/raw/: a folder a source, a layer a download, a manifest a layer.

    data/raw/politie-crime/
        current.json                 which layers count, newest last
        20261121-0412…/manifest.json url, moment, checksum and size of every file; the service's own stamps
        20261121-0412…/47013NED/…    the documents as they came
        next/                        a download that is under way, with a line in log.jsonl for each finished file

A killed download is taken up where it stopped, as long as the service still has the same version. A refresh of late
years only (`since`) makes a layer on top: from that year on it counts alone.
"""

import json
import shutil
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from etl import wellformed
from etl.clock import now
from etl.disk import write_json
from etl.faults import DamagedRaw, TooMuch
from etl.transport import Answer, Transport

POINTER, MANIFEST, LOG, NEXT = "current.json", "manifest.json", "log.jsonl", "next"
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

    def verify(self) -> None:
        """Raises DamagedRaw when a document is not what was downloaded."""
        for name in self.manifest["files"]:
            self._body(name)

    def read(self, name: str) -> Any:
        """One document. Raises DamagedRaw when it is not what was downloaded."""
        return orjson.loads(self._body(name))

    def file(self, name: str) -> Path:
        """Where one document lies. Raises DamagedRaw when it is not what was downloaded."""
        self._body(name)
        return self.folder / name

    def _body(self, name: str) -> bytes:
        told = self.manifest["files"].get(name)
        try:
            body = (self.folder / name).read_bytes()
        except OSError as error:
            raise DamagedRaw(self.source, f"a file {name}", "none that can be read") from error
        if told is None or sha256(body).hexdigest() != told["sha256"]:
            raise DamagedRaw(self.source, f"{name} as it was downloaded", "other bytes")
        return body


class Download:
    """The documents of one source that are fetched now: from disk where a killed run left them, else by request.

    since: first year that is asked. whole: the service is not asked to filter. plan: changes when what we ask changes.
    """

    def __init__(
        self,
        store: "Store",
        transport: Transport,
        stamps: Stamps,
        since: int | None = None,
        whole: bool = False,
        plan: str = "",
    ) -> None:
        self.store, self.transport, self.stamps, self.since, self.whole = store, transport, stamps, since, whole
        self.folder = store.folder / NEXT
        self.requests = self.bytes = 0
        self._lock = threading.Lock()
        self._head = {"stamps": stamps, "since": since, "whole": whole, "plan": plan}
        self._left = self._left_behind()
        self._done: dict[str, dict[str, Any]] = {}

    def json(self, name: str, url: str) -> Any:
        """The document at `url`, kept under `name`. Raises what `ask` raises."""
        answer = self.ask(name, url)
        self.keep(name, answer)
        return answer.document

    def ask(self, name: str, url: str, later: bool = False) -> Answer:
        """What `url` answers, from disk or by request. later: `keep` checks it. Raises what `Transport.get` raises,
        and TooMuch."""
        left = self._left.get(name)
        body = self._kept(name, left["sha256"]) if left and left["url"] == url else None
        held = None if body is None else Answer(url, body, held=True)
        answer = held or self.transport.get(url, self.store.name, later)
        self._count(answer)
        return answer

    def keep(self, name: str, answer: Answer) -> None:
        """Write an answer away under `name`, unless it came from there. Raises TruncatedAnswer where it is no JSON."""
        if answer.held:
            self._done[name] = self._left[name]
            return
        path = self.folder / name
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(answer.body)
        if not answer.checked:
            wellformed.check_file(part, answer.body, self.store.name)
        part.replace(path)
        checksum, size = sha256(answer.body).hexdigest(), len(answer.body)
        told = {"url": answer.url, "downloaded": now(), "sha256": checksum, "bytes": size}
        with self._lock, (self.folder / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps({"name": name, **told}) + "\n")
        self._done[name] = told

    def finish(self) -> Layer:
        """Everything is there: the folder gets its manifest and its name. It does not count before `Store.adopt`."""
        digest = sha256("".join(sorted(one["sha256"] for one in self._done.values())).encode()).hexdigest()[:8]
        manifest = {**self._head, "source": self.store.name, "downloaded": now(), "files": self._done}
        write_json(self.folder / MANIFEST, manifest)
        (self.folder / LOG).unlink(missing_ok=True)
        named = self.store.folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{digest}"  # never one that counts already
        self.folder.rename(named)
        return Layer(self.store.name, named, manifest)

    def discard(self) -> None:
        """Nothing of it is to be used again: something in it was wrong."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _left_behind(self) -> dict[str, dict[str, Any]]:
        """What a killed run of the same download finished; anything else is thrown away."""
        try:
            first, *lines = (self.folder / LOG).read_text(encoding="utf-8").splitlines()
            if json.loads(first) == self._head:
                return _finished(lines)
        except (OSError, ValueError):
            pass
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        (self.folder / LOG).write_text(json.dumps(self._head) + "\n", encoding="utf-8")
        return {}

    def _kept(self, name: str, checksum: str) -> bytes | None:
        try:
            body = (self.folder / name).read_bytes()
        except OSError:
            return None
        return body if sha256(body).hexdigest() == checksum else None

    def _count(self, answer: Answer) -> None:
        with self._lock:
            self.bytes += len(answer.body)
            self.requests += not answer.held
        ceiling = self.transport.settings.total
        if self.bytes > ceiling:
            raise TooMuch(self.store.name, f"{ceiling} bytes in all at most", "more")


def _finished(lines: list[str]) -> dict[str, dict[str, Any]]:
    """By name; the last line of a killed run may be half a line."""
    done = {}
    for line in lines:
        try:
            told = json.loads(line)
        except ValueError:
            continue
        done[told.pop("name")] = told
    return done


class Store:
    """The layers of one source."""

    def __init__(self, raw: Path, name: str) -> None:
        self.folder, self.name = raw / name, name

    def layers(self) -> list[Layer]:
        """What counts now, oldest first. Raises DamagedRaw."""
        names = self._pointer().get("layers", [])
        try:
            told = [(self.folder / name, json.loads((self.folder / name / MANIFEST).read_text())) for name in names]
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
        """Remove downloads that do not count, except the one that is under way, and files half written."""
        counting = {*self._pointer().get("layers", []), NEXT}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.is_dir() and path.name not in counting:
                shutil.rmtree(path)
            elif path.suffix == ".part":
                path.unlink()

    def _pointer(self) -> dict[str, Any]:
        try:
            return json.loads((self.folder / POINTER).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise DamagedRaw(self.name, f"{POINTER} as it was written", "something else") from error
