"""Synthetic tables in the shape of the real ones. No number here says anything about the world.

Twenty-two municipalities of a country that does not exist, two in each of eleven court districts. What the tables say
adds up, unless a test makes it not so.
"""

from dataclasses import dataclass

from tests.standin.tables import Dimension, Table

DISTRICTS = tuple(f"AR{number:02}" for number in range(1, 12))
UNITS = ("RE05", "RE04", "RE02", "RE03", "RE01", "RE02", "RE06", "RE07", "RE10", "RE09", "RE08")
"""Of each district in order: Gelderland and Overijssel share one."""
RESSORTS = ("RT11", "RT11", "RT12", "RT12", "RT12", "RT12", "RT13", "RT13", "RT14", "RT14", "RT14")
MUNICIPALITIES = tuple(f"GM{9001 + at}" for at in range(22))
UNIT_OF = {code: UNITS[at // 2] for at, code in enumerate(MUNICIPALITIES)}
NAMES = {code: f"Synthetisch {at + 1}" for at, code in enumerate(MUNICIPALITIES)}
CRIMES = (("0.0.0", "Totaal misdrijven"), ("1.6.3", "1.6.3 Mensenhandel"), ("3.1.2", "3.1.2 Mensensmokkel"))
ORIGINS = (
    ("T001040", "Totaal"),
    ("H008718", "Polen"),
    ("H008723", "Roemenië"),
    ("H008567", "Bulgarije"),
    ("H008627", "Hongarije"),
    ("H008706", "Oekraïne"),
    ("H008699", "Nigeria"),
    ("H008780", "Vietnam"),
)
NOT_PUBLISHED = (("GM9004", "2026MM02"), ("GM9004", "2026JJ00"))
"""Municipality and period without a figure of trafficking, as a small count may be."""


@dataclass(frozen=True)
class World:
    """Which years there are, and which version of the figures: a later version adds a month and revises one."""

    years: tuple[int, ...] = (2025, 2026)
    months: int = 3
    version: int = 1

    @property
    def modified(self) -> str:
        return f"2026-10-{14 + self.version}T02:00:00"


def count(*what: object, most: int = 9) -> int:
    """A number that looks like a count and is always the same for the same words."""
    return sum(ord(letter) * (at + 7) for at, letter in enumerate("|".join(map(str, what)))) % (most + 1)


def areas(*prefixes: str) -> tuple[tuple[str, str, None], ...]:
    """Codes of regions: the country, units, municipalities, and what has no place."""
    every = [("NL01", "Nederland")]
    every += [(f"RE{number:02}", f"Eenheid {number}") for number in range(1, 11)] + [("RE99", "Niet in te delen (RE)")]
    every += [("PV20", "Provincie")]
    every += [(code, NAMES[code]) for code in MUNICIPALITIES]
    every += [("GM0998", "Buitenland"), ("GM0999", "Onbekend")]
    return tuple((code, name, None) for code, name in every if code.startswith(prefixes))


def periods(world: World, *grains: str) -> tuple[tuple[str, str, str | None], ...]:
    found: list[tuple[str, str, str | None]] = []
    for year in world.years:
        last = year == world.years[-1]
        status = "Voorlopig" if last else "Definitief"
        if "MM" in grains:
            months = world.months + (world.version - 1 if last else 0)
            found += [(f"{year}MM{month:02}", f"{year} maand {month}", status) for month in range(1, months + 1)]
        if "JJ" in grains:
            found.append((f"{year}JJ00", str(year), status))
    return tuple(found)


def police(world: World) -> Table:
    """47013NED: v3 alone, keys padded, sums that hold, zeros, and cells without a figure."""
    rows: list[tuple] = []
    when = [code for code, _title, _status in periods(world, "JJ", "MM")]
    for crime, _title in CRIMES:
        for period in when:
            total = {"RE": dict.fromkeys([f"RE{number:02}" for number in range(1, 11)], (0, 0))}
            country = (0, 0)
            for code in (*MUNICIPALITIES, "GM0998", "GM0999"):
                figure = (count(crime, period, code), count(code, crime, period, most=5))
                if world.version > 1 and (code, period) == ("GM9001", f"{world.years[-1]}MM01"):
                    figure = (figure[0] + 3, figure[1])
                country = (country[0] + figure[0], country[1] + figure[1])
                unit = UNIT_OF.get(code, "RE99")
                before = total["RE"].get(unit, (0, 0))
                total["RE"][unit] = (before[0] + figure[0], before[1] + figure[1])
                hidden = crime == "1.6.3" and (code, period) in NOT_PUBLISHED
                rows.append((crime, code, period, *((None, None, 0) if hidden else (*figure, 0))))
            rows += [(crime, unit, period, *figure, 0) for unit, figure in total["RE"].items()]
            rows.append((crime, "NL01", period, *country, 0))
    return Table(
        "47013NED",
        "Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente (synthetisch)",
        {
            "SoortMisdrijf": Dimension("Dimension", tuple((key, title, None) for key, title in CRIMES), 6),
            "RegioS": Dimension("GeoDimension", areas("NL", "RE", "GM"), 10),
            "Perioden": Dimension("TimeDimension", periods(world, "JJ", "MM"), 8),
        },
        (
            ("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", ""),
            ("Aangiften_2", "Aangiften", ""),
            ("Internetaangiften_3", "Internetaangiften", ""),
        ),
        rows,
        protocols=frozenset({"v3"}),
        modified=world.modified,
    )


def _residents(name: str, title: str, world: World, dimension: str, codes: tuple, others: dict, v3_only: bool) -> Table:
    """A table of persons on 1 January, per municipality and for the country, which is their sum."""
    rows: list[tuple] = []
    held = [next(iter(one.codes))[0] for one in others.values()]
    for key, _title in codes:
        for period, *_rest in periods(world, "JJ"):
            figures = [count(name, key, period, code, most=900) + 1 for code in MUNICIPALITIES]
            for code, figure in zip(("NL01", *MUNICIPALITIES), (sum(figures), *figures), strict=True):
                rows.append((key, *held, code, period, figure))
    return Table(
        name,
        title,
        {
            dimension: Dimension("Dimension", tuple((key, text, None) for key, text in codes), 8),
            **others,
            "RegioS": Dimension("GeoDimension", areas("NL01", "PV", "GM9"), 10),
            "Perioden": Dimension("TimeDimension", periods(world, "JJ"), 8),
        },
        (("BevolkingOp1Januari_1", "Bevolking op 1 januari", "M000352"),),
        rows,
        protocols=frozenset({"v3"} if v3_only else {"v3", "v4"}),
        modified=world.modified,
    )


SEX = {"Geslacht": Dimension("Dimension", (("T001038", "Totaal mannen en vrouwen", None), ("3000", "Mannen", None)), 8)}


def cbs(world: World) -> list[Table]:
    nationalities = (("T001060", "Totaal"), ("NAT9345", "Hongaars"), ("NAT9348", "Pools"))
    older = World((world.years[0] - 1, world.years[0]), 0, 1)
    crime = [
        ("CRI1400", code, period, figure)
        for period, *_rest in periods(world, "JJ")
        for code, figure in _with_country([(code, count("83648", code, period)) for code in MUNICIPALITIES])
    ]
    months = World((world.years[0] - 1, world.years[0]), world.months, 1)
    return [
        _residents(
            "03759ned", "Bevolking (synthetisch)", world, "Leeftijd", (("10000", "Totaal"),), SEX, v3_only=False
        ),
        _residents("85458NED", "Herkomst (synthetisch)", world, "Herkomstland", ORIGINS, SEX, v3_only=False),
        _residents("85644NED", "Nationaliteit (synthetisch)", world, "Nationaliteit", nationalities, SEX, v3_only=True),
        _residents("84727NED", "Nationaliteit, ouder", older, "Nationaliteit", nationalities[:2], SEX, v3_only=True),
        Table(
            "83648NED",
            "Geregistreerde criminaliteit (synthetisch)",
            {
                "SoortMisdrijf": Dimension(
                    "Dimension", (("CRI1400", "36 Mensenhandel en 244 mensensmokkel", None),), 8
                ),
                "RegioS": Dimension("GeoDimension", areas("NL01", "GM9"), 10),
                "Perioden": Dimension("TimeDimension", periods(world, "JJ"), 8),
            },
            (("TotaalGeregistreerdeMisdrijven_1", "Totaal geregistreerde misdrijven", "M004200_2"),),
            crime,
            modified=world.modified,
        ),
        _immigration("85484NED", world, "Herkomstland", {"Geboorteland": ("T001638", "Totaal")}),
        _immigration("83518NED", months, "Migratieachtergrond", {"Generatie": ("T001040", "Totaal")}),
        *(_division(year, world) for year in world.years),
    ]


def _with_country(figures: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [("NL01", sum(figure for _code, figure in figures)), *figures]


def _immigration(name: str, world: World, divides: str, beside: dict[str, tuple[str, str]]) -> Table:
    """Dimensions as the real tables have them: men and women, origin by one division or the other, and one more that
    is held at its total."""
    more = {
        one: Dimension("Dimension", ((*total, None), ("2012605", "Een deel", None)), 8) for one, total in beside.items()
    }
    held = ["T001038", *(key for key, _title in beside.values())]
    return Table(
        name,
        "Immigratie (synthetisch)",
        {
            **SEX,
            divides: Dimension("Dimension", tuple((key, title, None) for key, title in ORIGINS), 8),
            **more,
            "Perioden": Dimension("TimeDimension", periods(world, "MM", "JJ"), 8),
        },
        (("Immigratie_1", "Immigratie", "M000167"), ("Emigratie_2", "Emigratie", "M000179")),
        [
            (held[0], key, held[1], period, count(name, key, period, most=2000) + 1, count(period, key))
            for key, _title in ORIGINS
            for period, *_rest in periods(world, "MM", "JJ")
        ],
        modified=world.modified,
    )


def _division(year: int, world: World) -> Table:
    """Gebieden in Nederland: texts, and columns that do not stand where they stood the year before."""
    shift = year % 3
    names = [f"Code_{shift + at}" for at in range(5)]
    rows = [
        (code, code, NAMES[code].ljust(20), DISTRICTS[at // 2], UNITS[at // 2] + " ", RESSORTS[at // 2])
        for at, code in enumerate(MUNICIPALITIES)
    ]
    return Table(
        f"8{year}NED",
        f"Gebieden in Nederland {year}",
        {"RegioS": Dimension("GeoDimension", areas("GM9"), 10)},
        tuple((column, column, f"T{at}") for at, column in enumerate(names)),
        rows,
        modified=world.modified,
        texts=True,
    )


def features(year: int = 2026) -> dict[str, list[dict]]:
    """Squares in a row: districts of one degree wide, and units, of which one is two squares."""

    def square(code: str, at: int, width: float = 0.1) -> dict:
        west, east = 4 + at * 0.1, 4 + at * 0.1 + width
        ring = [[west, 52.0], [east, 52.0], [east, 52.1], [west, 52.1], [west, 52.0]]
        told = {"statcode": code, "jrstatcode": f"{year}{code}", "statnaam": f"Synthetisch {code}"}
        return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    return {
        "arrondissementsgebied_gegeneraliseerd": [square(code, at) for at, code in enumerate(DISTRICTS)],
        "regionale_eenheid_gegeneraliseerd": [square(f"RE{number:02}", number) for number in range(1, 11)],
    }


def services(world: World | None = None) -> dict[str, list[Table]]:
    """Every table that the monitor knows, by service."""
    world = world or World()
    return {"politie": [police(world)], "cbs": cbs(world)}


def of_district(number: int, crime: str, period: str) -> int:
    """What the two municipalities of a district come to in the synthetic table."""
    return sum(count(crime, period, code) for code in MUNICIPALITIES[2 * number - 2 : 2 * number])
