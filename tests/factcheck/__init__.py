"""Tests of the project: settings, starting, health, packaging."""
