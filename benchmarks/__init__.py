"""Measurements for developers: `make bench`, and what README.md here explains. Nothing of this is a test."""
