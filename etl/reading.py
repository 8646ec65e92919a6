"""How the columns of an extract are read, and what estimates do not allow to conclude: a rule a line, as Markdown."""

from collections.abc import Sequence

SUMS = {
    "nl": "Tel uitsplitsingen niet op, tenzij de opmerking zegt dat het mag.",
    "en": "Do not add breakdowns, unless the note says so.",
}
BOUNDS = {
    "nl": "`low` zonder `value` betekent ‘meer dan’; `low` en `high` zonder `value` is een bereik.",
    "en": "`low` without `value` means ‘more than’; `low` and `high` without `value` is a range.",
}
FIGURES = {
    "nl": (
        "`state`: `value` (een cijfer), `zero` (geteld, geen), `suppressed` (onderdrukt door de bron), `missing` "
        "(niet gepubliceerd), `not_applicable` (niet van toepassing). Een lege cel is nooit een nul.",
        "`confidence` = `ambiguous`: de tekst of periode is niet scherp; niet gebruiken voor een kop.",
        "`small_number`: een aantal onder 5; reken er geen verandering in procenten mee uit.",
        "`count_low` en `count_high`: exact 95%-Poisson-interval. Slachtoffers en verdachten komen in groepen, dus "
        "de echte onzekerheid is groter.",
        "`break_ids`: in deze periode veranderde iets aan de telling of aan de inzet; zie `{breaks}`.",
    ),
    "en": (
        "`state`: `value` (a figure), `zero` (counted, none), `suppressed` (by the source), `missing` (not "
        "published), `not_applicable`. An empty cell is never a zero.",
        "`confidence` = `ambiguous`: wording or period is not sharp; do not use it for a headline.",
        "`small_number`: a count under 5; do not compute a percentage change from it.",
        "`count_low` and `count_high`: exact 95% Poisson interval. Victims and suspects come in groups, so the true "
        "uncertainty is wider.",
        "`break_ids`: something in the count or the effort changed in this period; see `{breaks}`.",
    ),
}
BLIND_SPOTS = {
    "nl": "`blind_spot_ids`: hier is niet naar gezocht; een nul is dan geen uitkomst. Zie `{blind_spots}`.",
    "en": "`blind_spot_ids`: this was not looked for; a zero is then no outcome. See `{blind_spots}`.",
}
ESTIMATES = {
    "nl": (
        "`interval_kind`: `published range` (een marge zoals gepubliceerd, geen 95%-interval), `95% interval`, of "
        "`none` (geen marge gepubliceerd).",
        "`comparable_group`: alleen schattingen van dezelfde groep zijn met elkaar te vergelijken.",
        "`method`: hoe er geschat is. Noem een schatting met haar marge, haar methode en wat die aanneemt.",
    ),
    "en": (
        "`interval_kind`: `published range` (a range as published, not a 95% interval), `95% interval`, or `none` (no "
        "range published).",
        "`comparable_group`: only estimates of the same group may be compared with one another.",
        "`method`: how it was estimated. Give an estimate with its range, its method and what that assumes.",
    ),
}
NOT_OF_ESTIMATES = {
    "nl": (
        "Een schatting is geen telling: tel haar niet op bij getelde cijfers.",
        "Schattingen van verschillende groepen verschillen in methode of in wie zij meetellen. Een verschil daartussen "
        "is geen toename of afname.",
        "Een schatting voor heel Nederland zegt niet hoeveel slachtoffers er in een gebied zijn. Verdeel haar niet "
        "naar inwoners of registraties.",
    ),
    "en": (
        "An estimate is no count: do not add it to counted figures.",
        "Estimates of different groups differ in method or in whom they include. A difference between them is no rise "
        "or fall.",
        "An estimate for the whole of the Netherlands does not say how many victims there are in an area. Do not "
        "spread it by inhabitants or registrations.",
    ),
}
"""What may not be concluded from estimates."""


def rules(language: str, held: Sequence[str], **files: str) -> list[str]:
    """The rules for what an extract holds: "observations", "estimates" or both. files: how what they point to is
    called, `breaks` and, where a figure names one, `blind_spots`."""
    counted, estimated = "observations" in held, "estimates" in held
    told = [SUMS[language], BOUNDS[language]]
    if counted:
        told += FIGURES[language]
        told += [BLIND_SPOTS[language]] if "blind_spots" in files else []
    if estimated:
        told += ESTIMATES[language]
    return [one.format(**files) for one in told]
