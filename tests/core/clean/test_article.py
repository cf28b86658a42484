import html
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from schemas.article import Article, ContentType
from workers.core.catalogue.furniture import Furniture
from workers.core.clean.article import READ_CHARS_MAX, clean, is_html, second_opinion
from workers.core.clean.text import CleanText, normal

WORDS = Furniture(
    (Path(__file__).parents[3] / "workers/domains/general/furniture.toml").read_text("utf-8")
)
STORY = (
    "The dam above the town broke on Monday morning, the county said.\n"
    "Forty families were taken to a school, and no one was missing by noon.\n"
    "Engineers from the capital are to look at the gates tomorrow."
)


def article(
    body: str,
    *,
    title: str = "Dam breaks above town",
    content_type: ContentType = "text",
    fetched_at: datetime | None = None,
) -> Article:
    return Article(
        url="https://news.example.org/dam",
        publisher="Example Post",
        title=title,
        body=body,
        content_type=content_type,
        published_at=datetime(2031, 5, 14, 12, tzinfo=UTC),
        fetched_at=fetched_at,
    )


def cleaned(body: str, *, content_type: ContentType = "text") -> CleanText:
    return clean(article(body, content_type=content_type), WORDS)


def rules(result: CleanText) -> list[str]:
    return [cut.rule for cut in result.cuts]


@pytest.mark.parametrize(
    ("junk", "rule"),
    [
        ("Sponsored Links", "advertisement"),
        ("ADVERTISEMENT\nHalf price pools: 70% off until Sunday", "advertisement"),
        ("By Rita Low and Hans Oster", "byline"),
        ("Read also: Storm takes 12 roofs in the north", "related"),
        ("Most read\n1. Gold at 4,000\n2. Nine hurt on ferry", "related"),
        ("Cookies help us to show this page. Accept all | 312 partners", "cookies"),
        ("You have 3 free articles left. Subscribe for 2 euros", "subscription"),
        ("Home > World > Rivers", "navigation"),
        ("Menu  Search  Subscribe", "navigation"),
        ("Image for Dam breaks above town", "caption"),
        ("Dam breaks above town", "headline_repeat"),
        ("Updated: 14 May, 10:05 | 3 min read", "stamp"),
        ("11:02 USD 1.08 GOLD 3301.5 OIL 71", "ticker"),
        ("Copyright River Wire. All rights reserved.", "copyright"),
        ("READ MORE | Nine die in mine after 40 hours", "related"),
        ("[Related: Nine die in mine]", "related"),
        ("\u00bb Nine die in mine", "related"),
        ("\u25b6 WATCH: Water takes 12 cars", "related"),
        ("A woman looks at the dam, May 14, 2031. REUTERS/Rita Low", "caption"),
        ("Water on the road to Norrby, where 12 were hurt [Rita Low/River Wire]", "caption"),
        ("A version of this article appears in print, headline: Nine die in mine", "credit"),
        ("\u2014 Rita Low (@ritalow) May 14, 2031", "stamp"),
        ("1,204 views", "stamp"),
        ("https://news.example.org/2031/05/14/7", "debris"),
    ],
)
def test_a_line_of_furniture_is_cut_under_the_name_of_its_rule(junk, rule):
    first, rest = STORY.split("\n", 1)

    result = cleaned(f"{first}\n{junk}\n{rest}")

    assert result.body.text == STORY.replace("\n", "\n\n")
    assert set(rules(result)) <= {rule, "address"}


@pytest.mark.parametrize(
    "marker", ["Comments (31)", "3 replies", "Leave a Reply", "Related Articles", "Hashtags"]
)
def test_everything_behind_the_end_of_the_article_is_cut(marker):
    behind = "River Times\n14 minutes ago\nNine die in mine\nNine miners died in Norr, police said."

    result = cleaned(f"{STORY}\n{marker}\n{behind}")

    assert result.body.text == STORY.replace("\n", "\n\n")


def test_short_lines_are_not_joined_across_the_heading_of_comments():
    behind = "Also in the news\nNorrby: 29 hurt by ice\nSurvey: 81% want a bridge\n"

    result = cleaned(f"{STORY}\n{behind}2 replies\nborys61: add the ferries and you get 900")

    assert result.body.text == STORY.replace("\n", "\n\n")


def test_of_an_endless_text_the_beginning_is_read_and_the_rest_listed_as_cut():
    body = "\n".join(f"Stone {number} fell at noon, said the keeper." for number in range(20_000))

    found = clean(article(body), WORDS)

    assert found.body.text.startswith("Stone 0 fell")
    [rest] = [cut for cut in found.cuts if cut.rule == "too_long"]
    assert READ_CHARS_MAX // 2 < rest.start <= READ_CHARS_MAX
    assert rest.end == len(body)
    assert found.body.ends[-1] <= rest.start
    assert body[rest.start :].split("\n", 1)[1].startswith("Stone")


def test_a_box_in_the_middle_of_an_article_does_not_end_it():
    more = "\n".join(f"Mayor Anna Holt of Norrby said that gate {n} had held." for n in range(6))

    result = cleaned(f"Mayor Anna Holt of Norrby spoke at noon.\nRelated Articles\n{more}")

    assert "gate 5 had held" in result.body.text


def test_a_sentence_broken_at_its_links_is_one_again():
    result = cleaned("The mayor of\nNorrby\n, Anna\nHolt\n, said that the\nriver\nwould fall.")

    assert result.body.text == "The mayor of Norrby, Anna Holt, said that the river would fall."


def test_a_text_broken_at_a_fixed_width_is_one_again():
    first = (
        "   The dam above the town of Norrby broke on Monday morning and the\n"
        "valley road was under water within the hour, the county said in a\n"
        "statement that named no cause. Forty families were taken to the\n"
        "School on the hill, where the Red Cross had put up beds for all of\n"
        "them by noon."
    )
    second = "   Nobody was hurt, it said. Trains to the\ncoast ran an hour late."

    paragraphs = cleaned(f"{first}\n{second}").body.text.split("\n\n")

    assert paragraphs == [" ".join(text.split()) for text in (first, second)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "It held 12 gates in totalriverpost.example+2dams.example+1. They were old.",
            "It held 12 gates in total. They were old.",
        ),
        ("All were shut downdams.example+3. No one saw it.", "All were shut down. No one saw it."),
        (
            "Water rose again.dams.example+1\nIt fell by nineen.wiki.example.",
            "Water rose again.\n\nIt fell by nine.",
        ),
        (
            "It was the third.[4] It will not be the last.",
            "It was the third. It will not be the last.",
        ),
    ],
)
def test_citation_marks_become_spaces_and_leave_the_word_they_are_glued_to(body, text):
    assert re.sub(r" +(?=[. \n])", "", cleaned(body).body.text) == text


def test_a_site_named_in_passing_stays():
    body = "The firm sold it on example.org. The price was 12 euros in the end."

    assert cleaned(body).body.text == body


@pytest.mark.parametrize(
    ("body", "credited"),
    [
        (f"NORRBY (River Wire) - {STORY}", "River Wire"),
        (f"Norrby, Lowland (RWP) \u2013 {STORY}", "RWP"),
        (f"{STORY}\nCopyright River Wire. All rights reserved.", "River Wire"),
        (f"{STORY}\nReporting by River Wire.", "River Wire"),
        (f"{STORY}\nRiver Wire contributed to this report.", "River Wire"),
        (STORY, None),
    ],
)
def test_the_agency_is_taken_from_dateline_or_credit_line(body, credited):
    assert cleaned(body).credited_to == credited


def test_entries_of_a_live_page_know_their_clock():
    result = cleaned(
        "19:40 - All we know\nIt broke.\n\n18:05 - Gates\nThey held.\n\n7.10am: Dawn\nIt fell."
    )

    texts = [result.body.text[entry.start : entry.end].split() for entry in result.entries]
    assert [entry.minutes for entry in result.entries] == [1180, 1085, 430]
    assert texts[1] == ["Gates", "They", "held."]
    assert ":" not in result.body.text


PAGE = """<!DOCTYPE html><html><head><title>Dam breaks | Post</title>
<script>var sizes = [728, 90];</script><style>.a{width:300px}</style></head><body>
<div id="cookie"><p>We and our 512 partners store information on your device.</p></div>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Dam breaks above town</h1>
<figure><img alt="Dam breaks above town, 12 hurt"><figcaption>A gate, 1998</figcaption></figure>
<p>The dam above Norrby broke at 6&nbsp;a.m. &mdash; 1<b>,</b>204 people left,
the county&#8217;s office said.</p>
<p>Engineers &amp; divers from the capital are to look at the gates tomorrow.</p>
<aside class="related"><p>Nine die in mine</p></aside></article>
<section id="comments"><p>They will lose 900 homes, mark my words.</p></section>
<footer>12 Main Street.</footer></body></html>"""


def test_only_the_article_of_a_page_gives_text():
    result = cleaned(PAGE, content_type="html")

    assert result.body.text.split("\n\n") == [
        "The dam above Norrby broke at 6 a.m. \u2014 1,204 people left, the county's office said.",
        "Engineers & divers from the capital are to look at the gates tomorrow.",
    ]
    assert {"page_frame", "headline_repeat"} <= set(rules(result))


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("1,204", "1<b>,</b>204"),
        ("6 a.m.", "6&nbsp;a.m."),
        ("county's", "county&#8217;s"),
        ("&", "&amp;"),
    ],
)
def test_a_number_of_a_page_is_found_in_its_source(text, raw):
    result = cleaned(PAGE, content_type="html")
    start = result.body.text.index(text)

    span = result.body.raw_span(start, start + len(text))

    assert span is not None
    assert PAGE[slice(*span)] == raw


def test_a_page_of_teasers_alone_has_no_text():
    teasers = "".join(f"<div><h3>Storm takes {n} roofs in the north</h3></div>" for n in range(4))

    result = cleaned(f"<html><body><h1>Storms</h1>{teasers}</body></html>", content_type="html")

    assert result.body.text == ""


def test_entries_of_a_live_page_in_html_know_their_clock():
    posts = "".join(
        f"<div><time>{clock}</time><h2>Gate {n}</h2><p>Gate {n} of the dam held, it said.</p></div>"
        for n, clock in enumerate(("19:40", "18:05", "07:30"))
    )

    result = cleaned(f"<html><body><h1>The dam, live</h1>{posts}</body></html>")

    assert [entry.minutes for entry in result.entries] == [1180, 1085, 450]
    assert "Gate 1" in result.body.text[result.entries[1].start : result.entries[1].end]


def test_tags_make_a_page_whatever_the_sender_calls_it():
    assert is_html(article("<p>One</p><p>Two</p>"))
    assert not is_html(article("3 < 4 and 5 > 4"))
    assert not is_html(article("No tag at all", content_type="html"))


def test_a_stray_tag_of_a_feed_is_no_text():
    body = f'{STORY} <a href="https://news.example.org/2031/12/9000">Go on</a>'

    result = cleaned(body)

    assert result.body.text.split() == f"{STORY} Go on".split()
    assert "markup" in rules(result)


def test_a_fragment_of_a_page_is_read_though_its_sentence_does_not_end():
    body = '<p>Dam above Norrby broke</p><p><b>Nobody hurt</b></p><a href="/x">Nine die in mine</a>'

    result = cleaned(body, content_type="html")

    assert result.body.text == "Dam above Norrby broke\n\nNobody hurt"
    assert "link" in rules(result)


def test_the_second_opinion_is_on_pages_alone():
    page = article("<html><body><article>" + f"<p>{STORY}</p>" * 3 + "</article></body></html>")

    assert "The dam above the town" in (second_opinion(page) or "")
    assert second_opinion(article(STORY)) is None


def test_the_date_of_a_page_is_read_only_where_none_was_delivered():
    tag = '<meta property="article:published_time" content="2031-05-03T08:00:00Z">'
    page = f"<html><head>{tag}</head><body><p>{STORY}</p></body></html>"
    dated = article(page, content_type="html", fetched_at=datetime(2031, 6, 1, tzinfo=UTC))
    bare = structs.replace(dated, published_at=None)

    assert clean(bare, WORDS).published_at == datetime(2031, 5, 3, tzinfo=UTC)
    assert clean(dated, WORDS).published_at is None


PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " ", ". ", "<p>", "</p>", "<div class='ad'>", "</div>", "<b>", "&amp;"),
        *("&nbsp;", "&#160;", "&", "<", ">", "<!--", "-->", "<script>", "</script>", "\u00a0"),
        *("\u200b", "\u2019", "12,400", "a.example+1", "Comments (3)", "Read also: x", "18:05 - y"),
        *("By Rita Low", "Advertisement", "Storm over town", "http://x.example/1", "\U00100001"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=30), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.text(max_size=60), st.sampled_from(["text", "html"]))
def test_any_text_survives_and_every_character_knows_its_place(body, title, content_type):
    sent = article(body, title=title, content_type=content_type)

    result = clean(sent, WORDS)

    for passage, delivered in ((result.title, title), (result.body, body)):
        assert len(passage.text) == len(passage.starts) == len(passage.ends)
        assert list(passage.starts) == sorted(passage.starts)
        for start, end, char in zip(passage.starts, passage.ends, passage.text, strict=True):
            assert 0 <= start <= end <= len(delivered)
            if start < end and not char.isspace():
                raw = delivered[start:end]
                assert char in normal(raw) + normal(html.unescape(raw)) + "\ufffd"
    for cut in result.cuts:
        assert 0 <= cut.start <= cut.end <= len(body if cut.field == "body" else title)


@given(TEXTS)
def test_cleaning_twice_gives_the_same(body):
    assert cleaned(body) == cleaned(body)


HOSTILE = {
    "markers": "Comments\n" * 3000,
    "boxes": "Mayor Anna Holt spoke at noon today.\nRelated Articles\n" * 800,
    "deep": "<div>" * 6000 + "x",
    "unclosed": "<p a='" * 5000,
    "sites": "".join(f"word{n}.site{n}.example+1 " for n in range(1500)),
    "one address": "http://" * 6000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_no_more_than_its_share_of_steps(name: str):
    # Twice the text may take twice the steps, give or take; steps are counted, never seconds.
    def steps(text: str) -> int:
        count = 0

        def count_call(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(count_call)
        try:
            cleaned(text, content_type="html")
        finally:
            sys.setprofile(None)
        return count

    assert steps(HOSTILE[name] * 2) <= 2.6 * steps(HOSTILE[name]) + 2000
