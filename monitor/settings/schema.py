"""The shape of `config.yaml`: every key with its type, its default and one sentence that the schema and docs show."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from monitor.settings.names import AuthorityName, DirectionName, EventName, Region, SourceKind, TimeZone
from monitor.settings.values import Day, Duration, Email, Id, MaxAge, Network, ProxyAddress, Size, WebAddress, duration

Selector = Annotated[str, Field(min_length=1, max_length=500)]


class Section(BaseModel):
    """A mapping of the file: unknown keys are refused, and text is never taken for a number."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class NetworkSection(Section):
    """How the monitor uses the network."""

    allow: list[Network] = Field(
        default=[],
        description="Private networks for channels and a source's own host: 127.0.0.0/8, 10.1.2.3/32:8443.",
    )
    proxy: ProxyAddress | None = Field(default=None, description="Address of an HTTP proxy.")
    ca_file: str | None = Field(default=None, description="PEM file of the certificate authorities to trust.")
    concurrency: int = Field(default=64, ge=1, le=1_000, description="Requests at the same time, over all hosts.")
    timeout: Duration = Field(default=duration("30s"), description="For a whole fetch, redirects included.")
    per_host_delay: Duration = Field(default=duration("1s"), description="Least time between two requests to one host.")
    max_body: Size = Field(default=5_000_000, ge=1_000, description="Largest body, on the wire and decoded.")


class BaselineSection(Section):
    """The ledger of grades that the program brings along."""

    until: Day = Field(default=None, description="Use it only up to this day of publication (tests, studies).")


class HeartbeatSection(Section):
    """A watcher elsewhere that tells people when nothing is heard from here."""

    url: WebAddress | None = Field(default=None, description="Asked (POST) after real progress; may be a ${SECRET}.")
    every: Duration = Field(default=duration("5m"), ge=duration("10s"), description="Least time between two pings.")


class RetentionSection(Section):
    """What is kept for how long."""

    text: Duration = Field(default=duration("24mo"), description="Texts of articles that are no evidence.")
    size: Size | None = Field(
        default=None, description="Most that database and archive may take; the oldest such texts go first."
    )


class SourceSection(Section):
    """One place to look."""

    id: Id = Field(description="Its identity: shown everywhere, never to be changed.")
    name: str | None = Field(
        default=None, min_length=1, max_length=200, description="For people; the id where missing."
    )
    kind: SourceKind = Field(description="How it is read: feed, listing, ofsted-reports.")
    url: WebAddress = Field(description="The feed, the news page, or the search page of the report site.")
    every: Duration = Field(default=duration("1h"), ge=duration("1s"), description="Time between two polls.")
    trust: Literal["inspectorate", "council", "press"] = Field(default="press", description="How it is believed.")
    enabled: bool = Field(default=True, description="false: kept in the list and not polled.")
    authority: AuthorityName | None = Field(
        default=None, description="The council whose site it is: name, URN or DfE code."
    )
    delay: Duration | None = Field(default=None, description="Its own per_host_delay.")
    item: Selector | None = Field(default=None, description="Listing: CSS selector of one item.")
    link: Selector | None = Field(default=None, description="Listing: of the link inside the item.")
    date: Selector | None = Field(default=None, description="Listing: of the date inside the item.")
    next: Selector | None = Field(default=None, description="Listing: of the link to the next page.")
    pages: int = Field(default=1, ge=1, le=50, description="Listing: how many pages to read.")


class RuleSection(Section):
    """Which outcomes and events go to which channels. An empty list means all."""

    to: list[str] = Field(min_length=1, description="Ids of channels.")
    events: list[EventName] = Field(
        default=[],
        description="changed, areas, retained, first, visit, updated, corrected, review, source, health, digest.",
    )
    authorities: list[AuthorityName] = Field(default=[], description="Names, URNs or DfE codes.")
    regions: list[Region] = Field(default=[], description="Regions of England, such as East Midlands.")
    directions: list[DirectionName] = Field(default=[], description="up, down, same: any judgement moved so.")
    status: Literal["disputed", "reported", "corroborated", "confirmed"] = Field(
        default="reported", description="The least sure status that is told."
    )


class AlertsSection(Section):
    """Who is told what."""

    max_age: MaxAge = Field(
        default=duration("14d"),
        description="At a source's first pass, older outcomes are recorded and not sent; none: no limit.",
    )
    quote: int = Field(default=200, ge=0, le=1_000, description="Characters of a quotation in a message; 0: none.")
    channels: list[dict[str, JsonValue]] = Field(default=[], description="Ways to reach people.")
    rules: list[RuleSection] = Field(default=[], description="Which outcomes go to which channels.")


class WebSection(Section):
    """The review page."""

    host: str = Field(default="127.0.0.1", min_length=1, description="Address to listen on.")
    port: int = Field(default=8765, ge=0, le=65_535, description="Port to listen on.")
    names: list[str] = Field(default=[], description="Further host names, with port if not 80 or 443, as browsers say.")


class Document(Section):
    """The whole file."""

    contact: Email | None = Field(default=None, description="Your address, told to the sites in the User-Agent.")
    timezone: TimeZone = Field(default="Europe/London", description="In which dates and times are shown.")
    state: str = Field(
        default="state",
        min_length=1,
        description="Folder of the database, the archive and the lock; relative to this file.",
    )
    network: NetworkSection = NetworkSection()
    baseline: BaselineSection = BaselineSection()
    retention: RetentionSection = RetentionSection()
    heartbeat: HeartbeatSection = HeartbeatSection()
    elections: list[Day] = Field(
        default=[], description="Days of polls other than the local ones of each May: councils and Ofsted are silent."
    )
    sources: list[SourceSection] = Field(default=[], max_length=10_000, description="Where to look.")
    alerts: AlertsSection = AlertsSection()
    web: WebSection = WebSection()
