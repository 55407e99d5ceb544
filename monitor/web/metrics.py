"""What machines ask: is it alive, and numbers for Prometheus."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from monitor.web.site import Site

if TYPE_CHECKING:
    from prometheus_client.core import Metric


def routes(site: Site) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    def healthz() -> JSONResponse:
        alive = site.is_alive()
        return JSONResponse({"alive": alive}, status_code=200 if alive else 503)

    @router.get("/metrics")
    def metrics() -> Response:
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Numbers(site))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router


class _Numbers:
    """Reads the numbers from the store when they are asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def collect(self) -> "Iterable[Metric]":
        from prometheus_client.core import GaugeMetricFamily

        log, store = self._site.log, self._site.tools.store
        sources = log.sources()
        state = GaugeMetricFamily("monitor_source_state", "1 for the state a source is in.", labels=("source", "state"))
        answered = GaugeMetricFamily(
            "monitor_source_last_ok_timestamp_seconds", "When a source answered last.", labels=("source",)
        )
        pending = GaugeMetricFamily(
            "monitor_source_pending_entries", "Entries whose page was not read yet.", labels=("source",)
        )
        for one in sources:
            state.add_metric((one["id"], one["state"]), 1)
            pending.add_metric((one["id"],), one["pending"])
            if one["last_ok"]:
                answered.add_metric((one["id"],), datetime.fromisoformat(one["last_ok"]).timestamp())
        yield from (state, answered, pending)
        for name, about, counts, label in (
            ("monitor_outcomes", "Outcomes by status.", store.outcome_log.counts(), "status"),
            ("monitor_deliveries", "Deliveries by state.", store.outcome_log.delivery_counts(), "state"),
        ):
            family = GaugeMetricFamily(name, about, labels=(label,))
            for key, number in sorted(counts.items()):
                family.add_metric((key,), number)
            yield family
        yield GaugeMetricFamily("monitor_questions_open", "What waits for a person.", value=len(log.questions()))
        yield GaugeMetricFamily("monitor_alive", "1 while the service makes progress.", value=self._site.is_alive())
