"""Article: every number of an article, what it counts, and which figure of which event it feeds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from schemas.report import Period, Value
from workers.core.catalogue.lexicon import lexicon_of
from workers.core.catalogue.model import Catalogue, Domain
from workers.core.catalogue.phrases import Phrases
from workers.core.dates.expressions import Anchor
from workers.core.extract.corrections import is_correction
from workers.core.extract.countries import CountryReader
from workers.core.extract.figures import figure_of
from workers.core.extract.found import Extract, Found
from workers.core.extract.owners import OwnerReader
from workers.core.extract.parts import settle_parts
from workers.core.extract.places import Gazetteer
from workers.core.extract.scene import read_scene, settle
from workers.core.extract.subjects import SubjectReader, Subjects
from workers.core.extract.table import Sentence, Tools, sentence_table
from workers.core.extract.told import Teller, Told
from workers.core.extract.totals import derived_totals
from workers.core.numbers.unit_words import general_table
from workers.core.numbers.units import UnitTable

if TYPE_CHECKING:
    from workers.core.clean.text import CleanText

__all__ = ["Extract", "Extractor", "Found", "Sentence"]


class Extractor:
    """The catalogue and the gazetteer compiled for reading. Immutable; one per process."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        """Compile every domain's words."""
        self._domains = catalogue.domains
        self._lexicons = {
            name: lexicon_of(
                domain.vocabulary,
                (kind for figure in domain.rules.figures.values() for kind in figure.counted),
            )
            for name, domain in catalogue.domains.items()
        }
        self._tellers = {name: Teller(name, lexicon) for name, lexicon in self._lexicons.items()}
        self.tools = Tools(
            phrases=Phrases(catalogue.domains.values()),
            gazetteer=gazetteer,
            units=general_table(
                unit for domain in catalogue.domains.values() for unit in domain.units
            ),
            people=frozenset(
                (name, kind) for name, lexicon in self._lexicons.items() for kind in lexicon.people
            ),
            parts=frozenset(
                (name, kind)
                for name, domain in catalogue.domains.items()
                for kind in _parts_of_sums(domain)
            ),
            countries=frozenset(
                actor.country
                for domain in catalogue.domains.values()
                for actor in domain.vocabulary.actors
                if actor.country
            ),
        )

        self._subjects = {
            name: SubjectReader(domain.vocabulary.subject)
            for name, domain in catalogue.domains.items()
            if domain.vocabulary.subject is not None
        }
        self._owners = {
            name: OwnerReader(domain, self._lexicons[name], gazetteer)
            for name, domain in catalogue.domains.items()
            if domain.vocabulary.subject is not None
            and domain.vocabulary.series in {"sector", "world"}
        }
        self._countries = {
            name: CountryReader(domain, gazetteer, self.tools.units)
            for name, domain in catalogue.domains.items()
            if domain.vocabulary.series in {"country", "state"}
        }

    def table(self, clean: "CleanText", anchor: Anchor) -> tuple[Sentence, ...]:
        """The sentences of the article, shared by all domains."""
        return sentence_table(clean, anchor, self.tools)

    def extract(
        self, domain: str, sentences: Sequence[Sentence], anchor: Anchor, *, publisher: str = ""
    ) -> Extract:
        """What the numbers of `sentences` say in `domain`."""
        rules = self._domains[domain]
        lexicon = self._lexicons[domain]
        telling = self._tellers[domain].read(sentences)
        scene = read_scene(telling, sentences, anchor, words=rules.vocabulary)
        told = settle(telling, scene, rules.vocabulary, publisher=publisher)
        owners = self._owners.get(domain)
        if owners is not None:
            own = owners.own(sentences, scene.published, publisher)
            told = owners.settle(told, sentences, own)
        lands = self._countries.get(domain)
        if lands is not None:
            placed = lands.placed(sentences)
            here = lands.here(placed, scene.published, publisher)
            named = lands.own(placed, here)
            measured = lands.measured(placed, here, named)
            told = lands.settle(told, placed, here, measured=measured, own=named)
        else:
            measured = []
        told = settle_parts(told, lexicon)
        units = self.tools.units
        found = [_found(entry, sentences[entry.sentence], rules, units=units) for entry in told]
        found += [
            _derived(_found(entry, sentences[entry.sentence], rules, units=units), figure, total)
            for entry, figure, total in derived_totals(told, rules)
        ]
        taken = {(each.field, each.start) for each in measured}
        found = [*measured, *(one for one in found if (one.field, one.start) not in taken)]
        found.sort(key=lambda one: (one.field == "body", one.start, one.derived))
        naming = self._subjects.get(domain)
        if naming is not None and lands is None:
            found = _named(found, sentences, naming.read(sentences, publisher=publisher))
        return Extract(domain=domain, found=tuple(found))


def _named(
    found: Sequence[Found], sentences: Sequence[Sentence], subjects: Subjects
) -> list[Found]:
    """Every number with the name of the fire, organisation or victim that it is about."""
    return [
        structs.replace(
            one,
            subject=subjects.of(sentences[one.sentence], one.start - sentences[one.sentence].start),
        )
        for one in found
    ]


def _parts_of_sums(domain: Domain) -> set[str]:
    """The classes counted by figures that add up to another."""
    figures = domain.rules.figures
    names = {name for figure in figures.values() for name in figure.sum_of}
    return {kind for name in names for kind in figures[name].counted}


def _derived(first: Found, figure: str, total: float) -> Found:
    """The sum, placed at its first part."""
    return structs.replace(
        first,
        figure=figure,
        why="",
        rule="sum",
        value=Value(stated=total, low=total, high=total, approx="exact"),
        raw_value=total,
        derived=True,
    )


def _value(entry: Told, domain: Domain, units: UnitTable) -> Value:
    """The value as its class keeps it: in the first of the units that the class counts."""
    number = entry.number
    kept = next((each.units for each in domain.vocabulary.classes if each.name == entry.kind), ())
    unit = number.unit

    def converted(value: float | None) -> float | None:
        if value is None or unit is None or unit not in kept or unit == kept[0]:
            return value
        other = units.convert(value, unit, kept[0])
        return value if other is None else round(other)

    return Value(
        stated=converted(number.value),
        low=converted(number.low),
        high=converted(number.high),
        approx=number.approx,
    )


def _found(entry: Told, sentence: Sentence, domain: Domain, *, units: UnitTable) -> Found:
    number = entry.number
    figure, why = figure_of(entry, domain)
    if figure is not None and number.value == 0 and domain.rules.figures[figure].bounds[0] > 0:
        figure, why = None, "none of them: it only completes a sum"
    series = entry.sides.target
    if series is not None and domain.vocabulary.series == "pair":
        series = f"{entry.sides.actor}->{series}"
    return Found(
        number=number,
        field=sentence.field,
        sentence=entry.sentence,
        start=sentence.start + number.start,
        end=sentence.start + number.end,
        domain=domain.name,
        counted=entry.kind,
        role=entry.role.role,
        figure=figure,
        why=why,
        rule=entry.role.rule,
        value=_value(entry, domain, units),
        raw_value=number.value,
        raw_unit=number.unit,
        actor=entry.sides.actor,
        target=entry.sides.target,
        series=series,
        place=entry.where.place,
        subject=entry.subject,
        period=entry.period or Period(kind="event", start=None, end=None),
        past=entry.past,
        part=entry.part,
        superseded=entry.superseded,
        correction=entry.person and is_correction(sentence.folded, number.start, number.end),
        main_place=entry.main_place,
    )
