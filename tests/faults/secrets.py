"""Secrets of the settings, and what hostile feeds try to read, searched for everywhere.

Asked: found nowhere but in the settings' own environment: not in the store, the archive, the log, what commands print,
the page, messages, a backup, or the arguments of a process.
"""

import os
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.faults.faulty import endpoints, fault_servers
from tests.faults.scene import KIT, ROOT, SECRET, Scene, free_port, kill_group, process, scene, wait_for
from tests.faults.table import Figure

PASSWORD = "pa55-of-the-mail-server-7Q"
TOKEN = "t0ken-in-the-heartbeats-address-9Z"
CHANNELS = """
    - {{id: hook, kind: webhook, url: "{hook}", secret: "${{HOOK_SECRET}}"}}
    - {{id: mail, kind: email, host: 127.0.0.1, port: {smtp}, tls: none, username: monitor,
       password: "${{SMTP_PASSWORD}}", sender: m@example.org, to: [desk@example.org]}}
"""
SHOWING = (
    ("sources", "--json"),
    ("articles", "--json"),
    ("articles", "--csv"),
    ("outcomes", "--json"),
    ("alerts", "--json"),
    ("visits", "--json"),
    ("review", "--json"),
    ("check",),
    ("check", "--verbose"),
    ("alerts", "test", "hook"),
    ("alerts", "test", "mail"),
)


def seeded() -> list[Figure]:
    """Plant secrets, let everything run and fail, and search."""
    environment = os.environ | {"HOOK_SECRET": SECRET, "SMTP_PASSWORD": PASSWORD}
    # Nobody listens there: each ping fails, and says so in the log.
    environment |= {"HEARTBEAT_URL": f"https://127.0.0.1:1/{TOKEN}"}
    with scene(step=0) as stage, fault_servers(stage.folder, 1) as servers:
        sink = (sys.executable, KIT / "smtp_sink.py", "--port", "0", "--auth", "monitor:another")
        files = ("--log", stage.folder / "mail.jsonl", "--ready-file", stage.folder / "smtp.json")
        with process(*sink, *files, log=stage.folder / "smtp.log"):
            port = str(wait_for(stage.folder / "smtp.json")["port"])
            _write(stage, servers[0].url, endpoints(servers[0]), port)
            _shown(stage, ("poll", "--all"), environment)
            stage.step(2)
            printed = [_serve(stage, environment)]
            printed += [_shown(stage, arguments, environment) for arguments in SHOWING]
            printed.append(_shown(stage, ("backup", str(stage.folder / "backup.tar")), environment))
        needles = {
            "webhook secret": SECRET.removeprefix("whsec_"),
            "mail password": PASSWORD,
            "heartbeat's address": TOKEN,
            "secret file's token": servers[0].token,
        }
        found = [f"{what} in {where}" for what, text in needles.items() for where in sightings(stage, text, printed)]
        hits = servers[0].stats()["canary"]
    return [
        Figure(name="seeded secrets", asked="0 found", measured=f"{len(found)}: {found[:5]}", passed=not found),
        Figure(name="canary behind links and redirects", asked="0 hits", measured=f"{len(hits)}", passed=not hits),
    ]


def _write(stage: Scene, url: str, paths: list[str], smtp: str) -> None:
    config = stage.folder / "config.yaml"
    text = config.read_text("utf-8")
    head, _, rest = text.partition("alerts:\n")
    wanted = [path for path in paths if path.startswith(("/feed", "/redirect", "/xxe", "/xinclude", "/external"))]
    line = '  - {{id: bad{n}, kind: feed, url: "{url}{path}", every: 5s, trust: press}}\n'
    sources = "".join(line.format(n=n, url=url, path=path) for n, path in enumerate(wanted))
    rules = rest[rest.index("  rules:") :].replace("port: 0", f"port: {free_port()}").replace("[hook]", "[hook, mail]")
    heartbeat = 'heartbeat: {url: "${HEARTBEAT_URL}"}\n'
    channels = CHANNELS.format(hook=stage.hook_url, smtp=smtp)
    config.write_text(f"{head}{sources}{heartbeat}alerts:\n  max_age: none\n  channels:{channels}{rules}", "utf-8")


def _serve(stage: Scene, environment: dict[str, str]) -> tuple[str, bytes]:
    """Run the service for a while; return what its pages show, with the arguments of its processes."""
    port = (stage.folder / "config.yaml").read_text("utf-8").rpartition("port: ")[2].strip(" }\n")
    with (stage.folder / "run.log").open("ab") as out:
        started = subprocess.Popen(
            stage.command("run"), stdout=out, stderr=out, cwd=ROOT, env=environment, start_new_session=True
        )
    shown = b""
    try:
        time.sleep(20)
        for path in (
            "/",
            "/articles",
            "/outcomes",
            "/sources",
            "/alerts",
            "/metrics",
            "/api/outcomes",
            "/feeds/all.atom",
        ):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                    shown += answer.read()
            except OSError:
                continue
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                arguments = (folder / "cmdline").read_bytes()
                shown += arguments if b"monitor" in arguments else b""
            except OSError:
                continue
    finally:
        started.terminate()
        kill_group(started)
    return "page or argument", shown


def _shown(stage: Scene, arguments: tuple[str, ...], environment: dict[str, str]) -> tuple[str, bytes]:
    done = subprocess.run(
        stage.command(*arguments), capture_output=True, check=False, cwd=ROOT, env=environment, timeout=120
    )
    return f"monitor {' '.join(arguments)}", done.stdout + done.stderr


def sightings(stage: Scene, text: str, printed: list[tuple[str, bytes]]) -> Iterator[str]:
    """Yield where a text is found."""
    needle = text.encode()
    for where, shown in printed:
        if needle in shown:
            yield where
    for path in sorted(stage.folder.rglob("*")):
        if not path.is_file() or path.name.startswith(("config", "fault", "sink")) or path.name == "fault.log":
            continue
        body = path.read_bytes()
        if path.parent.parent.name == "archive":
            body += zlib.decompress(body)
        if needle in body:
            yield str(path.relative_to(stage.folder))
