"""The app as it is served: `streamlit run streamlit_app.py` on a free port of loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class App:
    """A running app: its address, its process and the file its log goes to."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def get(self, path: str, **more: object) -> requests.Response:
        return requests.get(f"{self.address}{path}", timeout=120, **more)  # type: ignore[arg-type]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(
    warehouse: Path | str, log: Path, environment: Mapping[str, str] | None = None, script: Path | None = None
) -> Iterator[App]:
    """The app on a warehouse until the block ends. script: another front door than the monitor's."""
    port = free_port()
    told = {
        "PYTHONPATH": str(PROJECT),
        "MONITOR_WAREHOUSE": str(warehouse),
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "PYTHONDONTWRITEBYTECODE": "",  # modules are compiled once, as on any machine, where this one says otherwise
        **(environment or {}),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script or "streamlit_app.py")]
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **told}, stdout=stream, stderr=stream)
    app = App(f"http://127.0.0.1:{port}", process, log)
    try:
        until = time.monotonic() + 120
        while True:
            try:
                if requests.get(f"{app.address}/_stcore/health", timeout=1).text == "ok":
                    break
            except requests.RequestException:
                pass
            assert process.poll() is None and time.monotonic() < until, app.said
            time.sleep(0.05)
        yield app
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait()
