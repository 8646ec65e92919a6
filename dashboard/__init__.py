"""The pages, charts and extracts people see."""
