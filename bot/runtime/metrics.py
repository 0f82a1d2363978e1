"""Numbers for operators, at an address of their own. Imported only where CAREERCHECK_METRICS is set.

No label says who: only kinds, names that the code declares, Slack's methods and error codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.runtime.clock import Clock
from bot.runtime.config import Address
from bot.runtime.errors import CannotListen, plainly
from bot.store import backlog
from bot.store.engine import Database, DatabaseBusy, Patience

SOON = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)  # seconds; Slack waits for three
CALLS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0)  # seconds; the door gives up after about ten
BUSY = ".database_busy"  # how the log events end that say so


class Metrics:
    """What is counted, and the address it is read from."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # it doubles what is read, and says nothing
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = self._counter("requests", "What people did in Slack, and what came of it", "kind", "outcome")
        self.acknowledged = self._histogram("acknowledge_seconds", "From a request to its answer", SOON, "kind")
        self.messages = self._counter("messages", "Messages, and where an attempt left them", "promise", "state")
        self.calls = self._counter("slack_calls", "Calls to Slack, and what came of them", "method", "outcome")
        self.call_seconds = self._histogram("slack_call_seconds", "How long Slack took to answer", CALLS, "method")
        self.busy = self._counter("database_busy", "How often the database let somebody wait in vain", "where")
        self.lines = self._counter("log_lines", "Lines in the log", "event", "level")
        self._close: Callable[[], None] = lambda: None

    def open(self, address: Address) -> None:
        """Listen for whoever collects.

        Raises:
            CannotListen: the address is in use, or not this machine's.
        """
        try:
            server, thread = start_http_server(address.port, address.host, self.registry)
        except OSError as error:
            raise CannotListen(f"{address.host}:{address.port} ({plainly(error)})", "CAREERCHECK_METRICS") from error

        def close() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        self._close = close

    def look_up(
        self, clock: Clock, database: Database, beat_age: Callable[[], float], done: Callable[[], Mapping[str, int]]
    ) -> None:
        """Tell also what is looked up each time somebody collects."""
        self.registry.register(Standing(clock, database, beat_age, done))

    def close(self) -> None:
        """Listen no more."""
        self._close()

    def count_message(self, promise: str, state: str) -> None:
        """Count where an attempt to send left a message."""
        self.messages.labels(promise, state).inc()

    def count_line(self, _logger: Any, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Count a log line: a processor of structlog."""
        name = str(event["event"])
        self.lines.labels(name, level).inc()
        if name.endswith(BUSY):
            self.busy.labels(name.removesuffix(BUSY)).inc()
        return event

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"careercheck_{name}", about, labels, registry=self.registry)

    def _histogram(self, name: str, about: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"careercheck_{name}", about, labels, registry=self.registry, buckets=buckets)


class Standing(Collector):
    """What is looked up each time somebody collects.

    Args:
        clock: tells how old something is.
        database: where the outbox is.
        beat_age: returns the seconds since all was last well with this process.
        done: returns how often each of its jobs has come to its end.
    """

    def __init__(
        self, clock: Clock, database: Database, beat_age: Callable[[], float], done: Callable[[], Mapping[str, int]]
    ) -> None:
        self._clock = clock
        self._database = database
        self._beat_age = beat_age
        self._done = done

    def describe(self) -> Iterable[Metric]:
        """Name nothing beforehand: to be registered must not cost a look into the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Look."""
        yield _gauge("heartbeat_age_seconds", "Since all was last well with this process", self._beat_age())
        yield _counts("jobs_done", "How often each job of this process came to its end", "job", self._done())
        now = self._clock.now()
        try:
            with self._database.reading(Patience.LISTENER) as connection:
                waiting, oldest = backlog.due_now(connection, now)
        except DatabaseBusy:
            yield _gauge("database_up", "Whether the database can be read", 0)
            return
        age = 0.0 if oldest is None else (now - oldest).total_seconds()
        yield _gauge("database_up", "Whether the database can be read", 1)
        yield _gauge("outbox_due", "Messages that are due now, of all processes", waiting)
        yield _gauge("outbox_oldest_due_seconds", "How long the oldest of them has been due", age)


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"careercheck_{name}", about, value)


def _counts(name: str, about: str, label: str, counted: Mapping[str, int]) -> CounterMetricFamily:
    counts = CounterMetricFamily(f"careercheck_{name}", about, labels=[label])
    for value, count in counted.items():
        counts.add_metric([value], count)
    return counts
