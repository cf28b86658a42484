import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.numbers.numerals import NUMBERS_PER_SENTENCE_MAX, Number, find_numbers
from workers.core.numbers.unit_words import general_table

UNITS = general_table()


def read(sentence: str) -> list[Number]:
    return find_numbers(sentence, units=UNITS)


def counted(sentence: str) -> list[Number]:
    quiet = ("date", "time", "model", "ordinal", "identifier", "rank")
    return [number for number in read(sentence) if number.kind not in quiet]


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("The storm felled 214 pines.", "214", 214),
        ("They counted 6,718 crates.", "6,718", 6718),
        ("They counted 12 480 crates.", "12 480", 12480),
        ("They counted 12\u202f480 crates.", "12\u202f480", 12480),
        ("A slip of the pen made it 714, 260 crates.", "714, 260", 714260),
        ("By noon it was 470 and 20, 490 crates in all.", "490", 490),
        ("A slip of the pen made it 14, 600 crates.", "14, 600", 14600),
        ("The mayor spoke of 4.750 vacant flats.", "4.750", 4750),
        ("It spread over 21.000 hectares.", "21.000", 21000),
        ("It spread over 6.312,5 hectares.", "6.312,5", 6312.5),
        ("It measured 6,3 on the scale.", "6,3", 6.3),
        ("Twenty-six divers went down.", "Twenty-six", 26),
        ("Two hundred and eighteen divers went down.", "Two hundred and eighteen", 218),
        ("Six thousand four hundred divers went down.", "Six thousand four hundred", 6400),
        ("There were 3.4 million visitors.", "3.4 million", 3.4e6),
        ("There were 3.4m visitors.", "3.4m", 3.4e6),
        ("A fund of \u00a34bn was set up.", "\u00a34bn", 4e9),
        ("It cost US$61.5 million.", "US$61.5 million", 61.5e6),
        ("It cost CHF 8.1 billion.", "CHF 8.1 billion", 8.1e9),
        ("It cost Rs 7 lakh.", "Rs 7 lakh", 7e5),
        ("It cost \u20b9312 crore.", "\u20b9312 crore", 3.12e9),
        ("A dozen boats sank.", "A dozen", 12),
        ("Three dozens of boats sank.", "Three dozens", 36),
        ("Half a dozen boats sank.", "Half a dozen", 6),
        ("A score of boats sank.", "A score", 20),
        ("Half a million ballots were lost.", "Half a million", 5e5),
        ("Two and a half million ballots were lost.", "Two and a half million", 2.5e6),
        ("A hundred thousand ballots were lost.", "A hundred thousand", 1e5),
        ("The 320-ballot lead shrank.", "320", 320),
        ("A nine-storey block fell.", "nine", 9),
        ("Of 31 trains, 27 ran.", "27", 27),
        ("Some 19 out of 40 trains ran.", "40", 40),
        ("Minus 14 degrees was read.", "Minus 14", -14),
    ],
)
def test_a_number_is_read_with_its_value_and_span(sentence, text, value):
    found = [number for number in read(sentence) if number.text == text]

    assert [number.value for number in found] == [pytest.approx(value)]
    assert sentence[found[0].start : found[0].end] == text


@pytest.mark.parametrize(
    ("sentence", "value", "approx", "low", "high"),
    [
        ("About 230 cranes landed.", 230, "about", 218, 242),
        ("Some 230 cranes landed.", 230, "about", 218, 242),
        ("Roughly 40 cranes landed.", 40, "about", 38, 42),
        ("Cranes: 230 or so.", 230, "about", 218, 242),
        ("Cranes numbered 230 or thereabouts.", 230, "about", 218, 242),
        ("~230 cranes landed.", 230, "about", 218, 242),
        ("An estimated 230 cranes landed.", 230, "about", 218, 242),
        ("Nearly 700 cranes landed.", 700, "nearly", 665, 700),
        ("Close to 700 cranes landed.", 700, "nearly", 665, 700),
        ("Just under 700 cranes landed.", 700, "nearly", 665, 700),
        ("Over 90 cranes landed.", 90, "more_than", 90, None),
        ("More than a thousand cranes landed.", 1000, "more_than", 1000, None),
        ("The flock exceeded ninety.", 90, "more_than", 90, None),
        ("Cranes top 90, wardens say.", 90, "more_than", 90, None),
        ("90-plus cranes landed.", 90, "more_than", 90, None),
        ("90+ cranes landed.", 90, "more_than", 90, None),
        ("At least 90 cranes landed.", 90, "at_least", 90, None),
        ("No fewer than 90 cranes landed.", 90, "at_least", 90, None),
        ("90 or more cranes landed.", 90, "at_least", 90, None),
        ("90 cranes or more landed.", 90, "at_least", 90, None),
        ("At least another 90 cranes landed.", 90, "at_least", 90, None),
        ("Up to 90 cranes landed.", 90, "at_most", None, 90),
        ("Fewer than 90 cranes landed.", 90, "at_most", None, 90),
        ("As many as 90 cranes landed.", 90, "at_most", None, 90),
        ("No more than 90 cranes landed.", 90, "at_most", None, 90),
        ("A total of 90 cranes landed.", 90, "exact", 90, 90),
        ("Cranes were seen over 14 regions.", 14, "exact", 14, 14),
        ("All but 16 cranes landed.", 16, "exact", 16, 16),
        ("Cranes circled over two towns.", 2, "exact", 2, 2),
        ("Over two million cranes landed.", 2e6, "more_than", 2e6, None),
        ("Cranes: nine, or more.", 9, "at_least", 9, None),
        ("Two dozens and more cranes landed.", 24, "at_least", 24, None),
        ('He wrote of "almost 700 cranes".', 700, "nearly", 665, 700),
        ("The maximum of 51C was read.", 51, "exact", 51, 51),
        ("Over the past 16 days it rained.", 16, "exact", 16, 16),
    ],
)
def test_a_hedge_gives_bounds_and_stays_outside_the_number(sentence, value, approx, low, high):
    number = read(sentence)[0]

    assert (number.value, number.approx, number.low, number.high) == (value, approx, low, high)
    if number.hedge_start is not None and number.hedge_end is not None:
        assert number.hedge_end <= number.start or number.hedge_start >= number.end


@pytest.mark.parametrize(
    ("sentence", "low", "high", "approx"),
    [
        ("Between 30 and 45 goats strayed.", 30, 45, "range"),
        ("300 to 450 goats strayed.", 300, 450, "range"),
        ("Estimates range from 30 to 45 goats.", 30, 45, "range"),
        ("30-45 goats strayed.", 30, 45, "range"),
        ("Three or four goats strayed.", 3, 4, "range"),
        ("Five to seven million goats strayed.", 5e6, 7e6, "range"),
        ("It cost $2-3 million.", 2e6, 3e6, "range"),
        ("Several goats strayed.", 3, None, "vague"),
        ("Dozens of goats strayed.", 24, None, "vague"),
        ("Scores of goats strayed.", 40, None, "vague"),
        ("Hundreds of goats strayed.", 200, None, "vague"),
        ("Several hundred goats strayed.", 300, None, "vague"),
        ("Thousands of goats strayed.", 2000, None, "vague"),
        ("Tens of thousands of goats strayed.", 20000, None, "vague"),
    ],
)
def test_ranges_and_vague_words_have_bounds_only(sentence, low, high, approx):
    number = read(sentence)[0]

    assert (number.value, number.low, number.high) == (None, low, high)
    assert number.approx == approx


def test_a_change_from_one_value_to_another_is_no_range():
    assert [n.value for n in read("The toll rose from 12 to 15 on Monday.")] == [12, 15]


@pytest.mark.parametrize(
    ("sentence", "approx"),
    [
        ("At least seven goats died and 47 sheep strayed.", ["at_least", "at_least"]),
        ("About 40 goats and 11 sheep strayed.", ["about", "about"]),
        ("Nearly 40 goats and 11 sheep strayed.", ["nearly", "exact"]),
        ("More than 40 goats and 11 sheep strayed.", ["more_than", "exact"]),
        ("At least 40 goats strayed, but 11 sheep stayed.", ["at_least", "exact"]),
        ("At least 40 goats and more than 11 sheep strayed.", ["at_least", "more_than"]),
        ("It killed one goat and hurt at least 26 sheep.", ["exact", "at_least"]),
        ("It killed one goat and hurt at least twenty sheep.", ["exact", "at_least"]),
        ("It killed one goat and hurt roughly 26 sheep.", ["exact", "about"]),
    ],
)
def test_only_some_hedges_spread_over_and(sentence, approx):
    assert [number.approx for number in read(sentence)] == approx


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("A 46-year-old baker won.", ["age"]),
        ("Olga Marsh, 46, won.", ["age"]),
        ("She was aged 46.", ["age"]),
        ("It began at 7 p.m. sharp.", ["time"]),
        ("It began at 19:05.", ["time"]),
        ("It ran from 6 to 9 p.m.", ["time", "time"]),
        ("It opened on 9 March 2021.", ["date", "date"]),
        ("It opened on March 9, 2021.", ["date", "date"]),
        ("It opened on 2021-03-09.", ["date"]),
        ("It opened in 2021.", ["date"]),
        ("Those of the 1980s were better.", ["date"]),
        ("A Kite-300 and two AB-12s flew by.", ["model", "count", "model"]),
        ("A K-59/69 flew by.", ["model"]),
        ("The 3rd and the 22nd won.", ["ordinal", "ordinal"]),
        ("The reds won 3-1.", ["score"]),
        ("It fell by 14 percent, or 0.4%.", ["percent", "percent"]),
        ("It was 38.5C, or 101.3F.", ["measure", "measure"]),
        ("The walk took 24 hours.", ["duration"]),
        ("The walk was 12 km long.", ["distance"]),
        ("It held 30 tonnes.", ["measure"]),
        ("Call 1-555-555-0199 today.", ["identifier"]),
        ("Flight 212 landed.", ["identifier"]),
        ("It was voted No. 4 on the list.", ["identifier"]),
        ("One of the largest cranes fell.", ["rank"]),
        ("A third of the cranes fell.", ["fraction"]),
        ("It weighed half as much.", ["fraction"]),
        ("2000 soldiers marched.", ["count"]),
        ("The 2000 soldiers marched.", ["count"]),
        ("The 2015 floods were worse.", ["date"]),
        ("The worst flood since 1817 came.", ["date"]),
        ("It snowed more than in 1991-2020.", ["date", "date"]),
        ("It began on 4 AUGUST.", ["date"]),
        ("A man of 48 won.", ["age"]),
        ("A girl of four won.", ["age"]),
        ("The woman, 22, won.", ["age"]),
        ("In the city of 22 bridges it rained.", ["count"]),
        ("It rang at half past five.", ["time"]),
        ("It rang shortly after six on Tuesday.", ["time"]),
        ("It rained until two in the afternoon.", ["time"]),
        ("It rained from nine to six p.m.", ["time", "time"]),
        ("1. Wash the goats.", ["identifier"]),
        ("Goat_52 wrote this.", ["model"]),
        ("They fined 48 on Tuesday.", ["count"]),
    ],
)
def test_numbers_that_count_nothing_say_so_by_their_kind(sentence, kinds):
    assert [number.kind for number in read(sentence)] == kinds


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("It burned 300 acres.", "acre"),
        ("It burned 12 square miles.", "square_mile"),
        ("They stole 4TB of mail.", "terabyte"),
        ("They paid 40 euros.", "eur"),
        ("It was 38 degrees Celsius.", "celsius"),
        ("It was 101F.", "fahrenheit"),
        ("It was 38 degrees.", "degree"),
    ],
)
def test_a_number_names_its_unit(sentence, unit):
    assert [number.unit for number in read(sentence)] == [unit]


@pytest.mark.parametrize("sentence", ["Another 75 came.", "75 more came.", "75 others came."])
def test_what_comes_on_top_is_marked_additive(sentence):
    assert [number.additive for number in read(sentence)] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "No one came, and one another they blamed.",
        "It was a second-hand bike.",
        "He scores twice in the second half.",
        "Few came.",
        "It happened often.",
        "They came by the dozen.",
        "It was a one-way street.",
    ],
)
def test_words_that_only_look_like_numbers_are_left_alone(sentence):
    assert counted(sentence) == []


WORDS = (
    "12 3,400 5.6 7:30 9/11 -4 +1 a an one two hundred thousand million dozen "
    "scores half third "
    "and or to of about at least more than percent % $ km C July 2024 S-300 , . - "
    "\u2013 ( ) ' x "
    "\u00bd Rs 1.000 99-year-old between from nearly p.m. \u0130 \u212a \u017f"
)
PIECES = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(max_size=300), PIECES))
def test_any_sentence_yields_ordered_numbers_inside_it_with_ordered_bounds(sentence):
    end = 0
    for number in read(sentence):
        assert end <= number.start < number.end <= len(sentence)
        assert sentence[number.start : number.end] == number.text
        end = number.end
        if number.low is not None and number.high is not None and number.kind != "score":
            assert number.low <= number.high


@given(PIECES, st.integers(min_value=0, max_value=5))
def test_no_more_numbers_than_the_limit_are_returned(sentence, limit):
    assert len(find_numbers(sentence, units=UNITS, limit=limit)) <= limit


@pytest.mark.parametrize(
    "hostile",
    [
        "7 " * 25_000,
        "1,000 " * 8_000,
        "one hundred and " * 3_000,
        "5-" * 25_000,
        "9" * 50_000,
        "1 000 " * 8_000,
        "a dozen " * 6_000,
        "about " * 8_000 + "5",
        "1,111, " * 8_000,
        "1/" * 25_000,
        "A1-" * 16_000,
    ],
)
def test_a_hostile_sentence_yields_a_bounded_number_of_numbers(hostile):
    assert len(read(hostile)) <= NUMBERS_PER_SENTENCE_MAX
