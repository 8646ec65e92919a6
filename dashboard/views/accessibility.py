"""Toegankelijkheid."""
