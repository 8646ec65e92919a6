"""Many sessions at once while a build publishes: `python -m tests.load [--sessions N] [--interactions N]`.

Every frame is compared with what one quiet session was shown of the same page, choices and vintage: a frame of which a
part differs, or that mixes two vintages, equals none. Loopback only; ends at --seconds at the latest.
"""

import argparse
import asyncio
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from etl.build import build
from tests.load.protocol import Reader, alone
from tests.load.serving import PROJECT, served

PAGES = [
    *("", "migratie", "strafrechtketen", "tijdlijn"),
    *("begrippen", "arrondissementen", "verantwoording", "dark-number"),
]
LANGUAGES = ("nl", "en")
PATHS = [f"/{page}?lang={language}" for language in LANGUAGES for page in PAGES]
CHOOSING = "/arrondissementen?"
CHOICES = (("Breda",), ("Amsterdam", "Zwolle"), ())
"""Areas that a session chooses on the page of `CHOOSING`, instead of those that it begins with."""
SEED = 20261121
_FIGURE = re.compile(r"(om_registered_cases,om-\w+,nl,2011,total,)(\d+)")


@dataclass
class Seen:
    """What the sessions met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    vintages: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


async def expected(address: str) -> dict[str, str]:
    """The checksum of each page, and of each choice on it, as a quiet session of its own is shown it."""
    told = {}
    for path in PATHS:
        async with Reader(address) as reader:
            told[path] = (await reader.open(path)).mark
        for areas in CHOICES if path.startswith(CHOOSING) else ():
            async with Reader(address) as reader:
                told[chosen(path, areas)] = (await reader.choose(await reader.open(path), "gebieden", *areas)).mark
    return told


def chosen(path: str, areas: tuple[str, ...] | None) -> str:
    """What a page with a choice on it is called in the tables; a session keeps its choice."""
    return path if areas is None or not path.startswith(CHOOSING) else f"{path} {'+'.join(areas) or 'none'}"


async def session(address: str, number: int, interactions: int, right: list[dict[str, str]], seen: Seen) -> None:
    chance = random.Random(SEED + number)
    page, areas, frame = "", None, None
    async with Reader(address) as reader:
        for _ in range(interactions):
            try:
                if frame and page.startswith(CHOOSING) and chance.random() < 0.75:
                    areas = chance.choice([one for one in CHOICES if one != areas])
                    frame = await reader.choose(frame, "gebieden", *areas)
                else:
                    page = f"/{chance.choice(PAGES)}?lang={LANGUAGES[number % 2]}"  # a session keeps its language
                    frame = await reader.open(page)
            except Exception as error:
                seen.wrong.append(f"session {number} {page}: {error!r}")
                return
            shown = chosen(page, areas)
            seen.seconds[shown].append(frame.seconds)
            matching = [str(at) for at, marks in enumerate(right) if marks[shown] == frame.mark]
            if not matching or frame.status != 0 or frame.kinds("exception"):
                seen.wrong.append(f"session {number} {shown}: a frame of neither vintage: {frame.text[-160:]}")
            seen.vintages["+".join(matching) or "neither"] += 1
            await asyncio.sleep(chance.uniform(0, 0.5))


async def watch(process: psutil.Process, seen: Seen) -> None:
    while True:
        seen.memory.append(process.memory_info().rss / 1e6)
        await asyncio.sleep(1)


async def everybody(address: str, asked: argparse.Namespace, right: list[dict[str, str]], seen: Seen, pid: int) -> None:
    watching = asyncio.create_task(watch(psutil.Process(pid), seen))
    sessions = [session(address, one, asked.interactions, right, seen) for one in range(asked.sessions)]
    try:
        await asyncio.wait_for(asyncio.gather(*sessions), asked.seconds)
    except TimeoutError:
        seen.wrong.append(f"not done after {asked.seconds:.0f} seconds")
    watching.cancel()


def other_figures(data: Path) -> None:
    """Facts in which one figure of every kind of page differs, as of a later vintage."""
    for path in (data / "facts").glob("observations-*.csv"):
        text = path.read_text(encoding="utf-8")
        changed = _FIGURE.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text)
        path.write_text(changed, encoding="utf-8")


def run(asked: argparse.Namespace) -> Seen:
    """Two vintages beforehand, for what is right; then the first one served, and the second built while all read."""
    seen = Seen()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        later = root / "later"
        shutil.copytree(PROJECT / "data", later, ignore=shutil.ignore_patterns("warehouse", "raw"))
        other_figures(later)
        right = []
        build(PROJECT / "data", root / "live", "2026-11-19")
        shutil.copytree(root / "live", root / "next")
        build(later, root / "next", "2026-11-20")
        for folder in ("live", "next"):
            with served(root / folder, root / f"log-{folder}") as app:
                right.append(alone(expected(app.address)))
        differing = [path for path in right[0] if right[0][path] != right[1][path]]
        print(f"{len(differing)} of {len(right[0])} pages and choices differ between the two vintages", flush=True)
        with served(root / "live", root / "log") as app:
            told = ["build", "--data", str(later), "--warehouse", str(root / "live"), "--vintage", "2026-11-20"]
            command = [
                sys.executable,
                "-c",
                f"import time, sys; time.sleep({asked.delay}); from etl.__main__ import main;",
            ]
            command[-1] += " sys.exit(main(sys.argv[1:]))"
            building = subprocess.Popen([*command, *told], stdout=subprocess.DEVNULL, cwd=PROJECT)
            alone(everybody(app.address, asked, right, seen, app.process.pid))
            if building.wait() != 0:
                seen.wrong.append("the build failed")
            if "Traceback" in app.said:
                seen.wrong.append("a trace in the log: " + app.said[app.said.index("Traceback") :][:500])
    return seen


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--interactions", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--delay", type=float, default=20, help="seconds before the build begins")
    return parser.parse_args(given)


def main() -> int:
    asked, started = arguments(), time.monotonic()
    seen = run(asked)
    print(f"{'page':<46}{'frames':>8}{'median s':>10}{'p95 s':>8}{'worst s':>9}")
    every = sorted(one for some in seen.seconds.values() for one in some)
    for path, some in [*sorted(seen.seconds.items()), ("all", every)]:
        ordered = sorted(some)
        told = [ordered[int(len(ordered) * part)] for part in (0.5, 0.95)]
        print(f"{path:<46}{len(ordered):>8}{told[0]:>10.2f}{told[1]:>8.2f}{ordered[-1]:>9.2f}")
    print(f"frames by vintage (0 before, 1 after, 0+1 the same in both): {dict(seen.vintages)}")
    tenth = max(1, len(seen.memory) // 10)
    halfway = seen.memory[len(seen.memory) // 2 :][:tenth]
    print(
        f"memory in MB: first {seen.memory[0]:.0f}, halfway {sum(halfway) / len(halfway):.0f}, "
        f"last {sum(seen.memory[-tenth:]) / tenth:.0f}, most {max(seen.memory):.0f}"
    )
    print(f"{len(seen.wrong)} wrong; {asked.sessions} sessions, {time.monotonic() - started:.0f} seconds in all")
    print(*seen.wrong[:20], sep="\n")
    return 1 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
