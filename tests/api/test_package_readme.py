"""The README of the package: what was asked, where it is from, and what may not be concluded from it."""

import io

import pandas as pd
from package_reading import FILES, unpack


def test_the_readme_tells_filters_origin_vintage_breaks_caveats_licences_and_citation(service):
    files = unpack(service, "indicator=reported_victims&region=nl&breakdown=total&from=2010&lang=en")
    told = files["README.md"].decode()
    breaks, sources = (pd.read_csv(io.BytesIO(files[f"{name}.csv"])) for name in ("breaks", "sources"))
    assert "- Period: from 2010" in told
    assert "- breakdown: total" in told
    assert f"- Build: {service.build[:10]} ({service.build})" in told or service.build in told
    assert f"breakdown=total&from=2010&indicator=reported_victims&lang=en&region=nl&vintage={service.build}" in told
    assert "Registered is not actual" in told
    assert len(breaks) > 0
    assert all(one in told for one in breaks["break_id"])
    assert all(one in told for one in sources["source_id"])
    assert all(one in told for one in set(sources["licence"]))


def lines_of(service, filters: str) -> list[str]:
    return unpack(service, filters)["README.md"].decode().splitlines()


def test_the_readme_names_what_was_asked_and_has_no_rows(service):
    said = lines_of(service, "region=ar11:AR03&region=gm:GM0202&from=2013&to=2023")
    assert "- Gebieden: Gelderland (ar11:AR03)" in said
    assert "- Gevraagd, maar zonder rijen in deze selectie: Arnhem (gm:GM0202)" in said
    asked = "indicator=reported_victims&indicator=estimated_victims&region=nl&status=final&status=unknown&lang=en"
    english = lines_of(service, asked)
    missing = "- Asked for, but without rows in this selection: Estimated number of victims (estimated_victims); final"
    assert missing in english  # estimates have no status
    assert "- status: final; unknown" in english
    assert not [one for one in lines_of(service, "indicator=reported_victims&region=nl") if "zonder rijen" in one]


def test_the_readme_says_what_years_leave_out(service):
    dutch = lines_of(service, "indicator=om_registered_cases&from=2008&to=2011")
    assert (
        "- Periode: 2008–2011. Een periode die eerder begint of later eindigt, zoals een totaal over meer jaren, is"
        " weggelaten, en wat geen jaar heeft ook."
    ) in dutch
    english = lines_of(service, "indicator=om_registered_cases&from=2008&lang=en")
    assert (
        "- Period: from 2008. A period that begins earlier or ends later, such as a total over several years, is left"
        " out, and so is what has no year."
    ) in english
    assert "- Period: all" in lines_of(service, "indicator=om_registered_cases&lang=en")


def test_what_was_not_looked_for_is_in_the_package_of_figures_that_name_it_and_in_no_other(service):
    files = unpack(service, "indicator=police_investigations&lang=en")
    assert list(files) == [*FILES[:5], "blind_spots.csv", *FILES[5:]]
    (row,) = pd.read_csv(io.BytesIO(files["blind_spots.csv"])).to_dict("records")
    assert row["blind_spot_id"] == "bs-gelderland-midden-other"
    assert (
        row["explanation_en"] == "The trafficking team of this police region does not investigate other exploitation."
    )
    said = files["README.md"].decode().splitlines()
    rule = "- `blind_spot_ids`: this was not looked for; a zero is then no outcome. See `blind_spots.csv`."
    assert rule in said
    assert "- `blind_spots.csv`: what a service did not look for: a zero there is no outcome" in said
    assert rule not in lines_of(service, "indicator=reported_victims&lang=en")
