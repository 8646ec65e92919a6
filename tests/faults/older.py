"""DuckDB 1.5.5 with its extensions in a folder apart, and what runs on it: no process of the tests itself does.

The extensions of DuckDB 2 are fetched from its own server alone; those of 1.5.5 are packages as well.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.ground import PROJECT
from tests.load.serving import free_port

VERSION = "1.5.5"
EXTENSIONS = ("httpfs", "motherduck", "quack")
PACKAGES = (f"duckdb=={VERSION}", *(f"duckdb-extension-{name}=={VERSION}" for name in EXTENSIONS))
STORE = ("moto[s3]>=5.2,<6", "flask>=3,<4", "flask-cors>=6,<7")
"""A stand-in for an object store, served over HTTP."""
TOKEN = "token-of-the-tests"
SERVER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.load_extension("quack")
connection.execute(f"CALL quack_serve('{sys.argv[2]}', token = '{sys.argv[3]}')")
print("ready", flush=True)
for line in sys.stdin:
    print(connection.execute(line).fetchall(), flush=True)
"""
CLIENT = """
import json, os, sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
import duckdb
from etl import served
from etl.build import build
from etl.places import Place, mirror
from etl.warehouse import WarehouseError
place = cache(lambda address, **environment: Place(address))
for line in sys.stdin:
    asked = json.loads(line)
    served.ANSWER = asked["seconds"]
    os.environ.update(asked["environment"])
    try:
        told = {"duckdb": duckdb.__version__}
        if asked["do"] == "mirror":
            told |= asdict(mirror(place(asked["at"], **asked["environment"]), Path(asked["folder"])))
        elif asked["do"] == "publish":
            served.write(Path(asked["folder"]), asked["at"], asked["days"])
        elif asked["do"] == "build":
            build(Path(asked["at"]), Path(asked["folder"]), asked["vintage"])
        else:
            duckdb.execute(asked["do"])
    except WarehouseError as error:
        told |= {"error": type(error).__name__, "said": str(error)}
    print(json.dumps(told), flush=True)
"""


def fetched(folder: Path, *packages: str) -> Path:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--target", str(folder), *packages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


class Account:
    """Someone whose DuckDB is the older one: packages, home with extensions and secrets; and a process in which our own
    code does what it is asked."""

    def __init__(self, packages: Path, home: Path) -> None:
        self.packages, self.home = packages, home
        self.environment = {"PYTHONPATH": os.pathsep.join([str(packages), str(PROJECT)]), "HOME": str(home)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", CLIENT],
            env={**os.environ, **self.environment},
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        self._process.communicate()

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(
        self,
        do: str,
        at: object = "",
        folder: object = "",
        *,
        vintage: str = "",
        seconds: float = 30,
        days: int = 731,
        **environment: str,
    ) -> dict[str, object]:
        """What our own code says: the published build, or the class of an error and its sentence."""
        limits = {"seconds": seconds, "days": days}
        asked = {"do": do, "at": str(at), "folder": str(folder), "vintage": vintage, **limits}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({**asked, "environment": environment}) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        assert told.pop("duckdb") == VERSION
        return told

    def mirror(self, address: str, copies: Path, seconds: float = 30, **environment: str) -> dict[str, object]:
        return self.ask("mirror", address, copies, seconds=seconds, **environment)

    def other(self, home: Path) -> "Account":
        """Another account with the same extensions, and no secret."""
        (home / ".duckdb").mkdir(parents=True)
        (home / ".duckdb" / "extensions").symlink_to(self.home / ".duckdb" / "extensions")
        return Account(self.packages, home)


@dataclass
class Quack:
    """A running DuckDB server that anything can be asked in SQL from its own side."""

    address: str
    process: subprocess.Popen[str]

    def run(self, sql: str) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(sql + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


def quack(account: Account, database: Path, port: int) -> Quack:
    address = f"quack:127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(database), address, TOKEN],
        env={**os.environ, **account.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return Quack(address, process)


@contextmanager
def object_store(packages: Path, log: Path) -> Iterator[str]:
    """An object store on loopback: host and port."""
    at = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", at.partition(":")[2]]
    with log.open("w") as stream:
        process = subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": str(packages)}, stdout=stream, stderr=stream
        )
    try:
        yield at
    finally:
        process.kill()
        process.wait()
