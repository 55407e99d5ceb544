"""Feeds with words of a change that is none, and feeds whose entries change their names, polled twenty-four times.

Asked: no alert. The entries of a story that is shown under ever new names don't grow without end.
"""

from tests.faults.faulty import fault_servers
from tests.faults.judge import opened
from tests.faults.scene import scene
from tests.faults.table import Figure

BAITS = (
    "feed-bait",
    "feed-no-ids",
    "feed-dup-guids",
    "feed-guid-flap",
    "feed-link-flap",
    "feed-both-flap",
    "feed-title-edit",
    "feed-reorder",
    "feed-shrink",
    "feed-backfill",
    "feed-future",
    "feed-epoch",
    "feed-bad-dates",
    "feed-no-dates",
    "feed-dst",
    "etag-flap",
    "etag-stuck",
    "lastmod-future",
    "good",
    "good-atom",
)


def polled_often(times: int = 24) -> list[Figure]:
    """Poll all of them again and again."""
    line = '\n  - {{id: {name}, kind: feed, url: "{url}/{name}", every: 1s, trust: press}}'
    with scene() as stage, fault_servers(stage.folder, 1) as servers:
        stage.write(sources="".join(line.format(name=name, url=servers[0].url) for name in BAITS), events="")
        for _ in range(times):
            stage.run("poll", "--all")
        with opened(stage.database) as connection:
            alerts = connection.execute("SELECT type, count(*) FROM alerts GROUP BY type").fetchall()
            entries = dict(connection.execute("SELECT source, count(*) FROM entries GROUP BY source").fetchall())
            outcomes = connection.execute("SELECT count(*) FROM outcomes").fetchone()[0]
        sent = len(stage.hooks.read_text("utf-8").splitlines()) if stage.hooks.exists() else 0
    many = {name: count for name, count in entries.items() if count > 60}
    return [
        Figure(
            name=f"{len(BAITS)} bait and identity feeds, {times} times",
            asked="0 alerts",
            measured=f"outcomes {outcomes}, alerts {dict(alerts)}, messages {sent}, sources of over 60 entries {many}",
            passed=not outcomes and not sent and not many,
        )
    ]
