"""Panels: the few kinds of panel that the dashboards are made of, with what they have in common."""

from typing import NamedTuple

from grafana_foundation_sdk.builders import common as common_builders
from grafana_foundation_sdk.builders import dashboard as dashboards
from grafana_foundation_sdk.builders import prometheus, stat, table, timeseries
from grafana_foundation_sdk.models import common, dashboard
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from deploy.grafana.queries import Query

DATASOURCE = dashboard.DataSourceRef(type_val="prometheus", uid="${datasource}")

Panel = stat.Panel | table.Panel | timeseries.Panel


class Steps(NamedTuple):
    """From which values on a number turns yellow and red; falling if the first is the larger."""

    warning: float
    critical: float


def number(
    title: str, says: str, unit: str, *, expression: str, steps: Steps | None = None, width: int = 4
) -> stat.Panel:
    """One number as it is now, with a faint curve of how it came to be."""
    return (
        stat.Panel()
        .title(title)
        .description(says)
        .unit(unit)
        .datasource(DATASOURCE)
        .span(width)
        .height(4)
        .color_mode(common.BigValueColorMode.VALUE)
        .graph_mode(common.BigValueGraphMode.AREA)
        .reduce_options(common_builders.ReduceDataOptions().calcs(["lastNotNull"]))
        .thresholds(_thresholds(steps))
        .no_value("none yet")
        .decimals(0)  # a rise is estimated from samples and rarely whole
        .with_target(_target(Query(expression), "A"))
    )


def curves(
    title: str,
    says: str,
    unit: str,
    *queries: Query,
    stacked: bool = False,
    apart: bool = False,
    width: int = 8,
) -> timeseries.Panel:
    """Numbers over time, `stacked` ones as parts of a whole.

    `apart` sets numbers of very different size side by side, on a logarithmic scale.
    """
    panel = (
        timeseries.Panel()
        .title(title)
        .description(says)
        .unit(unit)
        .datasource(DATASOURCE)
        .span(width)
        .height(8)
        .line_width(1)
        .fill_opacity(40 if stacked else 8)
        .show_points(common.VisibilityMode.NEVER)
        .legend(
            common_builders.VizLegendOptions()
            .display_mode(common.LegendDisplayMode.LIST)
            .placement(common.LegendPlacement.BOTTOM)
            .show_legend(True)
        )
    )
    if stacked:
        panel = panel.stacking(common_builders.StackingConfig().mode(common.StackingMode.NORMAL))
    scale = common_builders.ScaleDistributionConfig()
    if apart:
        panel = panel.scale_distribution(scale.type(common.ScaleDistribution.LOG).log(10))
    else:
        panel = panel.min(0)
    for place, query in enumerate(queries):
        panel = panel.with_target(_target(query, chr(ord("A") + place)))
    return panel


def rows(title: str, says: str, *columns: tuple[str, Query, str], width: int = 16) -> table.Panel:
    """A table of what is known now: a line a series, with the columns (title, query, unit)."""
    panel = (
        table.Panel()
        .title(title)
        .description(says)
        .unit("none")
        .datasource(DATASOURCE)
        .span(width)
        .height(8)
        .no_value("none yet")
        .with_transformation(dashboard.DataTransformerConfig(id_val="merge", options={}))
    )
    names = {}
    for place, (name, query, unit) in enumerate(columns):
        letter = chr(ord("A") + place)
        names[f"Value #{letter}"] = name
        panel = panel.with_target(
            _target(query, letter).format(PromQueryFormat.TABLE).instant()
        ).override_by_name(name, [dashboard.DynamicConfigValue(id_val="unit", value=unit)])
    return panel.with_transformation(
        dashboard.DataTransformerConfig(
            id_val="organize", options={"excludeByName": {"Time": True}, "renameByName": names}
        )
    )


def _target(query: Query, letter: str) -> prometheus.Dataquery:
    return (
        prometheus.Dataquery()
        .expr(query.expression)
        .legend_format(query.legend)
        .ref_id(letter)
        .range()
    )


def _thresholds(steps: Steps | None) -> dashboards.ThresholdsConfig:
    made = [dashboard.Threshold(value=None, color="green")]
    if steps is not None and steps.warning <= steps.critical:
        made += [
            dashboard.Threshold(value=steps.warning, color="yellow"),
            dashboard.Threshold(value=steps.critical, color="red"),
        ]
    elif steps is not None:
        made = [
            dashboard.Threshold(value=None, color="red"),
            dashboard.Threshold(value=steps.critical, color="yellow"),
            dashboard.Threshold(value=steps.warning, color="green"),
        ]
    return dashboards.ThresholdsConfig().mode(dashboard.ThresholdsMode.ABSOLUTE).steps(made)
