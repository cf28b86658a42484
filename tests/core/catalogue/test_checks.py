"""Checks: a catalogue that would crash, or silently do nothing, does not load."""

import pytest

from workers.core.catalogue.file import CatalogueError, load_domain

GOOD = """title = "Hail"
series = "pair"
topic = ["hail"]
default_role = "thrown"
default_of = ["stone"]
kill_role = "caught"
ratio_role = "caught"
default_sides = ["AA", "BB"]
eras = ["storm"]

[event]
opened_by = ["stones"]

[parameters]
min_history = 3

[[figure]]
name = "stones"
meaning = "stones thrown"
unit = "stones"
mode = "fixed"
bounds = [1, 500]
scopes = ["ever"]
roles = ["thrown"]
counted = ["stone"]
sentence = "{value} stones from {attacker} {when}"

[[figure]]
name = "stones_of_month"
meaning = "stones thrown in a month"
unit = "stones"
mode = "fixed"
ledger = "month"
bounds = [1, 500]
roles = ["thrown"]
counted = ["stone"]

[[class]]
name = "stone"
nouns = ["stone"]

[[class]]
name = "pebble"
kind_of = "stone"
nouns = ["pebble"]
stands_for = "stone"
units = ["kilogram"]

[[cue]]
role = "thrown"
of = ["stone"]
verbs = ["throw|threw|thrown"]
with_objects = ["pebble"]

[[cue]]
role = "caught"
of = ["stone"]
verbs = ["catch|caught|caught"]

[[union]]
roles = ["thrown", "caught"]
role = "seen"

[[actor]]
code = "AA"
names = ["north"]
against = "BB"
zone = "Europe/Kyiv"

[[actor]]
code = "BB"
names = ["south"]

[[measure]]
words = ["hail"]
figure = "stones"
month = "stones_of_month"

[[source]]
publisher = "Watch"
kind = "official"
figures = ["stones"]
series = ["AA->BB"]

[[baseline]]
figure = "stones"
series = "AA->BB"
value = 90
date = "2030-01-31"
source = "The Watch"

[[watch]]
figure = "stones"
series = "AA->BB"

[[example]]
text = "North threw 12 stones at South."
figures = ["stones AA->BB 12", "stones_of_month AA->BB 12..14 2031-05-31"]

[[counter_example]]
text = "He owns 12 stones."
"""

SCALAR = """
[[scalar]]
figure = "stones"
role = "weighed"
counted = "hail"
range = [1, 9]
labels = ["weight"]
"""


def fault(text):
    with pytest.raises(CatalogueError) as error:
        load_domain(text, name="hail", file="hail.toml")
    return str(error.value)


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_file_that_the_cases_change_is_right():
    assert load_domain(GOOD, name="hail", file="hail.toml").name == "hail"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('default_of = ["stone"]', 'default_of = ["stones"]', "default_of", "mean 'stone'"),
        ('default_role = "thrown"', 'default_role = "throw"', "default_role", "mean 'thrown'"),
        ('kill_role = "caught"', 'kill_role = "x"', "kill_role", "no role; There are caught"),
        ('ratio_role = "caught"', 'ratio_role = "x"', "ratio_role", "'x' is no role"),
        ('default_sides = ["AA", "BB"]', 'default_sides = ["AA", "CC"]', "default_sides", "'CC'"),
        ('opened_by = ["stones"]', 'opened_by = ["stone"]', "event.opened_by", "mean 'stones'"),
        ('stands_for = "stone"', 'stands_for = "rock"', "class[1].stands_for", "is no class"),
        ('units = ["kilogram"]', 'units = ["kilograms"]', "class[1].units", "mean 'kilogram'"),
        ('with_objects = ["pebble"]', 'with_objects = ["b"]', "cue[0].with_objects", "no class"),
        ('roles = ["thrown", "caught"]', 'roles = ["a", "caught"]', "union[0].roles", "no role"),
        ('against = "BB"', 'against = "CC"', "actor[0].against", "There are AA, BB"),
        ('month = "stones_of_month"', 'month = "x"', "measure[0].month", "is no figure"),
        ('figures = ["stones"]', 'figures = ["stone"]', "source[0].figures", "mean 'stones'"),
        ('[[watch]]\nfigure = "stones"', '[[watch]]\nfigure = "s"', "watch[0].figure", "no figure"),
        ('baseline]]\nfigure = "stones"', 'baseline]]\nfigure = "s"', "baseline[0].figure", "no f"),
        ("[event]", "[evnt]", "evnt", "'evnt' is no key here; did you mean 'event'?"),
    ],
)
def test_a_name_that_points_nowhere_is_refused_with_those_there_are(old, new, where, what):
    said = fault(changed(old, new))

    line = changed(old, new).splitlines().index(new.splitlines()[-1]) + 1
    assert said.startswith(f"hail.toml:{line}: {where}: ")
    assert what in said


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('name = "pebble"', 'name = "stone"', "class[1].name", "a second time"),
        ('name = "stones_of_month"', 'name = "stones"', "figure[1].name", "a second time"),
        ('code = "BB"', 'code = "AA"', "actor[1].code", "a second time"),
        ('name = "stones"', 'name = "Stones thrown"', "figure[0].name", "is no name; write small"),
        ('kind_of = "stone"', 'kind_of = "pebble"', "class[1].kind_of", "a kind of itself"),
        ("from {attacker}", "from {attackers}", "figure[0].sentence", "mean 'attacker'?"),
        ("from {attacker}", "from {attacker", "figure[0].sentence", "a brace that is no {name}"),
        ("{value} stones", "stones", "figure[0].sentence", "put {value} where it belongs"),
        (
            'roles = ["thrown"]\ncounted = ["stone"]\nsentence',
            "sentence",
            "figure[0].name",
            "feeds",
        ),
        ('\ncounted = ["stone"]\nsentence', "\nsentence", "figure[0].roles", "add counted"),
        ("bounds = [1, 500]", "bounds = [9, 1]", "figure[0].bounds", "[lowest, highest]"),
        ('month = "stones_of_month"', 'month = "stones"', "measure[0].month", "stones_of_month"),
        ('date = "2030-01-31"', 'date = "2030-01"', "baseline[0].date", "write YYYY-MM-DD"),
        ('date = "2030-01-31"', 'date = "2030-02-31"', "baseline[0].date", "write YYYY-MM-DD"),
        ("value = 90", "value = 900", "baseline[0].value", "outside of the bounds"),
        ('source = "The Watch"', 'source = "W"\nsubject = "X"', "baseline[0].subject", "take it"),
        ('source = "The Watch"', 'source = ""', "baseline[0].source", "brings its source"),
        ('series = ["AA->BB"]', 'series = ["AA"]', "source[0].series", "such as AA->BB"),
        (
            '\nseries = "AA->BB"\nvalue',
            '\nseries = "AA->AA"\nvalue',
            "baseline[0].series",
            "no ser",
        ),
        ('zone = "Europe/Kyiv"', 'zone = "Europe/Nowhere"', "actor[0].zone", "write Europe/Kyiv"),
        ('scopes = ["ever"]\n', "", "watch[0].scope", "add scopes to the figure"),
        ("min_history = 3", "min_history = -1", "parameters.min_history", "0 or more"),
        ('topic = ["hail"]', 'topic = [""]', "topic", "an empty word"),
        ('topic = ["hail"]', "topic = []", "topic", "no article would be read"),
        ('["throw|threw|thrown"]', '["throw|threw"]', "cue[0].verbs", "has three"),
        ('nouns = ["stone"]', 'nouns = ["a|b|c"]', "class[0].nouns", "a noun has two"),
        ('default_of = ["stone"]\n', "", "default_role", "says nothing without default_of"),
        ("AA->BB 12..14", "AA->BB x", "example[0].figures", "write a value as 30, 28..32 or >=30"),
        ('"stones AA->BB 12"', '"stones AA->BB"', "example[0].figures", "write 'figure series"),
        ("2031-05-31", "May", "example[0].figures", "'May' in"),
        ('"stones AA->BB 12"', '"stones AA 12"', "example[0].figures", "'AA' in"),
        ('title = "Hail"\nseries = "pair"', 'title = "Hail"\nseries = "country"', "actor", "pair"),
    ],
)
def test_what_would_do_nothing_or_break_is_refused(old, new, where, what):
    said = fault(changed(old, new))

    assert said.partition(": ")[2].startswith(f"{where}: ")
    assert what in said


@pytest.mark.parametrize(
    ("added", "where", "what"),
    [
        (SCALAR, "scalar", 'read only where series = "country"'),
        (SCALAR.replace('"stones"', '"stone"'), "scalar[0].figure", "did you mean 'stones'"),
        (
            '[[class]]\nname = "ice"\nunits = ["kilogram"]\n',
            "class[2].units",
            "a unit of 'pebble' already",
        ),
        (
            '[[unit]]\nname = "pound_of_ice"\nwords = ["kilogram"]\n',
            "unit[0].words",
            "the unit 'kilogram' of every domain",
        ),
        (SCALAR + 'to = "grams"\n', "scalar[0].to", "is no unit; did you mean 'gram'?"),
        ('[subject.telling]\nusual = "throw"\n', "subject.telling.usual", "mean 'thrown'"),
        ('[subject.telling]\nusual_of = ["rock"]\n', "subject.telling.usual_of", "is no class"),
        ('[[sector]]\nname = "x"\nwords = ["y"]\n', "sector", 'where series = "sector"'),
        ('[[class]]\nname = "boulder"\n', "class[2].name", "no word names this class"),
        ('[[cue]]\nrole = "lost"\nof = ["stone"]\n', "cue[2].role", "no word gives this role"),
        ('[[example]]\ntext = "Nothing."\n', "example[1].figures", "is a [[counter_example]]"),
        (
            '[[counter_example]]\ntext = "1"\nfigures = ["stones AA->BB 1"]\n',
            "counter_example[1].figures",
            "make it an [[example]]",
        ),
        (
            '[[example]]\ntext = "1"\nfigures = ["stones AA->BB 1"]\npublished = "2031-05-14"\n',
            "example[1].published",
            "no time with a zone",
        ),
    ],
)
def test_a_table_too_many_is_refused(added, where, what):
    said = fault(f"{GOOD}\n{added}")

    assert said.partition(": ")[2].startswith(f"{where}: ")
    assert what in said


@pytest.mark.parametrize(
    ("kind", "lacks"), [("world", "series_name"), ("world", "[subject]"), ("sector", "sector")]
)
def test_a_kind_of_series_needs_the_tables_that_it_is_read_by(kind, lacks):
    said = fault(changed('series = "pair"', f'series = "{kind}"'))

    assert any("hail.toml:2: series: " in line and lacks in line for line in said.splitlines())


def test_all_faults_of_one_kind_are_told_at_once():
    text = changed('kill_role = "caught"', 'kill_role = "x"')
    said = fault(text.replace('against = "BB"', 'against = "CC"'))

    assert [line.split(": ")[1] for line in said.splitlines()] == ["kill_role", "actor[0].against"]


def test_names_that_tell_events_apart_need_the_words_that_find_them():
    said = fault(changed("[event]", "[event]\nby_subject = true"))

    assert said.startswith("hail.toml:12: event.by_subject: no name is found without [subject]")


def test_a_word_out_of_a_closed_list_is_named_with_the_list():
    said = fault(changed('mode = "fixed"', 'mode = "steady"'))

    assert said.endswith("Invalid enum value 'steady'; write one of fixed, running")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[event]", "[evnt]", "evnt: 'evnt' is no key here; did you mean 'event'?"),
        ('unit = "stones"\n', "", "figure[0]: 'unit' is missing; add it"),
        ('[event]\nopened_by = ["stones"]\n', "", "$: 'event' is missing; add it"),
        ("[[measure]]", "[measure]", "measure: may stand more than once; write [[measure]]"),
        ('topic = ["hail"]', 'topic = "hail"', "topic: Expected `array`, got `str`; write a list"),
        (
            "[[measure]]",
            'exclude = ["x"]\n[[measure]]',
            "actor[1].exclude: 'exclude' is a key of the file itself; put it above the first table",
        ),
    ],
)
def test_a_slip_in_the_form_is_told_with_the_right_form(old, new, said):
    assert said in fault(changed(old, new))


def test_the_name_of_a_file_is_that_of_a_domain():
    with pytest.raises(CatalogueError) as error:
        load_domain(GOOD, name="power-cuts", file="power-cuts.toml")

    assert "call the file like power_cuts.toml" in str(error.value)
