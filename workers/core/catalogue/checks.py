"""Checks: everything in a domain file that types cannot see, in the order to mend it."""

from typing import Final

from workers.core.catalogue.check_figures import figure_faults
from workers.core.catalogue.check_names import name_faults
from workers.core.catalogue.check_series import kind_faults, series_faults
from workers.core.catalogue.check_words import word_faults
from workers.core.catalogue.fault import Fault
from workers.core.catalogue.stated import DomainFile

STAGES: Final = (name_faults, kind_faults, word_faults, figure_faults, series_faults)


def faults(stated: DomainFile) -> list[Fault]:
    """What is wrong with `stated`, up to the first stage that finds something.

    A stage relies on what the stages before it found right.
    """
    found = (list(stage(stated)) for stage in STAGES)
    return next((some for some in found if some), [])
