"""A thing that must be said of figures, and what it forbids."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl import numbers
from etl.caveats.words import SENTENCES

Computation = str
COMPUTATIONS: tuple[Computation, ...] = ("percentage_change", "difference", "joined_line", "sum", "headline")
"""What a caveat can forbid: a change in per cent; one figure minus another; one line through them; adding them up;
a figure in a headline."""

FORBIDS: dict[str, frozenset[Computation]] = {
    "structural_zero": frozenset({"percentage_change", "difference", "sum", "headline"}),
    "editions": frozenset({"percentage_change", "difference", "joined_line", "sum"}),
    "several_series": frozenset({"percentage_change", "difference", "joined_line", "sum"}),
    "several_units": frozenset({"percentage_change", "difference", "joined_line", "sum"}),
    "counting_changed": frozenset({"percentage_change", "joined_line"}),
    "loose_points": frozenset({"percentage_change", "joined_line"}),
    "effort_changed": frozenset({"percentage_change"}),
    "pooled": frozenset({"percentage_change", "difference", "joined_line", "sum"}),
    "small_numbers": frozenset({"percentage_change"}),
    "within_chance": frozenset({"percentage_change"}),
    "ambiguous": frozenset({"percentage_change", "headline"}),
    "provisional": frozenset(),
    "not_published": frozenset({"sum"}),
    "suppressed": frozenset({"sum"}),
    "fall": frozenset(),
}
"""What each caveat forbids, the weightiest first; caveats are told in this order."""


@dataclass(frozen=True)
class Caveat:
    """A rule that holds for the rows: its code, and what its sentence names (numbers, periods, names)."""

    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def forbids(self) -> frozenset[Computation]:
        return FORBIDS[self.code]

    def sentence(self, language: str) -> str:
        """The caveat in words: `one` where a single thing is meant, else `many`; `one_of_several` where it is one of
        those that are shown, `some` where not all that are shown could be looked at, `up_to` where the number is the
        most of any of several things."""
        forms, told = SENTENCES[language][self.code], self.parameters
        key = "one" if told.get("count") == 1 and "one" in forms else "many"
        if told.get("shown", told.get("count")) != told.get("count"):
            key = "one_of_several" if key == "one" else "some"
        if int(told.get("things", 1)) > 1:
            key = "up_to"
        when = {one: numbers.period(str(told[one]), language) for one in ("from", "to") if one in told}
        return forms[key].format_map({**told, **when})
