"""What a part tells about itself: log lines, one trace from end to end, and metrics."""

from chassis.telemetry.lines import begin_logs, logger
from chassis.telemetry.metrics import (
    FACTS_APPLIED,
    FACTS_SENT,
    LAG,
    OUTBOX_AGE,
    REGISTRY,
    SHELF,
    metrics,
    observe,
)
from chassis.telemetry.redaction import redact
from chassis.telemetry.requests import watch_requests
from chassis.telemetry.tracing import begin_trace, trace, traceparent

__all__ = [
    "FACTS_APPLIED",
    "FACTS_SENT",
    "LAG",
    "OUTBOX_AGE",
    "REGISTRY",
    "SHELF",
    "begin_logs",
    "begin_trace",
    "logger",
    "metrics",
    "observe",
    "redact",
    "trace",
    "traceparent",
    "watch_requests",
]
