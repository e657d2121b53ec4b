"""What a part counts. One registry a process; `/metrics` shows it."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

REQUESTS = Histogram(
    "samskab_request_seconds",
    "Requests answered, and how long each took.",
    ("part", "method", "route", "status"),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
FACTS_SENT = Counter(
    "samskab_facts_sent", "Facts appended to a topic.", ("topic",), registry=REGISTRY
)
FACTS_APPLIED = Counter(
    "samskab_facts_applied", "Facts heard and dealt with.", ("listener",), registry=REGISTRY
)
LAG = Gauge(
    "samskab_lag_records", "Records still before a listener.", ("listener",), registry=REGISTRY
)
OUTBOX_AGE = Gauge(
    "samskab_outbox_age_seconds", "Age of the oldest fact not yet sent.", registry=REGISTRY
)
SHELF = Gauge(
    "samskab_shelf_records", "Facts for a person to look at.", ("listener",), registry=REGISTRY
)


def observe(part: str, method: str, route: str, status: int, seconds: float) -> None:
    """Count a request. `route` is the template, never the path: few values, nothing personal."""
    REQUESTS.labels(part, method if method in METHODS else "other", route, status).observe(seconds)


def metrics() -> bytes:
    """Return all of it in Prometheus' text format."""
    return generate_latest(REGISTRY)
