"""The page of what has changed: figures old beside new, and how each source is doing. The numbers are synthetic."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.changes import FAULTS
from dashboard.texts import LANGUAGES, text
from etl import faults
from etl.build import build
from tests.standin import synthetic
from tests.standin.server import Fault
from tests.standin.synthetic import World, count

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def page(warehouse_dir, monkeypatch):
    """Opens a page of the app on what is published, as one text."""
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(warehouse_dir))

    def opened(view: str = "changes", language: str = "nl") -> str:
        st.cache_data.clear()
        shown = AppTest.from_file(str(PROJECT / "dashboard" / "main.py"), default_timeout=120)
        shown.context = {"theme": "light", "url": "http://127.0.0.1/"}
        shown.query_params["lang"] = language
        shown.run()
        shown.switch_page(f"views/{view}.py").run()
        assert not shown.exception
        parts = [*shown.markdown, *shown.info, *shown.get("html")]
        return "\n".join(str(getattr(one, "value", None) or one.proto.body) for one in parts)

    yield opened
    st.cache_resource.clear()
    st.cache_data.clear()


def test_before_a_refresh_it_says_what_is_missing_and_which_command_loads_it(data, warehouse_dir, page):
    build(data, warehouse_dir)
    told = page()
    assert "Er is geen eerdere stand om mee te vergelijken, of er is geen cijfer en geen schatting veranderd." in told
    names = (
        "cbs-crime cbs-immigration cbs-nationality cbs-origin cbs-population cbs-regions pdok-boundaries politie-crime"
    )
    assert f"`python -m etl refresh {names}`" in told
    assert told.count("nog niet opgehaald") == 8
    assert f"`python -m etl refresh {names}`" in page(language="en")


def test_after_a_new_version_a_revised_figure_stands_old_beside_new(data, warehouse_dir, refreshed, standin, page):
    refreshed("politie-crime")
    for path in warehouse_dir.glob("*.duckdb"):
        path.unlink()
    build(data, warehouse_dir, (date.today() - timedelta(days=1)).isoformat())
    standin.serve(synthetic.services(World(version=2)))
    assert refreshed("politie-crime").status == 0
    told = page()
    assert "144 cijfers erbij, 6 herzien, 0 vervallen." in told
    old = count("1.6.3", "2026MM01", "GM9001")
    detail = told[told.index("Herziene en vervallen cijfers") :]
    assert f">{old} (voorlopig)<" in detail
    assert f">{old + 3} (voorlopig)<" in detail


def test_a_source_that_failed_is_named_with_its_fault_and_the_date_of_its_figures(refreshed, standin, page):
    refreshed("politie-crime", "cbs-regions")
    standin.serve(synthetic.services(World(version=2)))
    standin.faults = [Fault("47013NED/TypedDataSet", "html")]
    assert refreshed("politie-crime", "cbs-regions").status == 3
    told = page()
    assert "laatste poging mislukt; oudere cijfers staan er nog" in told
    quoted = '<code lang="en">NotJson: politie-crime: expected JSON, got HTML</code>'
    why = "De dienst stuurde iets anders dan gegevens, bijvoorbeeld een webpagina. Technische melding:"
    assert f"<span>{why} {quoted}</span>" in told
    why = "The service sent something other than data, such as a web page. Technical message:"
    assert f"<span>{why} {quoted}</span>" in page(language="en")


def test_years_that_are_not_added_up_are_told_in_the_language_of_the_page(refreshed, standin, page):
    services = synthetic.services(World())
    for table in services["cbs"]:
        if table.name == "82026NED":
            table.rows = [row for row in table.rows if row[0] != "GM9007"]
    standin.serve(services)
    assert refreshed("politie-crime", "cbs-regions").status == 0
    told = "Niet opgeteld tot arrondissementen en politie-eenheden: 2026 (niet in de indeling van dat jaar: GM9007)."
    assert f"<span>{told}</span>" in page()
    told = "Not added up to court districts and police units: 2026 (not in the division of that year: GM9007)."
    assert f"<span>{told}</span>" in page(language="en")


def test_every_fault_has_a_sentence_of_its_own():
    found = {name for name, one in vars(faults).items() if isinstance(one, type) and issubclass(one, Exception)}
    assert {*FAULTS} == found - {"SourceError"} | {"CheckFailed"}
    for language in LANGUAGES:
        told = [text(language, f"fault.{name}") for name in (*FAULTS, "other")]
        assert len(set(told)) == len(told)
        assert all(one.endswith(".") for one in told)
