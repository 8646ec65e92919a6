"""Tables of the system model for what one chose: its causes, its effects, and its paths to the key indicators."""

from dashboard import html, system_paths
from dashboard.drawn_once import told_once
from dashboard.language import n, t
from dashboard.system_choice import Choice
from etl import system


@told_once
def causes(choice: Choice) -> str:
    """What works on it, as HTML."""
    graph = choice.graph
    arriving = [
        path
        for cause in choice.causes
        for path in system.effects(graph, cause, 1)
        if path.variables[-1] == choice.chosen
    ]
    table = system_paths.table_of_paths(graph, arriving, choice.names)
    return html.table(table, t("system.causes_table"), stacked=True)


@told_once
def effects(choice: Choice, steps: int) -> tuple[int, str]:
    """What it works on in so many steps: how many paths, and a table as HTML."""
    some = [path for path in choice.found if path.steps == steps]
    table = system_paths.table_of_paths(choice.graph, some, choice.names)
    return len(some), html.table(table, t(f"system.effects_table_{steps}"), stacked=True)


@told_once
def to_indicator(choice: Choice, indicator: str, limit: int) -> tuple[str, str]:
    """By which paths of at most so many steps it reaches an indicator: how many in words, and a table as HTML."""
    some = system.paths(choice.graph, choice.chosen, indicator, limit)
    count = {sign: sum(path.sign == sign for path in some) for sign in ("+", "-", "?")}
    told = t(
        "system.to_key_one" if len(some) == 1 else "system.to_key",
        name=choice.names[indicator],
        count=n(len(some)),
        limit=n(limit),
        up=count["+"],
        down=count["-"],
        open=count["?"],
    )
    table = system_paths.table_of_paths(choice.graph, some, choice.names)
    return told, html.table(table, choice.names[indicator], stacked=True)
