"""The stand-in has the habits of the services, and a client that we did not write reads the same rows from it."""

import cbsodata
import pytest
import requests

from etl import odata, statline
from etl.download import Download
from etl.raw import Store
from etl.sources import politie_crime
from etl.structure import Query
from etl.transport import Transport
from tests.standin import synthetic
from tests.standin.conftest import QUICK

FEED = "ODataFeed/odata/47013NED"
API = "ODataApi/odata/47013NED"


@pytest.fixture
def get(standin):
    """A request to the police service of the stand-in, as a browser makes it."""
    return lambda path, **more: requests.get(f"http://{standin.host}/derden/{path}", timeout=5, **more)


def test_the_query_api_refuses_more_than_ten_thousand_rows_with_the_text_of_the_service(standin, get):
    standin.limit = 100
    try:
        answer = get(f"{API}/TypedDataSet?$format=json")
        assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (500, "application/json")
        assert answer.text == (
            "The given query is not allowed on this table. "
            "Please redefine your query so that it returns less than 10000 records."
        )
        fine = get(f"{API}/TypedDataSet?$filter=RegioS eq 'NL01      ' and SoortMisdrijf eq '1.6.3 '")
        assert len(fine.json()["value"]) == 8
    finally:
        standin.limit = 10_000


def test_a_key_without_its_padding_is_answered_with_nothing_and_status_200(get):
    answer = get(f"{FEED}/TypedDataSet?$filter=SoortMisdrijf eq '1.6.3'")
    assert (answer.status_code, answer.json()["value"]) == (200, [])
    padded = get(f"{FEED}/TypedDataSet?$filter=SoortMisdrijf eq '1.6.3 ' and startswith(RegioS,'GM9001')").json()
    months = [f"{year}{part}" for year in (2025, 2026) for part in ("MM01", "MM02", "MM03", "JJ00")]
    assert [row["Perioden"] for row in padded["value"]] == months
    assert {row["RegioS"] for row in padded["value"]} == {"GM9001    "}


def test_no_accept_header_means_406_and_an_empty_body(get):
    answer = get(f"{FEED}/TableInfos", headers={"Accept": None})
    assert (answer.status_code, answer.content) == (406, b"")


def test_the_feed_pages_by_a_next_link_without_at_sign_and_v4_with_one(standin, get):
    page = get(f"{FEED}/TypedDataSet?$format=json").json()
    assert len(page["value"]) == 300
    assert set(page) == {"odata.metadata", "value", "odata.nextLink"}
    standin.page4 = 50
    try:
        four = requests.get(f"http://{standin.host}/v4/85458NED/Observations", timeout=5).json()
        assert (len(four["value"]), set(four)) == (50, {"@odata.context", "value", "@odata.nextLink"})
    finally:
        standin.page4 = 3000


def test_untyped_rows_are_padded_text_with_a_dot_for_nothing(get):
    one = "startswith(RegioS,'GM9004') and startswith(Perioden,'2026JJ')"
    rows = get(f"{FEED}/UntypedDataSet?$filter={one}").json()["value"]
    assert [row["GeregistreerdeMisdrijven_1"] for row in rows if row["SoortMisdrijf"] == "1.6.3 "] == ["       ."]
    assert all(len(row["Aangiften_2"]) == 8 for row in rows)


def test_an_order_is_ignored_and_an_unknown_function_is_a_bad_request(get):
    plain = get(f"{FEED}/TypedDataSet?$top=5").json()["value"]
    assert get(f"{FEED}/TypedDataSet?$top=5&$orderby=Perioden desc").json()["value"] == plain
    assert get(f"{FEED}/TypedDataSet?$filter=contains(Perioden,'JJ')").status_code == 400


@pytest.fixture
def judge(standin):
    """The public client, pointed at the stand-in and otherwise as it is."""
    cbsodata.options.use_https, standin.strict = False, False
    yield lambda root: f"{standin.host}/{root}"
    cbsodata.options.use_https, standin.strict = True, True


@pytest.mark.parametrize(
    ("root", "service", "table"),
    [("derden", "politie", "47013NED"), ("cbs3", "cbs", "85644NED"), ("cbs3", "cbs", "83648NED")],
)
def test_cbsodata_and_our_client_read_the_same_rows(root, service, table, judge, standin, tmp_path, monkeypatch):
    monkeypatch.setenv("CBS_ODATA4_URL", f"http://{standin.host}/nowhere")  # v3, the protocol that cbsodata speaks
    theirs = cbsodata.download_data(table, catalog_url=judge(root))["TypedDataSet"]
    every = {one.name: one for one in standin.tables[service].values()}[table]
    dimensions, topics = list(every.dimensions), [topic[0] for topic in every.topics]
    transport = Transport(QUICK)
    stamps = odata.stamps(transport, service, [table])
    assert stamps[table]["protocol"] == "v3"
    download = Download(Store(tmp_path, "judged"), transport, stamps, whole=True)
    odata.fetch_whole(download, table)
    layer = download.finish()
    ours = [row for name in layer.names(f"{table}/data-") for row in layer.read(name)["value"]]
    assert ours == theirs
    assert len(ours) == len(every.rows)
    assert set(ours[0]) == {"ID", *dimensions, *topics}


def test_the_figures_of_a_source_are_those_that_cbsodata_reads(judge, tmp_path):
    theirs = cbsodata.get_data("47013NED", catalog_url=judge("derden"))
    expected = {
        (row["SoortMisdrijf"], row["RegioS"], row["Perioden"]): row["GeregistreerdeMisdrijven_1"]
        for row in theirs
        if row["SoortMisdrijf"] != "Totaal misdrijven" and row["RegioS"] != "Provincie"
    }
    transport = Transport(QUICK)
    download = Download(Store(tmp_path, "politie-crime"), transport, politie_crime.stamp(transport))
    politie_crime.fetch(download)
    query = politie_crime.LINES[0].query
    found = statline.read([download.finish()], query)
    names = {code: title for code, title, _ in synthetic.areas("NL", "RE", "GM")}
    crimes = {"trafficking": "1.6.3 Mensenhandel", "smuggling": "3.1.2 Mensensmokkel"}
    when = {odata.period_of(code): title for code, title, _ in synthetic.periods(synthetic.World(), "JJ", "MM")}
    ours = {
        (crimes[row.crime], names[row.code], when[row.period]): None if row.value != row.value else row.value
        for row in found.rows[found.rows["measure"] == "registered_crimes"].itertuples()
    }
    assert ours == expected
    assert len(ours) == 2 * 36 * 8


def test_a_query_over_ten_thousand_rows_is_a_named_error_and_is_not_tried_again(standin):
    standin.limit, standin.asked = 100, []
    transport = Transport(QUICK)
    try:
        with pytest.raises(odata.SourceError) as error:
            transport.get(f"http://{standin.host}/derden/{API}/TypedDataSet", "table 47013NED")
    finally:
        standin.limit = 10_000
    assert error.value.name == "TooManyRows"
    assert str(error.value) == (
        "table 47013NED: expected a query the service allows, got 'The given query is not allowed on this table. "
        "Please redefine your query so that it returns less than 10000 records.'"
    )
    assert len(standin.asked) == 1


def test_v4_and_v3_give_the_same_rows(standin, tmp_path, monkeypatch):
    query = Query("03759ned", {"population": ("Bevolking op 1 januari",)})
    frames = {}
    for protocol in ("v4", "v3"):
        transport = Transport(QUICK)
        stamps = odata.stamps(transport, "cbs", ["03759ned"])
        assert stamps["03759ned"]["protocol"] == protocol
        download = Download(Store(tmp_path, protocol), transport, stamps)
        odata.fetch(download, [query])
        frames[protocol] = statline.read([download.finish()], query).rows.drop(columns="attribute")
        monkeypatch.setenv("CBS_ODATA4_URL", f"http://{standin.host}/nowhere")
    ordered = [frame.sort_values(["code", "period"]).reset_index(drop=True) for frame in frames.values()]
    assert ordered[0].equals(ordered[1])
    assert len(ordered[0]) == 23 * 2
    assert set(ordered[0]["status"]) == {"final", "provisional"}
