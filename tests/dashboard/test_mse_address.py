"""The choices of the calculator stand in the address; a reader's own table, and what its lists are called, do not."""

from calculating import OWN, chosen, compute, open_calculator, own_table, told


def test_what_is_chosen_stands_in_the_address_and_the_usual_does_not():
    shown = open_calculator()
    assert chosen(shown) == {}
    shown.multiselect(key="lijsten").set_value(["K", "P", "Z"]).run()
    shown.selectbox(key="drempel-stepwise").set_value(0.05).run()
    shown.selectbox(key="trekkingen").set_value(500).run()
    assert chosen(shown) == {"lijsten": ["K", "P", "Z"], "drempel-stepwise": ["0.05"], "trekkingen": ["500"]}
    shown.selectbox(key="methode").set_value("aic").run()
    assert chosen(shown) == {"lijsten": ["K", "P", "Z"], "methode": ["aic"], "trekkingen": ["500"]}
    assert shown.selectbox(key="drempel-aic").value == 0.05
    shown.selectbox(key="methode").set_value("stepwise").run()
    assert chosen(shown) == {"lijsten": ["K", "P", "Z"], "drempel-stepwise": ["0.05"], "trekkingen": ["500"]}


def test_a_link_gives_the_same_choices_and_the_same_answer():
    shown = open_calculator("en", lijsten=["K", "O", "P", "R", "Z"], methode="main", trekkingen="500", nagebootst="200")
    assert shown.multiselect(key="lijsten").value == ["K", "O", "P", "R", "Z"]
    assert (shown.selectbox(key="methode").value, shown.selectbox(key="trekkingen").value) == ("main", 500)
    shown = compute(shown)
    assert "Estimated total: **51,022** persons, of whom 7,882 observed." in told(shown)
    assert shown.selectbox(key="nagebootst").value == 200


def test_a_choice_that_there_is_not_is_told_and_passed_over():
    shown = open_calculator("en", methode="magic", **{"drempel-stepwise": "0.03"})
    assert [one.value for one in shown.info] == [
        "The link names the value ` magic ` for methode; it does not exist here. You see the usual choice.",
        "The link names the value ` 0.03 ` for drempel-stepwise; it does not exist here. You see the usual choice.",
    ]
    assert (shown.selectbox(key="methode").value, shown.selectbox(key="drempel-stepwise").value) == ("stepwise", 0.02)


def test_nothing_of_ones_own_table_enters_the_address():
    shown = own_table(open_calculator(lijsten=["K", "P"]), OWN)
    assert chosen(shown) == {"tabel": ["own"]}
    lists = next(one for one in shown.multiselect if one.key.startswith("mse-lists-"))
    lists.set_value(["politie", "ngo"]).run()
    shown = compute(shown)
    assert "van wie 208 waargenomen" in told(shown)
    assert chosen(shown) == {"tabel": ["own"]}
    shown.button_group(key="tabel").set_value("published").run()
    assert chosen(shown) == {"lijsten": ["K", "P"]}
