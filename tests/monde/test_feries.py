"""The public holidays that the program works out are those of an independent library."""

import holidays
import pytest

from generator.monde.metier.calendrier import feries, paques


@pytest.mark.parametrize("annee", [1990, 2000, *range(2008, 2060)])
def test_the_holidays_of_a_year_are_those_of_the_library(annee: int) -> None:
    # From 2005 to 2007 the library leaves out Whit Monday, a « journée de solidarité » then.
    assert feries(annee) == set(holidays.country_holidays("FR", years=annee))
    assert paques(annee).weekday() == 6
