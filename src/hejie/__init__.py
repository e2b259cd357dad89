"""Hejie engine."""
