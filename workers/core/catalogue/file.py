"""File: one TOML file of the catalogue, checked, with errors that name file and line."""

import hashlib
import re
import tomllib
from collections.abc import Sequence

import msgspec

from workers.core.catalogue.checks import faults
from workers.core.catalogue.fault import Fault, unknown
from workers.core.catalogue.model import Domain, MergeRules
from workers.core.catalogue.people import with_people
from workers.core.catalogue.stated import DomainFile, choices_of, keys_of
from workers.core.catalogue.toml_lines import line_of
from workers.core.catalogue.vocabulary import Vocabulary

_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>\$[^`]*)`)?$", re.DOTALL)
_FIELD = re.compile(r"unknown field `([^`]+)`")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LACKS = re.compile(r"missing required field `([^`]+)`")
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")

FAULTS_MAX = 10


class CatalogueError(ValueError):
    """A domain file that cannot be used, a line a fault: "file:line: key: what is wrong"."""


def load_domain(text: str, *, name: str, file: str, people: Sequence[str] = ()) -> Domain:
    """The domain that `text` holds; `people` are the general nouns for classes of anyone.

    Raises `CatalogueError` naming file, line and key.
    """
    if not _NAME.fullmatch(name):
        message = f"{file}:1: {name!r} is no name of a domain; call the file like power_cuts.toml"
        raise CatalogueError(message)
    stated = _parse(text, file)
    found = faults(stated)
    if found:
        raise _error(text, file, *found[:FAULTS_MAX])
    return Domain(
        name=name,
        title=stated.title,
        rules=MergeRules(
            name=name,
            figures={figure.name: figure for figure in stated.figure},
            event=stated.event,
            parameters=stated.parameters,
            sources=stated.source,
        ),
        vocabulary=_vocabulary(stated, people),
        units=stated.unit,
        measures=stated.measure,
        scalars=stated.scalar,
        baselines=stated.baseline,
        watch=stated.watch,
        hash=hashlib.sha256("\n".join((name, text, *people)).encode()).hexdigest()[:16],
    )


def _vocabulary(stated: DomainFile, people: Sequence[str]) -> Vocabulary:
    return Vocabulary(
        series=stated.series,
        topic=stated.topic,
        faint=stated.faint,
        classes=with_people(stated.classes, people),
        cues=stated.cue,
        actors=stated.actor,
        unions=stated.union,
        subject=stated.subject,
        sectors=stated.sector,
        lands=stated.land,
        series_name=stated.series_name,
        states_of=stated.states_of,
        default_sides=stated.default_sides,
        exclude=stated.exclude,
        default_role=stated.default_role,
        default_of=stated.default_of,
        kill_role=stated.kill_role,
        ratio_role=stated.ratio_role,
        event_nouns=stated.event_nouns,
        defenders=stated.defenders,
        asides=stated.asides,
        eras=stated.eras,
        other_causes=stated.other_causes,
        examples=stated.example,
        counter_examples=stated.counter_example,
    )


def _parse(text: str, file: str) -> DomainFile:
    try:
        return msgspec.convert(tomllib.loads(text), DomainFile)
    except tomllib.TOMLDecodeError as error:
        line = _SYNTAX_LINE.search(str(error))
        message = f"{file}:{line.group(1) if line else 1}: TOML syntax: {error}"
        raise CatalogueError(message) from None
    except msgspec.ValidationError as error:
        match = _AT.match(str(error))
        what, path = (match["what"], match["path"] or "$") if match else (str(error), "$")
        raise _error(text, file, _mistyped(what, path)) from None


def _mistyped(what: str, path: str) -> Fault:
    """What msgspec found, with what the place would take."""
    field = _FIELD.search(what)
    if field is not None:
        return _unknown_key(field[1], path)
    lacks = _LACKS.search(what)
    if lacks is not None:
        return Fault(path, f"{lacks[1]!r} is missing; add it")
    choices = choices_of(path) if "enum value" in what else ()
    if choices:
        return Fault(path, f"{what}; write one of {', '.join(choices)}")
    if "Expected `array`, got `object`" in what:
        return Fault(path, f"may stand more than once; write [[{path.removeprefix('$.')}]]")
    if "Expected `array`" in what:
        return Fault(path, f"{what}; write a list in brackets")
    return Fault(path, what)


def _unknown_key(key: str, path: str) -> Fault:
    """A key that is none, or one of the file that stands below a table and so belongs to that."""
    at = f"{path}.{key}"
    if path != "$" and key in keys_of("$"):
        return Fault(at, f"{key!r} is a key of the file itself; put it above the first table")
    return unknown(at, key, "key here", known=keys_of(path))


def _error(text: str, file: str, *found: Fault) -> CatalogueError:
    lines = {
        f"{file}:{line_of(text, fault.path)}: {fault.path.removeprefix('$.')}: {fault.what}": None
        for fault in found
    }
    return CatalogueError("\n".join(lines))
