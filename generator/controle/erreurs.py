"""The faults of what a user gives: their texts are sentences to show (generator.cli.messages knows them by name)."""

from __future__ import annotations


class CasIllisible(Exception):
    """A case (or a candidate's folder) cannot be read; the message says which file, and why."""


class CopieIllisible(Exception):
    """A copy cannot be read at all; the message says why."""


class FichierRefuse(Exception):
    """A file is not what its name says, or is dangerous to open; the message says why, without naming the file."""
