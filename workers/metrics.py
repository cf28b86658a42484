"""Metrics: every number the worker exports, in one table; all labels come from closed lists."""

import platform
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Annotated, Literal, NamedTuple, get_args, get_type_hints

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

from schemas.alert import AlertStatus
from schemas.note import NoteType
from schemas.reject import RejectReason
from schemas.topics import ARTICLES, CLAIMS, TOPICS
from workers import __version__

Metric = Counter | Gauge | Histogram

PREFIX = "recordwire_"
WATCHED_MAX = 50

# How the one message ended; each is counted once.
ArticleOutcome = Literal[
    "reported",  # at least one report went to `claims`
    "no_figures",
    "filtered",
    "language",
    "withdrawn",
    "unchanged",
    "older",
    "forwarded",
    "rejected",
]
ReportOutcome = Literal["merged", "unchanged", "rejected"]  # unchanged: it was known
Stage = Literal["read_total", "merge_total", "publish"]
Step = Literal["read", "merge"]
Arrival = Literal["live", "backfill"]
Failure = Literal["timeout", "too_large", "unauthorised", "other"]
Misplaced = Literal["key", "partition"]
Doubt = Literal["held", "implausible"]


class Label(NamedTuple):
    """A label and all values it can have; without values they are known only at run time."""

    name: str
    values: Sequence[str] = ()


class About(NamedTuple):
    """What a metric says, its labels, and the upper edges of its buckets if it has any."""

    says: str
    labels: tuple[Label, ...] = ()
    buckets: tuple[float, ...] = ()


class Watched(NamedTuple):
    """The labels of one current record that is exported."""

    domain: str
    figure: str
    series: str
    scope: str


_TOPIC = Label("topic", tuple(sorted(topic.name for topic in TOPICS)))
_SOURCE = Label("topic", (ARTICLES.name, CLAIMS.name))
_PARTITION = Label("partition")  # added when assigned, removed when revoked
_STEP = Label("step", get_args(Step))
_DOMAIN = Label("domain")
_FIGURE = Label("figure")
_RECORD = tuple(Label(name) for name in Watched._fields)

_WORK = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_SEND = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0)
# 60 s is the objective of the latency rule and must stay an edge.
_NEWS = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 21600)
_FEED = (1, 5, 15, 30, 60, 300, 900, 3600, 10800, 43200, 86400)
_WAIT = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)
_PAUSE = (0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800)
_LOOP = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)


class Metrics:
    """The metrics, an attribute each; the attribute's name behind `recordwire_` is its own name.

    Counters get `_total` from the client. Everything whose labels are known at the start is there
    from the start with 0, so that a first event is seen as a rise.
    """

    # What came in, and how it ended.
    articles: Annotated[
        Counter,
        About("Articles, by how reading ended.", (Label("outcome", get_args(ArticleOutcome)),)),
    ]
    reports: Annotated[
        Counter,
        About("Reports, by how merging ended.", (Label("outcome", get_args(ReportOutcome)),)),
    ]
    articles_forwarded: Annotated[
        Counter,
        About(
            "Articles sent on once because key or partition was not that of their id.",
            (Label("misplaced", get_args(Misplaced)),),
        ),
    ]
    rejects: Annotated[
        Counter,
        About(
            "Messages sent to rejects, by source topic and reason.",
            (_SOURCE, Label("reason", get_args(RejectReason))),
        ),
    ]
    retries: Annotated[Counter, About("Further attempts at a message that failed.", (_STEP,))]
    claims: Annotated[Counter, About("Claims sent, by figure.", (_DOMAIN, _FIGURE))]

    # What went out.
    alerts: Annotated[
        Counter,
        About(
            "Alert messages acknowledged by the broker, by their status.",
            (_DOMAIN, Label("status", get_args(AlertStatus))),
        ),
    ]
    last_alert_timestamp_seconds: Annotated[
        Gauge, About("Unix time of the newest alert message; 0 if none since the start.")
    ]
    notes: Annotated[
        Counter,
        About("Notes acknowledged by the broker, by type.", (Label("type", get_args(NoteType)),)),
    ]
    values_held: Annotated[
        Counter,
        About(
            "Values kept out of the ledger until another source confirms them.",
            (_DOMAIN, Label("doubt", get_args(Doubt))),
        ),
    ]
    current_record: Annotated[
        Gauge, About("Current record of a watched series, in the figure's unit.", _RECORD)
    ]
    current_record_date_timestamp_seconds: Annotated[
        Gauge,
        About("Start (UTC) of the day or month of a watched series' current record.", _RECORD),
    ]
    events_published: Annotated[
        Counter, About("Event rows acknowledged by the broker.", (_DOMAIN,))
    ]
    publish_failures: Annotated[
        Counter,
        About(
            "Messages that the broker did not take, by topic.",
            (_TOPIC, Label("reason", get_args(Failure))),
        ),
    ]

    # How long it took.
    stage_seconds: Annotated[
        Histogram,
        About("Time one message spends in one stage.", (Label("stage", get_args(Stage)),), _WORK),
    ]
    article_to_alert_seconds: Annotated[
        Histogram,
        About(
            "From an article's publication to the acknowledged alert that it caused.",
            (Label("arrival", get_args(Arrival)),),
            _NEWS,
        ),
    ]
    source_delay_seconds: Annotated[
        Histogram, About("From an article's publication to its arrival on Kafka.", (), _FEED)
    ]
    consume_delay_seconds: Annotated[
        Histogram, About("From a message's arrival on Kafka to its end here.", (_SOURCE,), _WAIT)
    ]
    publish_seconds: Annotated[
        Histogram, About("From sending a message to the broker's answer.", (_TOPIC,), _SEND)
    ]
    commit_seconds: Annotated[Histogram, About("Time of one offset commit.", (), _SEND)]

    # Where the consumer stands.
    consumer_lag_messages: Annotated[
        Gauge, About("Messages behind the committed offset.", (_SOURCE, _PARTITION))
    ]
    consumer_lag_seconds: Annotated[
        Gauge,
        About(
            "Upper bound of the age of the oldest waiting message; 0 if none waits.",
            (_SOURCE, _PARTITION),
        ),
    ]
    commit_gap_messages: Annotated[
        Gauge, About("Messages finished here but not yet committed.", (_SOURCE, _PARTITION))
    ]
    consumer_assigned_partitions: Annotated[Gauge, About("Partitions held here.", (_SOURCE,))]
    topic_partitions: Annotated[Gauge, About("Partitions the topic has.", (_SOURCE,))]
    last_processed_timestamp_seconds: Annotated[
        Gauge, About("Unix time at which the last message was finished; 0 if none.", (_SOURCE,))
    ]
    rebalances: Annotated[Counter, About("Completed rebalances.")]
    rebalance_seconds: Annotated[
        Histogram, About("From the start of a rebalance to work going on.", (), _PAUSE)
    ]
    recovery_seconds: Annotated[
        Histogram, About("Time to restore the tables after a rebalance.", (), _PAUSE)
    ]
    table_keys: Annotated[
        Gauge, About("Keys in a table.", (Label("table", ("memory", "reports")),))
    ]

    # How the process is.
    ready: Annotated[Gauge, About("1 if /readyz says so.")]
    broker_reachable: Annotated[Gauge, About("1 if the last request to Kafka was answered.")]
    event_loop_lag_seconds: Annotated[
        Histogram, About("How late the event loop wakes a sleeper.", (), _LOOP)
    ]
    build_info: Annotated[Gauge, About("Always 1.", (Label("version"), Label("python_version")))]

    def __init__(
        self,
        registry: CollectorRegistry,
        *,
        figures: Iterable[tuple[str, str]],
        watched: Iterable[Watched] = (),
    ) -> None:
        """Register everything in `registry`; `figures` are all pairs of domain and figure.

        Raises `ValueError` for more than `WATCHED_MAX` watched series.
        """
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the client has no type here
        self._watched = frozenset(watched)
        if len(self._watched) > WATCHED_MAX:
            fault = f"{len(self._watched)} series are watched; at most {WATCHED_MAX} can be"
            raise ValueError(fault)
        pairs = sorted(set(figures))
        domains = sorted({domain for domain, _ in pairs})
        kinds = get_type_hints(Metrics)
        for name, about in table().items():
            metric = _made(kinds[name], name, about)
            registry.register(metric)
            _start_at_zero(metric, about, domains)
            setattr(self, name, metric)
        for domain, figure in pairs:
            self.claims.labels(domain, figure)
        self.build_info.labels(__version__, platform.python_version()).set(1)
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)

    def show_record(self, record: Watched, value: float | None, since: float | None) -> None:
        """Set the current record of `record`, if it is watched; `since` is its day as Unix time.

        A value of None takes it away: nothing is known any more.
        """
        if record not in self._watched:
            return
        for gauge, number in (
            (self.current_record, value),
            (self.current_record_date_timestamp_seconds, since),
        ):
            if number is None:
                gauge.remove(*record)
            else:
                gauge.labels(*record).set(number)

    def forget_partition(self, topic: str, partition: int) -> None:
        """Remove what is exported of a partition that now belongs to another worker."""
        for gauge in (
            self.consumer_lag_messages,
            self.consumer_lag_seconds,
            self.commit_gap_messages,
        ):
            gauge.remove(topic, str(partition))


def table() -> dict[str, About]:
    """Every metric by its name without the prefix, in the order of the class."""
    hints = get_type_hints(Metrics, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def _made(kind: type[Metric], name: str, about: About) -> Metric:
    labels = tuple(label.name for label in about.labels)
    if issubclass(kind, Histogram):
        return Histogram(PREFIX + name, about.says, labels, registry=None, buckets=about.buckets)
    return kind(PREFIX + name, about.says, labels, registry=None)


def _start_at_zero(metric: Metric, about: About, domains: Sequence[str]) -> None:
    known = [domains if label is _DOMAIN else label.values for label in about.labels]
    if about.labels:
        for values in product(*known):  # none where a label is known only at run time
            metric.labels(*values)
