"""Overview: the one dashboard, records first, then what could keep them from coming."""

from grafana_foundation_sdk.builders import dashboard as dashboards
from grafana_foundation_sdk.models import dashboard

from deploy.grafana.news import NEW, flow, records
from deploy.grafana.panels import DATASOURCE
from deploy.grafana.queries import SELECTED
from deploy.grafana.upkeep import doubt, health, lag, time_taken

ROW_IDS_FROM = 101


def overview() -> dashboards.Dashboard:
    """The dashboard, every panel numbered in the order of reading."""
    made = _frame()
    place = 0
    for row, (title, panels) in enumerate(
        (
            ("Records", records()),
            ("Flow", flow()),
            ("Time", time_taken()),
            ("Where the consumer stands", lag()),
            ("Doubt and refusal", doubt()),
            ("Health", health()),
        )
    ):
        made = made.with_row(dashboards.Row(title).id(ROW_IDS_FROM + row))
        for panel in panels:
            place += 1
            made = made.with_panel(panel.id(place))
    return made


def _frame() -> dashboards.Dashboard:
    firing = 'ALERTS{alertstate="firing",alertname=~"Recordwire.*"}'
    broken = f"sum by (domain) (increase(recordwire_alerts_total{{{SELECTED},{NEW}}}[1m])) > 0"
    instances = 'label_values(recordwire_build_info{job=~"$job"}, instance)'
    return (
        dashboards.Dashboard("Recordwire")
        .uid("recordwire-overview")
        .description("Records and alerts, and whether the worker keeps up.")
        .tags(["recordwire"])
        .refresh("30s")
        .time("now-6h", "now")
        .timezone("utc")
        .readonly()
        .tooltip(dashboard.DashboardCursorSync.CROSSHAIR)
        .with_variable(
            dashboards.DatasourceVariable("datasource").type("prometheus").label("Data source")
        )
        .with_variable(_choice("job", "Job", "label_values(recordwire_build_info, job)"))
        .with_variable(_choice("instance", "Worker", instances))
        .annotation(_mark("Needs a look", "red", firing))
        .annotation(_mark("Record broken", "purple", broken))
    )


def _choice(name: str, label: str, query: str) -> dashboards.QueryVariable:
    return (
        dashboards.QueryVariable(name)
        .label(label)
        .query(query)
        .datasource(DATASOURCE)
        .refresh(dashboard.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .multi(True)
        .include_all(True)
    )


def _mark(name: str, color: str, query: str) -> dashboards.AnnotationQuery:
    return (
        dashboards.AnnotationQuery()
        .name(name)
        .datasource(DATASOURCE)
        .enable(True)
        .icon_color(color)
        .expr(query)
    )
