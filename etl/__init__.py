"""From sources to a warehouse: extract, check, shape and publish."""
