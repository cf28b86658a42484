"""Upkeep: the panels that show whether the worker keeps up, and what stands in its way."""

from deploy.grafana.panels import Panel, Steps, curves, number
from deploy.grafana.queries import SELECTED, WINDOW, Query, a_day, most, rise, within

PARTITION = "topic, partition"
LIVE = 'arrival="live"'


def time_taken() -> list[Panel]:
    """How long it takes until an alert is out, and where the time goes."""
    return [
        curves(
            "From article to alert",
            "From the publication of an article to the alert it caused, without old news sent in"
            " later.",
            "s",
            *(
                Query(within("article_to_alert_seconds", share, more=LIVE), f"p{share * 100:g}")
                for share in (0.5, 0.9, 0.99)
            ),
        ),
        curves(
            "Theirs and ours",
            "Nine in ten articles reach Kafka within `feeds`; nine in ten messages are finished"
            " within `here` of reaching it.",
            "s",
            Query(within("source_delay_seconds", 0.9), "feeds"),
            Query(within("consume_delay_seconds", 0.9), "here"),
        ),
        curves(
            "Stages",
            "Time that one message spends in each stage, 19 of 20 of them.",
            "s",
            Query(within("stage_seconds", 0.95, by="stage"), "{{stage}}"),
        ),
        curves(
            "The broker's answers",
            "Time from sending a message, or an offset commit, to the answer; 99 of 100.",
            "s",
            Query(within("publish_seconds", 0.99, by="topic"), "{{topic}}"),
            Query(within("commit_seconds", 0.99), "commit"),
            width=12,
        ),
        curves(
            "Interruptions",
            "Time in which a rebalance, and the restoring of tables within it, keeps work from"
            " going on.",
            "s",
            Query(within("rebalance_seconds", 0.95), "rebalance p95"),
            Query(within("recovery_seconds", 0.95), "recovery p95"),
            width=12,
        ),
    ]


def lag() -> list[Panel]:
    """Where the consumer stands on each partition."""
    by_partition = "{{topic}}/{{partition}}"
    held = f"sum by (topic) (recordwire_consumer_assigned_partitions{{{SELECTED}}})"
    last = most("recordwire_last_processed_timestamp_seconds", "topic").expression
    return [
        curves(
            "Waiting messages",
            "Messages behind the committed offset, by partition.",
            "short",
            most("recordwire_consumer_lag_messages", PARTITION, by_partition),
        ),
        curves(
            "Age of the oldest waiting message",
            "An upper bound; 0 where none waits. It grows while a partition stands still.",
            "s",
            most("recordwire_consumer_lag_seconds", PARTITION, by_partition),
        ),
        curves(
            "Finished, not committed",
            "What a crash would repeat. It must go up and down; a curve that only rises is a stuck"
            " partition.",
            "short",
            most("recordwire_commit_gap_messages", PARTITION, by_partition),
        ),
        curves(
            "Partitions with a worker",
            "Partitions held, and how many there are. Less than all means that some messages wait.",
            "short",
            Query(held, "{{topic}} held"),
            most("recordwire_topic_partitions", "topic", "{{topic}} all"),
            width=12,
        ),
        curves(
            "Since the last message",
            "How long ago a message was finished on each topic.",
            "s",
            Query(f"time() - ({last} > 0)", "{{topic}}"),
            width=12,
        ),
    ]


def doubt() -> list[Panel]:
    """What was refused, repeated or held back."""
    return [
        curves(
            "Rejects, by reason",
            "Messages that could not be used. They are on `rejects` with their bytes; `recordwire"
            " requeue` sends them again.",
            "short",
            rise("rejects", "reason"),
            stacked=True,
        ),
        curves(
            "Failures of sending",
            "Messages that the broker did not take, and further attempts of a step.",
            "short",
            rise("publish_failures", "topic", "sent to {{topic}}"),
            rise("retries", "step", "attempts: {{step}}"),
        ),
        curves(
            "Values held back",
            "Values that wait for a second source, or that no source can be right about.",
            "short",
            rise("values_held", "domain, doubt", "{{domain}}: {{doubt}}"),
        ),
    ]


def health() -> list[Panel]:
    """How the processes are."""
    starts = f"sum(changes(process_start_time_seconds{{{SELECTED}}}[24h]))"
    return [
        *_standing(),
        number(
            "Starts, 24 h",
            "How often a worker was started within a day, beyond the first time.",
            "short",
            expression=starts,
            steps=Steps(3, 10),
            width=4,
        ),
        number(
            "Rebalances, 24 h",
            "How often partitions were given out anew within a day.",
            "short",
            expression=a_day("rebalances", how="max"),
            steps=Steps(20, 100),
        ),
        *_process(),
    ]


def _standing() -> list[Panel]:
    return [
        number(
            "Workers ready",
            "Share of workers that say they are ready.",
            "percentunit",
            expression=f"avg(recordwire_ready{{{SELECTED}}})",
            steps=Steps(1, 0.5),
            width=6,
        ),
        number(
            "Kafka",
            "Share of workers that reach a broker.",
            "percentunit",
            expression=f"avg(recordwire_broker_reachable{{{SELECTED}}})",
            steps=Steps(1, 0.5),
            width=6,
        ),
        number(
            "Versions",
            "How many versions run. More than one outside of a rollout is a mistake.",
            "short",
            expression=f"count(count by (version) (recordwire_build_info{{{SELECTED}}}))",
            steps=Steps(2, 3),
        ),
    ]


def _process() -> list[Panel]:
    cpu = f"sum by (instance) (rate(process_cpu_seconds_total{{{SELECTED}}}[{WINDOW}]))"
    keys = f"sum by (table) (recordwire_table_keys{{{SELECTED}}})"
    return [
        curves(
            "Processor",
            "Processor time; 100 % is one core, and one worker uses one.",
            "percentunit",
            Query(cpu, "{{instance}}"),
            width=6,
        ),
        curves(
            "Memory",
            "Memory in use by each worker.",
            "bytes",
            most("process_resident_memory_bytes", "instance"),
            width=6,
        ),
        curves(
            "Event loop",
            "How late the event loop wakes a sleeper, 99 of 100. Seconds mean that a stage blocks.",
            "s",
            Query(within("event_loop_lag_seconds", 0.99, by="instance"), "{{instance}}"),
            width=6,
        ),
        curves(
            "Keys in the tables",
            "Articles remembered and reports kept. The first levels off after 90 days.",
            "short",
            Query(keys, "{{table}}"),
            width=6,
        ),
    ]
