"""Makers: catalogues and reports for tests, so that a case is a short line in a table."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from schemas.report import Claim, Confidence, Order, Period, RecordClaim, Report, Value
from workers.core.catalogue.model import (
    Catalogue,
    Domain,
    EventRule,
    Figure,
    MergeRules,
    Parameters,
    Source,
    build,
)
from workers.core.catalogue.vocabulary import Actor, Vocabulary
from workers.core.clean.sketch import sketch

EVER = ("ever",)
BOTH = ("ever", "year")
ORIGIN = datetime(2031, 1, 1, 12, tzinfo=UTC)


def figure(name, mode="fixed", *, scopes=BOTH, bounds=(0, None), **fields) -> Figure:
    return Figure(
        name=name,
        meaning=name.replace("_", " "),
        unit=fields.pop("unit", "people"),
        mode=mode,
        bounds=bounds,
        scopes=scopes,
        **fields,
    )


def domain(
    name, figures, *, event=None, parameters=None, series="country", actors=(), subject=None
) -> Domain:
    return Domain(
        name=name,
        title=name,
        rules=MergeRules(
            name=name,
            figures={row.name: row for row in figures},
            event=event or EventRule(),
            parameters=parameters or Parameters(),
        ),
        vocabulary=Vocabulary(
            series=series, topic=(), classes=(), cues=(), actors=actors, subject=subject
        ),
        hash=name,
    )


def attacks(**parameters) -> Domain:
    """A domain of raids: parts and totals, nights and days, days and months."""
    parts = ("drones", "missiles")
    return domain(
        "raids",
        [
            figure("total", bounds=(1, 3000), sum_of=parts),
            figure("drones", bounds=(1, 3000)),
            figure("missiles", bounds=(1, 500)),
            figure("killed", "running", scopes=EVER),
            figure("day_total", bounds=(1, 4000), ledger="day"),
            figure("monthly", bounds=(50, 20000), ledger="month"),
        ],
        event=EventRule(windows=True),
        parameters=Parameters(**parameters),
        series="pair",
        actors=(
            Actor(code="AA", names=("Aland",), adjectives=("Alandic",)),
            Actor(code="BB", names=("Bland",), adjectives=("Blandish",)),
        ),
    )


def quakes(**parameters) -> Domain:
    """A domain of long events with a running toll."""
    return domain(
        "quakes",
        [
            figure("magnitude", bounds=(3, 9.7), exact=True, decimals=1),
            figure("killed", "running"),
        ],
        event=EventRule(join_days=30, opened_by=("magnitude",)),
        parameters=Parameters(**({"late_days": 30} | parameters)),
    )


def catalogue(*domains) -> Catalogue:
    return build(domains or (attacks(), quakes()))


def official(publisher, **fields) -> Source:
    return Source(publisher=publisher, kind="official", **fields)


def unreliable(publisher, **fields) -> Source:
    return Source(publisher=publisher, kind="unreliable", **fields)


def value(number=None, *, least=None, between=None, most=None, about=None) -> Value:
    if least is not None:
        return Value(stated=least, low=least, high=None, approx="at_least")
    if most is not None:
        return Value(stated=most, low=None, high=most, approx="at_most")
    if between is not None:
        return Value(stated=None, low=between[0], high=between[1], approx="range")
    if about is not None:
        return Value(stated=about, low=about * 0.95, high=about * 1.05, approx="about")
    return Value(stated=number, low=number, high=number, approx="exact")


def hashed(*parts) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def claim(name, said, day, **fields) -> Claim:
    """One claim; `said` is a number or a Value, `day` a date or a Period."""
    period = day
    if isinstance(day, date):
        period = Period(kind="event", start=day, end=day, window=fields.pop("window", None))
    stated = said if isinstance(said, Value) else value(said)
    start = fields.pop("start", 0)
    return Claim(
        id=fields.pop("id", hashed(name, stated, period, start, fields.pop("article", ""))),
        figure=name,
        role="launched",
        counted=name,
        value=stated,
        raw_value=stated.stated,
        raw_unit=fields.pop("raw_unit", None),
        actor=None,
        target=None,
        place=fields.pop("place", None),
        period=period,
        field="body",
        start=start,
        end=start + 3,
        quote=f"{stated.stated} {name}",
        speaker=None,
        confidence=Confidence(value=0.9, parts={"path": 0.9}),
        rule="test",
        **fields,
    )


def record(of, scope="ever", **fields) -> RecordClaim:
    """A record claim bound to the claim `of`."""
    return RecordClaim(
        id=hashed("record", of.id, scope),
        field="body",
        start=fields.pop("start", 0),
        end=9,
        quote="the most ever",
        state=fields.pop("state", "current"),
        scope=scope,
        direction=fields.pop("direction", "max"),
        figure=of.figure,
        measure=None,
        value=of.value.low,
        value_field=of.field,
        value_start=of.start,
        value_end=of.end,
        claim_id=of.id,
        **fields,
    )


def report(article_id, *claims, at, records=(), text=None, **fields) -> Report:
    """A report of `claims`, published at `at` (a moment, or days after the origin)."""
    published = at if isinstance(at, datetime) else ORIGIN + timedelta(days=at)
    fetched = fields.pop("fetched", published + timedelta(minutes=7))
    hashes, shingles = sketch(text) if text else ((), 0)
    return Report(
        article_id=article_id,
        order=Order(
            version=fields.pop("version", None), published_at=published, fetched_at=fetched
        ),
        text_hash=fields.pop("text_hash", hashed(article_id, published, claims, text)),
        catalogue_hash=fields.pop("catalogue_hash", "catalogue"),
        publisher=fields.pop("publisher", f"Outlet {article_id}"),
        credited_to=fields.pop("credited_to", None),
        url=f"https://{article_id}.example.org/",
        published_at=published,
        domain=fields.pop("domain", "raids"),
        series=fields.pop("series", "AA->BB"),
        sketch=hashes,
        shingles=shingles,
        claims=claims,
        record_claims=tuple(records),
        **fields,
    )
