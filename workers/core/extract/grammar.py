"""Grammar: the closed classes of English words that hold a sentence together."""

from typing import Final

BE: Final = frozenset("be is are was were been being get got gets getting am".split())
HAVE: Final = frozenset("have has had having".split())
MODALS: Final = frozenset("will would could may might can cannot should must shall".split())
AUXILIARIES: Final = BE | HAVE | MODALS | {"did", "do", "does", "reported", "reportedly"}
ADVERBS: Final = frozenset(
    "also already only just still then later now not never even again once all both alone either "
    "so soon too yet each instead else successfully eventually finally apparently mostly mainly "
    "chiefly largely partly together altogether overnight too respectively simply since thus "
    "immediately earlier safely directly therefore either himself themselves itself "
    "allegedly".split()
)
HEDGES: Final = frozenset(
    "about around some roughly nearly almost over more less fewer than least most at up to close "
    "approximately exactly as many further another additional other the a an only total further "
    "all these those its their his her our no even just record".split()
)
LINKS: Final = frozenset("with by of using involving comprising featuring via".split())
PREPOSITIONS: Final = frozenset(
    "in on at over above near around across into onto through throughout from to toward towards "
    "against for by with within inside outside along off during after before between among amid "
    "under behind beyond beside besides upon about of via within without toward since until till "
    "per than as like despite".split()
)
PLACE_PREPOSITIONS: Final = frozenset(
    "in on at over above near around across into onto through to toward towards against "
    "within inside outside along off for between beside under of targeting for".split()
)
CONJUNCTIONS: Final = frozenset(
    "but while whereas though although because when where after before if unless until whether "
    "despite so yet as since once".split()
)
RELATIVES: Final = frozenset("that which who whom whose".split())
PRONOUNS: Final = frozenset(
    "he she it they we i you him her them us me this that these those there one's who which what "
    "somebody someone nobody everybody everyone".split()
)
DETERMINERS: Final = frozenset(
    "the a an its their his her our these those this that all both each every some any of".split()
)
ANAPHORS: Final = frozenset("them these those which whom it".split())
STATE_VERBS: Final = frozenset(
    "is are was were be been being has had have rose risen rise rises rising climbed climb climbs "
    "climbing stands stood stand standing reached reach reaches reaching numbered number numbers "
    "numbering totaled totalled total totals put puts putting set now at to came come comes coming "
    "grew grown grow grows jumped jumps jump increased increases increase passed exceeded hit hits "
    "brought brings bring bringing takes took take taking taken as by was rose further ticked "
    "topped surpassed surged revised raised lowered from went goes gone up stayed remained remains "
    "listed given gave gives counted estimated climbed mounted mounts swelled swells fell fall "
    "falls fallen dropped drops drop declined declines decreased sank slipped".split()
)
BREAKS: Final = frozenset([";", "(", ")", "\u2014", "\u2013"])
QUOTES: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb")
NEGATIONS: Final = frozenset("no not none nobody never without zero neither nor".split())

WHOLE_WORDS: Final = frozenset("country nation nationwide countrywide territory".split())
REGION_WORDS: Final = frozenset(
    "region regions capital city cities oblast district districts province suburb suburbs town "
    "sea seas waters peninsula village area areas there county neighborhood neighbourhood".split()
)
