"""A download that is under way: what is kept of it, and what a killed one left."""

import json
import shutil
import threading
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from etl.clock import now
from etl.disk import write_json
from etl.faults import TooMuch
from etl.raw import LOG, MANIFEST, NEXT, Layer, Stamps, Store
from etl.transport import Answer, Transport


class Download:
    """The documents of one source that are fetched now: from disk where a killed run left them, else by request.

    since: first year that is asked. whole: the service is not asked to filter. plan: changes when what we ask changes.
    """

    def __init__(
        self,
        store: Store,
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

    def ask(self, name: str, url: str, rows: bool = False) -> Answer:
        """What `url` answers, from disk or by request; `rows` as `Transport.get` has it. Raises what that raises, and
        TooMuch."""
        left = self._left.get(name)
        body = self._kept(name, left["sha256"]) if left and left["url"] == url else None
        held = None if body is None else Answer(url, body, held=True)
        answer = held or self.transport.get(url, self.store.name, rows)
        self._count(answer)
        return answer

    def keep(self, name: str, answer: Answer) -> None:
        """Write an answer away under `name`, unless it came from there."""
        if answer.held:
            self._done[name] = self._left[name]
            return
        path = self.folder / name
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(answer.body)
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
