"""One hundred random mixes of faults: each ends in the new figures of a source, or in its old ones with an error."""

import json
import random

import pytest

from etl.warehouse import published
from tests.standin import spoiling
from tests.standin.conftest import SOURCES
from tests.standin.reading import figures, state
from tests.standin.server import Fault

PATHS = ("TypedDataSet", "RegioS", "Perioden", "SoortMisdrijf", "DataProperties", "TableInfos", "Observations", "Codes")
PATHS = (*PATHS, "47013NED", "03759ned", "82026NED", "Properties", "ODataCatalog", "Dimensions", "/")
TRANSPORT = ("406", "429", "500", "503", "404", "cut", "truncate", "html", "text", "empty", "loop", "foreign")
SPOILT = (spoiling.rename, spoiling.unlisted_code, spoiling.double, spoiling.other_total)
SPOILT = (*SPOILT, spoiling.text_for_number, spoiling.negative, spoiling.no_period)


def mix(seed: int) -> list[Fault]:
    """One to four faults, some of which pass and some of which stay."""
    dice = random.Random(seed)
    faults = []
    for _ in range(dice.randint(1, 4)):
        if dice.random() < 0.25:
            faults.append(
                Fault("47013NED/TypedDataSet", dice.choice(SPOILT), dice.choice([1, None]), dice.randint(0, 1))
            )
        else:
            times = dice.choice([1, 2, 3, None])
            faults.append(Fault(dice.choice(PATHS), dice.choice(TRANSPORT), times, dice.randint(0, 3)))
    return faults


@pytest.mark.parametrize("seed", range(100))
def test_a_mix_of_faults_ends_in_new_figures_or_in_the_old_ones_with_an_error(seed, versions, first_version, standin):
    old, new = versions[1][1], versions[2][1]
    folder, run = first_version
    before = published(folder)
    standin.faults = mix(seed)
    outcome = run(*SOURCES)
    failed = {one.source for one in outcome.results if one.status == "failed"}
    assert outcome.status == (1 if len(failed) == len(SOURCES) else 3 if failed else 0)
    for one in outcome.results:
        assert figures(folder, one.source) == (old if one.source in failed else new)[one.source], one
        assert (one.fault != "", one.message != "") == (one.source in failed, one.source in failed)
    if outcome.report is None:
        assert published(folder) == before
    else:
        told = {name: state(folder, name)[:2] for name in SOURCES}
        assert told == {one.source: ("kept", one.fault) if one.fault else ("fresh", None) for one in outcome.results}
    assert [path.name for path in folder.glob(".building-*")] == []
    assert json.loads((folder / "current.json").read_text())["file"] in {path.name for path in folder.glob("*.duckdb")}
