"""Examples: every catalogue is read as its own examples say."""

import pytest

from tests.scenarios.judge import core
from workers.core.catalogue.examples import Checked, check


def cases() -> list[object]:
    made = core()
    return [
        pytest.param(checked, id=f"{name}-{'counter-' * checked.counter}{number}")
        for name, domain in made.catalogue.domains.items()
        for number, checked in enumerate(check(domain, made.reader), 1)
    ]


@pytest.mark.parametrize("checked", cases())
def test_an_example_gives_exactly_its_figures(checked: Checked):
    assert checked.faults == (), checked.example.text


@pytest.mark.parametrize("name", list(core().catalogue.domains))
def test_a_domain_brings_examples_and_counter_examples(name: str):
    vocabulary = core().catalogue.domains[name].vocabulary

    assert vocabulary.examples
    assert vocabulary.counter_examples
