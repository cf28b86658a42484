"""Subject words: how a text names the fire, the organisation or the victim that it is about."""

from msgspec import Struct


class SubjectWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The patterns by which a proper name is known to be that of a happening.

    `nouns` stand right behind the name ("the Ridge Gulch fire"); they are no part of it. `behind`
    are phrases right before it ("breach at", "stolen from"), `verbs` what it does as the victim
    and nobody else does ("lose"), `hit` what is done to it ("hack": "X was hacked"), `says` what
    it may do as others do. `kinds` say what it is ("the hospital group X", "X, an exchange"),
    `legal` are forms of firms ("Inc"), dropped from the name. `others` say what it is not
    ("the gang X"); `no_names` are words in capitals that name nobody.
    """

    nouns: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()
