"""The selection and the name of a build that extracts in tests are made of."""

from etl.selection import Selection

OM = Selection(indicators=("om_registered_cases",))
BUILD = "2026-01-01-0123456789ab"
