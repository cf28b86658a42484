"""Inflect: the forms of an English noun or verb, from its base form and the parts it states."""

from typing import Literal

from msgspec import Struct

VOWELS = frozenset("aeiou")

Form = Literal["base", "third", "past", "participle", "ing"]


class VerbForm(Struct, frozen=True):
    """One form of a verb as it is written, with its particle ("shot down")."""

    form: Form
    words: str


def noun_forms(noun: str) -> tuple[str, ...]:
    """Singular and plural of `noun`; "person|people" states its own plural, "dead|" has none."""
    head, bar, own = noun.partition("|")
    if bar:
        return (head, own) if own else (head,)
    return (head, plural(head))


def plural(noun: str) -> str:
    """The regular plural of the last word of `noun`."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> tuple[VerbForm, ...]:
    """All forms of `verb`: "launch", "bring|brought|brought down"; British and American "-ise"."""
    first, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    parts = first.split("|")
    base = parts[0]
    past, participle = (parts[1], parts[2]) if len(parts) == len("bpp") else (_ed(base),) * 2
    forms = [
        VerbForm("base", base + tail),
        VerbForm("third", plural(base) + tail),
        VerbForm("past", past + tail),
        VerbForm("participle", participle + tail),
        VerbForm("ing", _ing(base) + tail),
    ]
    if base.endswith("ise") and len(base) > len("rises"):
        forms.extend(VerbForm(form.form, form.words.replace("is", "iz", 1)) for form in list(forms))
    return tuple(forms)


def _doubles(base: str) -> bool:
    """Whether the last consonant doubles: one short syllable, as in "jam", "down" does not."""
    vowels = sum(letter in VOWELS for letter in base)
    return (
        vowels == 1
        and len(base) > len("go")
        and base[-1] not in VOWELS | frozenset("wxy")
        and base[-2] in VOWELS
    )


def _ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return (base + base[-1] if _doubles(base) else base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return (base + base[-1] if _doubles(base) else base) + "ing"
