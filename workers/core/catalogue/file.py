"""File: one TOML file of the catalogue, checked, with errors that name file and line."""

import hashlib
import re
import tomllib

import msgspec
from msgspec import Struct

from workers.core.catalogue.model import (
    Baseline,
    Domain,
    EventRule,
    Figure,
    MergeRules,
    Parameters,
    Source,
    Watched,
)
from workers.core.catalogue.scalar_words import Scalar
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.catalogue.toml_lines import line_of
from workers.core.catalogue.vocabulary import (
    Actor,
    Class,
    Cue,
    Example,
    Measure,
    SeriesKind,
    Union,
    Vocabulary,
)
from workers.core.numbers.units import Unit

_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>\$[^`]*)`)?$", re.DOTALL)
_FIELD = re.compile(r"unknown field `([^`]+)`")
_SYNTAX_LINE = re.compile(r"\(at line (\d+)")


class CatalogueError(ValueError):
    """A domain file that cannot be used: "file:line: key: what is wrong"."""


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A domain file as it is written."""

    title: str
    series: SeriesKind
    topic: tuple[str, ...]
    event: EventRule
    parameters: Parameters = Parameters()
    figure: tuple[Figure, ...]
    classes: tuple[Class, ...] = msgspec.field(name="class")
    cue: tuple[Cue, ...]
    actor: tuple[Actor, ...] = ()
    union: tuple[Union, ...] = ()
    subject: SubjectWords | None = None
    default_sides: tuple[str, str] | None = None
    unit: tuple[Unit, ...] = ()
    measure: tuple[Measure, ...] = ()
    scalar: tuple[Scalar, ...] = ()
    source: tuple[Source, ...] = ()
    baseline: tuple[Baseline, ...] = ()
    watch: tuple[Watched, ...] = ()
    example: tuple[Example, ...]
    counter_example: tuple[Example, ...]
    exclude: tuple[str, ...] = ()
    default_role: str | None = None
    default_of: tuple[str, ...] = ()
    kill_role: str | None = None
    ratio_role: str | None = None
    event_nouns: tuple[str, ...] = ()
    defenders: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    other_causes: tuple[str, ...] = ()


class _Fault(Struct, frozen=True):
    """Something the types cannot see: where, and what to write instead."""

    path: str
    what: str


def load_domain(text: str, *, name: str, file: str) -> Domain:
    """The domain that `text` holds. Raises `CatalogueError` naming file, line and key."""
    stated = _parse(text, file)
    fault = next(iter(_faults(stated)), None)
    if fault is not None:
        raise _error(text, file, fault)
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
        vocabulary=Vocabulary(
            series=stated.series,
            topic=stated.topic,
            classes=stated.classes,
            cues=stated.cue,
            actors=stated.actor,
            unions=stated.union,
            subject=stated.subject,
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
        ),
        units=stated.unit,
        measures=stated.measure,
        scalars=stated.scalar,
        baselines=stated.baseline,
        watch=stated.watch,
        hash=hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:16],
    )


def _parse(text: str, file: str) -> _File:
    try:
        return msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        line = _SYNTAX_LINE.search(str(error))
        message = f"{file}:{line.group(1) if line else 1}: TOML syntax: {error}"
        raise CatalogueError(message) from None
    except msgspec.ValidationError as error:
        match = _AT.match(str(error))
        what, path = (match["what"], match["path"] or "$") if match else (str(error), "$")
        field = _FIELD.search(what)
        path = f"{path}.{field.group(1)}" if field else path
        raise _error(text, file, _Fault(path, what)) from None


def _error(text: str, file: str, fault: _Fault) -> CatalogueError:
    key = fault.path.removeprefix("$.")
    return CatalogueError(f"{file}:{line_of(text, fault.path)}: {key}: {fault.what}")


def _faults(stated: _File) -> list[_Fault]:
    """Names that point nowhere, and figures without examples."""
    classes = {kind.name for kind in stated.classes}
    roles = {cue.role for cue in stated.cue}
    figures = {figure.name for figure in stated.figure}
    known = ", ".join(sorted(classes))
    faults = []
    for index, kind in enumerate(stated.classes):
        if kind.kind_of is not None and kind.kind_of not in classes:
            faults.append(_Fault(f"$.class[{index}].kind_of", f"no such class; known: {known}"))
    for index, cue in enumerate(stated.cue):
        faults.extend(
            _Fault(f"$.cue[{index}].of", f"no class {name!r}; known: {known}")
            for name in cue.of
            if name not in classes
        )
    for index, figure in enumerate(stated.figure):
        at = f"$.figure[{index}]"
        faults.extend(
            _Fault(f"{at}.{key}", f"{name!r} is not among {', '.join(sorted(allowed))}")
            for key, names, allowed in (
                ("roles", figure.roles, roles),
                ("counted", figure.counted, classes),
                ("sum_of", figure.sum_of, figures),
            )
            for name in names
            if name not in allowed
        )
        if not any(_names(line, figure.name) for case in stated.example for line in case.figures):
            faults.append(_Fault(f"{at}.name", "no [[example]] gives this figure; write one"))
    return faults + _pointless(stated, figures)


def _pointless(stated: _File, figures: set[str]) -> list[_Fault]:
    rows = [("baseline", index, row.figure) for index, row in enumerate(stated.baseline)]
    rows += [("measure", index, row.figure) for index, row in enumerate(stated.measure)]
    rows += [("watch", index, row.figure) for index, row in enumerate(stated.watch)]
    faults = [
        _Fault(f"$.{table}[{index}].figure", f"no figure {name!r}")
        for table, index, name in rows
        if name not in figures
    ]
    for index, case in enumerate(stated.example):
        faults.extend(
            _Fault(f"$.example[{index}].figures", f"no figure of this name in {line!r}")
            for line in case.figures
            if not any(_names(line, name) for name in figures)
        )
    return faults


def _names(line: str, figure: str) -> bool:
    return line.split(" ", 1)[0] == figure
