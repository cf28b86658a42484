"""Vocabulary: the words of one domain, as its catalogue file states them."""

from typing import Literal

from msgspec import Struct

from workers.core.catalogue.subject_words import Land, Sector, SubjectWords

SeriesKind = Literal["pair", "country", "state", "sector", "world"]


class Class(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of thing that is counted or measured.

    `nouns` are singular ("drone", "person|people" where the plural is irregular). `kind_of` is the
    wider class; a `subtype` is counted as it, where it is not one kind among several. A number
    whose unit is one of `units` is of this class whatever noun stands by, and is kept in the first
    of them. With `anyone` the general list of nouns for people belongs to it. `adjectives` and
    `models` make a bare number countable ("eleven ballistic", "five Kinzhals"). `generic` nouns
    count only where something is done to them. `people` may be counted by "a man". In a text
    that never names `stands_for`, this class means it.
    """

    name: str
    kind_of: str | None = None
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    subtype: bool = False
    people: bool = False
    anyone: bool = False
    stands_for: str | None = None
    generic: bool = False


class Cue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that give a number its role, and the classes (kinds included) they may give it to.

    `verbs` count their object ("launched 30 drones", "30 drones were launched"), `subject_verbs`
    their subject ("five people died"). Verbs are base forms; irregular ones give their parts
    ("shoot|shot|shot down"). `nominals` take a number by a preposition ("a barrage of 30"), `nouns`
    are counted themselves ("12 dead", "two deaths"), `tolls` name a number that a verb of state
    gives ("the death toll rose to 21"), `after` stands behind the counted noun ("30 drones down"),
    `before` before the number. `tools` are verbs that take it by "with" ("attacked with 30");
    behind a number of `with_objects` "with" gives the role ("hit eight sites with nine").
    `weak` cues yield to every other in the clause.
    """

    role: str
    of: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    subject_verbs: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    nominals: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    tolls: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    with_objects: tuple[str, ...] = ()
    weak: bool = False


class Union(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Roles that, joined by "or", "and" or a comma, make another one."""

    roles: tuple[str, ...]
    role: str


class Actor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A side of a happening between two.

    `names` act and speak, `adjectives` own things, `speakers` are its officials, `foes` the words
    by which those it attacks call it, `holds` places it holds abroad, `arms`
    words for what only it uses. `against` is whom it
    attacks where a text names no one else; `reports_kills` marks a side whose own tallies count
    what it stopped, never what was launched; `country` is its gazetteer code.
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    foes: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    country: str | None = None
    against: str | None = None
    zone: str | None = None
    reports_kills: bool = False


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a record claim measures: `words` that name it and the `figure` it speaks of.

    `month` is the figure where the claim or its number is monthly; `superlatives` are words that
    name the figure by themselves ("deadliest"). Where a claim `needs_limit`, a superlative without
    one ("the highest value on Tuesday") is none.
    """

    words: tuple[str, ...]
    figure: str
    month: str | None = None
    day: str | None = None
    superlatives: tuple[str, ...] = ()
    needs_limit: bool = False


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text and exactly the figures it must give, each "figure series value" and an optional date.

    A value is "30", "28..32" or ">=30". A counter-example gives no figures and says `why` not.
    """

    text: str
    figures: tuple[str, ...] = ()
    title: str = ""
    published: str = "2031-05-14T12:00:00+00:00"
    publisher: str = "Example Post"
    why: str = ""


class Vocabulary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything reading needs of one domain.

    `topic` words let an article in, two different `faint` ones do as well. `series` says whose
    figures they are. A sentence with a word of `exclude` gives no figure. `default_role` is the
    role of a number of `default_of` that no cue claims.
    """

    series: SeriesKind
    topic: tuple[str, ...]
    faint: tuple[str, ...] = ()
    classes: tuple[Class, ...]
    cues: tuple[Cue, ...]
    actors: tuple[Actor, ...] = ()
    unions: tuple[Union, ...] = ()
    subject: SubjectWords | None = None
    sectors: tuple[Sector, ...] = ()
    lands: tuple[Land, ...] = ()
    series_name: str | None = None
    states_of: tuple[str, ...] = ()
    default_sides: tuple[str, str] | None = None
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
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()
