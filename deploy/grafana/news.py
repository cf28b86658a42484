"""News: the panels that show records, alerts and what became of the articles."""

from deploy.grafana.panels import Panel, Steps, curves, number, rows
from deploy.grafana.queries import SELECTED, Query, a_day, most, rate, rise

NEW = 'status=~"claimed|provisional"'
RECORD = "domain, figure, series, scope"
SINCE = "recordwire_current_record_date_timestamp_seconds"


def records() -> list[Panel]:
    """What this is all for: the records as they stand, and the alerts about them."""
    return [
        rows(
            "Current records",
            "The record of each watched series, in the figure's unit, and the day it was set. Which"
            " series are watched says the catalogue.",
            ("record", most("recordwire_current_record", RECORD), "none"),
            ("since", Query(f"1000 * {most(SINCE, RECORD).expression}"), "dateTimeAsIso"),
        ),
        curves(
            "Alerts raised and changed",
            "Alert messages by status. `claimed` and `provisional` are new records; the others"
            " confirm, correct or take back one that was told.",
            "short",
            rise("alerts", "status"),
            stacked=True,
        ),
        *_alert_numbers(),
        curves(
            "Records over time",
            "Each watched record as a curve: a step is a record that fell, a step back one that was"
            " taken back. The scale is logarithmic.",
            "none",
            most(
                "recordwire_current_record",
                RECORD,
                "{{domain}} {{figure}} {{series}} ({{scope}})",
            ),
            apart=True,
            width=24,
        ),
    ]


def _alert_numbers() -> list[Panel]:
    newest = f"max(recordwire_last_alert_timestamp_seconds{{{SELECTED}}})"
    return [
        number(
            "New records, 24 h",
            "Alerts raised within a day, all domains.",
            "short",
            expression=a_day("alerts", NEW),
            width=8,
        ),
        number(
            "Taken back, 24 h",
            "Alerts retracted within a day. Many of them mean that something is read wrongly.",
            "short",
            expression=a_day("alerts", 'status="retracted"'),
            steps=Steps(5, 20),
            width=8,
        ),
        number(
            "Last alert",
            "How long ago the newest alert message was sent.",
            "s",
            expression=f"time() - ({newest} > 0)",
            width=8,
        ),
    ]


def flow() -> list[Panel]:
    """How many messages went which way."""
    return [
        curves(
            "Articles, by how they ended",
            "`reported` ones stated a figure; `filtered` ones held no word of any domain. Each"
            " article is counted once.",
            "cps",
            rate("articles", "outcome"),
            stacked=True,
        ),
        curves(
            "Reports, by how they ended",
            "What merging made of the reports: `merged` ones changed an event.",
            "cps",
            rate("reports", "outcome"),
            stacked=True,
        ),
        curves(
            "Claims, by figure",
            "How many numbers were read as which figure. One that falls silent may no longer be"
            " understood.",
            "cps",
            rate("claims", "domain, figure"),
        ),
        curves(
            "Sent on and repeated",
            "Articles sent on to their own partition, and messages that said nothing new: feeds"
            " repeat them, and so does Kafka after a crash.",
            "cps",
            rate("articles_forwarded", "misplaced", "sent on: {{misplaced}}"),
            rate("articles", "outcome", "{{outcome}} articles", more='outcome="unchanged"'),
            rate("reports", "outcome", "{{outcome}} reports", more='outcome="unchanged"'),
            width=12,
        ),
        curves(
            "Events and notes",
            "Event rows and notes that the broker took.",
            "cps",
            rate("events_published", "domain", "events: {{domain}}"),
            rate("notes", "type", "{{type}}"),
            width=12,
        ),
    ]
