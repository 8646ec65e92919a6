"""What is chosen is kept in the address by its code; a code that does not exist is told and passed over."""

import pytest
from streamlit.testing.v1 import AppTest

AREAS = ["ar19:arnhem", "ar19:breda", "ar19:zwolle"]


def several(areas):
    import streamlit as st

    from dashboard.address import kept

    kept(st.multiselect, "Gebieden", areas, key="gebieden", default=areas[:1])


def one_of(years):
    import streamlit as st

    from dashboard.address import kept

    kept(st.selectbox, "Vanaf", years, key="from", default=None)


@pytest.fixture
def choose():
    """Runs a page with one choice on it, opened at an address."""

    def run(script, options, **address):
        page = AppTest.from_function(script, args=(options,))
        for key, value in address.items():
            page.query_params[key] = value
        return page.run()

    return run


def told(page):
    assert not page.exception
    return page.session_state["gebieden"], page.query_params.get("gebieden"), [one.value for one in page.info]


def test_without_an_address_the_usual_choice_is_made_and_not_written(choose):
    assert told(choose(several, AREAS)) == (["ar19:arnhem"], None, [])


def test_the_codes_in_the_address_are_chosen_in_the_order_of_the_options(choose):
    chosen, written, notices = told(choose(several, AREAS, gebieden=["ar19:zwolle", "ar19:breda"]))
    assert chosen == written == ["ar19:breda", "ar19:zwolle"]
    assert notices == []


def test_a_code_that_does_not_exist_is_told_and_the_others_are_kept(choose):
    chosen, written, notices = told(choose(several, AREAS, gebieden=["ar19:breda", "ar19:atlantis"]))
    assert (chosen, written) == (["ar19:breda"], "ar19:breda")
    assert notices == [
        "De link noemt bij gebieden de waarde ` ar19:atlantis `; die bestaat hier niet. U ziet wat hij verder noemt."
    ]


def test_with_no_code_that_exists_the_usual_choice_is_made_and_written_anew(choose):
    chosen, written, notices = told(choose(several, AREAS, gebieden=["x", "y"]))
    assert (chosen, written) == (["ar19:arnhem"], None)
    assert [notice.split("`")[1].strip() for notice in notices] == ["x", "y"]
    assert all(notice.endswith("U ziet de gewone keuze.") for notice in notices)


def test_a_choice_of_nothing_is_kept_as_nothing(choose):
    assert told(choose(several, AREAS, gebieden="")) == ([], "", [])


def test_of_a_long_value_the_beginning_is_told(choose):
    *_, notices = told(choose(several, AREAS, gebieden="x" * 500))
    assert "x" * 60 in notices[0]
    assert "x" * 61 not in notices[0]


def test_a_value_with_marks_of_code_in_it_stays_one_piece_of_code(choose):
    *_, notices = told(choose(several, AREAS, gebieden="a`b``\n\n# c"))
    assert "de waarde ``` a`b`` # c ```;" in notices[0]


def test_what_is_chosen_on_the_page_is_written_by_its_code(choose):
    page = choose(several, AREAS)
    page.multiselect(key="gebieden").set_value(["ar19:arnhem", "ar19:zwolle"]).run()
    assert told(page) == (["ar19:arnhem", "ar19:zwolle"], ["ar19:arnhem", "ar19:zwolle"], [])
    page.multiselect(key="gebieden").set_value(["ar19:arnhem"]).run()
    assert told(page) == (["ar19:arnhem"], None, [])


def test_an_address_that_changes_while_the_page_is_open_is_followed(choose):
    page = choose(several, AREAS, gebieden="ar19:breda")
    page.query_params["gebieden"] = "ar19:zwolle"
    assert told(page.run())[0] == ["ar19:zwolle"]


@pytest.mark.parametrize(
    ("asked", "chosen", "written", "notices"),
    [(None, None, None, 0), ("2009", 2009, "2009", 0), ("1066", None, None, 1), ("2009; DROP TABLE", None, None, 1)],
)
def test_a_choice_of_one_is_found_by_its_text(choose, asked, chosen, written, notices):
    page = choose(one_of, [2007, 2008, 2009], **({"from": asked} if asked else {}))
    assert not page.exception
    assert (page.session_state["from"], page.query_params.get("from"), len(page.info)) == (chosen, written, notices)


def test_a_choice_that_another_filter_took_away_falls_back_to_the_usual_one(open_page):
    page = open_page("downloads", region=["gm:GM0202"], kind="gemeente", indicator="population")
    assert page.session_state["region"] == ["gm:GM0202"]
    page.multiselect(key="kind").set_value(["arrondissement19"]).run()
    assert not page.exception
    assert page.session_state["region"] == []
    assert "region" not in page.query_params


def test_a_choice_outlives_a_visit_to_another_page(open_page):
    page = open_page("downloads", region=["ar19:breda", "ar19:zwolle"], to="2010")
    page.switch_page("views/methods.py").run()
    page.query_params.clear()  # the address of the other page has none of it
    page.switch_page("views/downloads.py").run()
    assert (page.session_state["region"], page.session_state["to"]) == (["ar19:breda", "ar19:zwolle"], 2010)
    assert (page.query_params["region"], page.query_params["to"]) == (["ar19:breda", "ar19:zwolle"], "2010")
