"""While an app starts nothing looks for garbage; afterwards it is looked for as ever, but not among what was loaded."""

import gc

import pytest

from dashboard.start import prepare


@pytest.fixture
def loading():
    """As it is when `prepare` begins."""
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures("loading")
def test_once_all_is_loaded_garbage_is_looked_for_again_and_not_among_what_was_loaded():
    prepare()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000


@pytest.mark.usefixtures("loading")
def test_so_it_is_where_no_figures_can_be_built(reading, tmp_path):
    (tmp_path / "warehouse").write_text("a file where a folder should be", encoding="utf-8")
    reading(tmp_path / "warehouse", tmp_path)
    prepare()
    assert gc.isenabled()


@pytest.mark.usefixtures("loading")
def test_so_it_is_where_a_module_cannot_be_loaded(monkeypatch):
    monkeypatch.setattr("dashboard.start.FIRST", ("dashboard.of_tests_alone",))
    with pytest.raises(ModuleNotFoundError):
        prepare()
    assert gc.isenabled()
