"""A stand-in for the open data services: a real HTTP server on loopback, with synthetic data and their habits."""
