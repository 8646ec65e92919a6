"""Why there is no warehouse to read; apart from what reads one, so that settings are looked at without DuckDB."""


class WarehouseError(Exception):
    """There is no warehouse to read, or it is not one this version can read; the text says what to do."""


class SettingError(WarehouseError):
    """A setting of the environment that is not what it must be."""
