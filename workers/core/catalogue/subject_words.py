"""Subject words: how a text names the fire, the organisation or the victim that it is about."""

from msgspec import Struct


class Sector(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A branch of business that is a part of the series, and the words by which a text shows it."""

    name: str
    words: tuple[str, ...]


class Land(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country, by code, and what only texts about its organisations use: words, and `money`."""

    code: str
    words: tuple[str, ...] = ()
    money: tuple[str, ...] = ()


class TellingWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a text dates what happened to a subject, and how it tells of parts and older cases.

    `told` are words beside the day that counts ("disclosed"); with `first`, of several such days
    the earliest counts, and a text that comes back to an old event of its own subject tells of it
    anew. `compares` are words of a sentence that sets the event beside others, `replaced` those
    right before and `replaced_after` those right behind an earlier or wrong number. `parts` stand
    right behind or before a number of one share of the whole ("in bitcoin"), which counts where no
    larger one is told. `sums` are words of a clause that adds up many events, `older` those of one
    that tells of an earlier event of the same subject, `denied` those of what did not happen,
    `clients` those of one that speaks of whom the subject served.
    Numbers of `usual_of` that no cue claims have the role `usual`. `back_days`: a day so long
    before publication is another, older event's.
    """

    told: tuple[str, ...] = ()
    compares: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    replaced_after: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    usual: str | None = None
    usual_of: tuple[str, ...] = ()
    first: bool = False
    back_days: int = 45


class SubjectWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The patterns by which a proper name is known to be that of a happening.

    `nouns` stand right behind the name ("the Ridge Gulch fire"); they are no part of it. `behind`
    are phrases right before it ("breach at", "stolen from"), `near` such before a place that is the
    name where nothing else names it ("the fire near X"). `events` are what
    befell it, told behind its name ("the Orbit hack"). `verbs` are what it does as the victim
    and nobody else does ("lose"), `hit` what is done to it ("hack": "X was hacked"), `says` what
    it may do as others do. `kinds` say what it is ("the hospital group X", "X, an exchange"),
    `legal` are forms of firms ("Inc"), dropped from the name. `others` say what it is not
    ("the gang X"); `no_names` are words in capitals that name nobody. `wholes` are last words of
    names that stand for several ("the Hawk Complex"): the others of a text are its parts.
    `telling` are words about its case. `towns`: a town can be the name ("the Redwater fire").
    """

    nouns: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    telling: TellingWords = TellingWords()
    near: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    towns: bool = False
    no_names: tuple[str, ...] = ()
