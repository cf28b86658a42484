"""Checks: everything in a domain file that types cannot see, in the order to mend it."""

from collections.abc import Iterator

from workers.core.catalogue.check_figures import figure_faults
from workers.core.catalogue.check_names import name_faults
from workers.core.catalogue.check_series import kind_faults, series_faults
from workers.core.catalogue.check_words import word_faults
from workers.core.catalogue.fault import Fault
from workers.core.catalogue.stated import DomainFile


def faults(stated: DomainFile) -> Iterator[Fault]:
    """What is wrong with `stated`. Later checks rely on the names that earlier ones found right."""
    yield from name_faults(stated)
    yield from kind_faults(stated)
    yield from word_faults(stated)
    yield from figure_faults(stated)
    yield from series_faults(stated)
