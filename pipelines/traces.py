"""Traces for whoever runs a collector: how long the door, a refresh and a publication took, and what failed.

Nothing is sent, and nothing of OpenTelemetry is loaded, unless `PLAN_TRACES_TO` names a collector. A span
holds names and numbers of ours, never a row's content and nobody's name (criterion X22).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_SERVICE = "plan"


@contextmanager
def span(name: str, **about: str | int) -> Iterator[None]:
    """Trace what runs inside, if a collector is named; an error marks it as failed by its kind alone."""
    address = Settings().traces_to
    if not address:
        yield
        return
    from opentelemetry.trace import StatusCode

    tracer = _provider(address).get_tracer(_SERVICE)
    with tracer.start_as_current_span(
        name, attributes=about, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield
        except Exception as error:
            current.set_status(StatusCode.ERROR, type(error).__name__)
            raise


@lru_cache
def _provider(address: str) -> TracerProvider:
    """Return what sends the spans to a collector, some at a time, in a thread of its own."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": _SERVICE}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address)))
    return provider
