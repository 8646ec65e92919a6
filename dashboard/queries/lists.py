"""Tables of lists, and the dark number computed from them at the build."""

import pandas as pd

from dashboard.queries.database import ask


def capture_datasets() -> pd.DataFrame:
    """Every table of lists: dataset, titles, period, persons, definitions, the two sources."""
    return ask("SELECT * FROM capture_dataset ORDER BY dataset")


def capture_lists(dataset: str) -> pd.DataFrame:
    """The lists of a table in the order of its histories."""
    return ask("SELECT * FROM capture_list WHERE dataset = ? ORDER BY position", dataset)


def capture_histories(dataset: str) -> pd.DataFrame:
    """Persons on exactly these lists; combinations that nobody has are left out."""
    return ask("SELECT * FROM capture_history WHERE dataset = ? ORDER BY persons DESC, history", dataset)


def mse_tables(dataset: str) -> dict[str, pd.DataFrame]:
    """What was computed from a table of lists: mse_run, mse_result, mse_interval, mse_check."""
    return {
        "mse_run": ask("SELECT * FROM mse_run WHERE dataset = ?", dataset),
        "mse_result": ask("SELECT * FROM mse_result WHERE dataset = ? ORDER BY kind, method, position", dataset),
        "mse_interval": ask("SELECT * FROM mse_interval WHERE dataset = ? ORDER BY result_id, interval", dataset),
        "mse_check": ask("SELECT * FROM mse_check WHERE dataset = ? ORDER BY result_id, position", dataset),
    }
