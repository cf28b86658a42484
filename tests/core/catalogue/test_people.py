from workers.core.catalogue.people import load_people, with_people
from workers.core.catalogue.vocabulary import Class

PEOPLE = ("hiker", "fisherman|fishermen", "guard")


def test_only_a_class_of_anyone_takes_the_general_nouns():
    person = Class(name="person", nouns=("pilgrim",), anyone=True)
    boat = Class(name="boat", nouns=("boat",))

    assert with_people([person, boat], PEOPLE) == (
        Class(name="person", nouns=("pilgrim", *PEOPLE), anyone=True),
        boat,
    )


def test_a_noun_that_the_domain_counts_as_something_else_stays_there():
    person = Class(name="person", anyone=True)
    dam = Class(name="dam", nouns=("guard",))

    [taken, _] = with_people([person, dam], PEOPLE)

    assert taken.nouns == ("hiker", "fisherman|fishermen")


def test_the_list_holds_each_noun_once():
    assert load_people('nouns = ["hiker", "guard", "hiker"]') == ("hiker", "guard")
