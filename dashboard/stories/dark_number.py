"""What the dark number means: reported, estimated, and the band between them."""

import streamlit as st

from dashboard import estimates, queries
from dashboard.coverage import either, nothing_in_view, share_figure
from dashboard.districts.nation import national_rate
from dashboard.language import language, n, t
from dashboard.reported import reported_figure
from dashboard.stories.steps import not_to_write, quote, show_under, step


def tell() -> None:
    missing = nothing_in_view()
    if missing:  # every step rests on the band between reported and estimated
        st.info(missing)
        return
    latest = queries.share_in_view().iloc[-1]
    values = {
        "year": latest["year"],
        "reported": either(latest["reported_low"], latest["reported_high"]),
        "low": n(latest["estimate_low"]),
        "high": n(latest["estimate_high"]),
        # to hundreds: a published range is rounded further than that
        "unseen_low": n(round(latest["estimate_low"] - latest["reported_high"], -2)),
        "unseen_high": n(round(latest["estimate_high"] - latest["reported_low"], -2)),
        "share_low": n(latest["share_low"] * 100),
        "share_high": n(latest["share_high"] * 100),
        "name": estimates.name(latest["comparable_group"], language()),
    }
    step("dark_seen", 1, **values)
    show_under(reported_figure(["nr-current", "comensha-own"]))
    step("dark_estimated", 2, **values)
    show_under(national_rate())
    step("dark_share", 3, **values)
    show_under(share_figure())
    step("dark_write", 4, **values)
    cited = queries.sources([latest["source_id"], *latest["reported_source_ids"].split(";")])
    quote(t("stories.dark_quote", **values), t("stories.sources", sources="; ".join(cited["producer"].unique())))
    not_to_write([t("stories.dark_not_region"), t("stories.dark_not_point"), t("stories.dark_not_trend")])
