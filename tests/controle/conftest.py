"""Cases made once for the tests of the control: files as a candidate and a grader get them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.controle.fabrique import fabrique


@pytest.fixture(scope="session")
def cas(tmp_path_factory):
    """A case of C1.3, not to be changed."""
    return fabrique(tmp_path_factory.mktemp("cas"), "torrefacteur", 7)


@pytest.fixture
def cas_modifiable(cas, tmp_path):
    """A copy of the case, to spoil."""
    return Path(shutil.copytree(cas, tmp_path / cas.name))


@pytest.fixture
def copie(cas, tmp_path):
    """The model copy, to spoil."""
    return Path(shutil.copytree(cas / "correcteur" / "modeles", tmp_path / "copie"))
