"""The outcomes as feeds, Atom (RFC 4287) and JSON Feed 1.1: all, of one authority, of one region.

What changed last comes first, however old it is: a correction of an old result must not fall off the end.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from xml.etree import ElementTree as ET

from fastapi import APIRouter, HTTPException, Request, Response

from monitor.services.log_data import Wanted
from monitor.stages.outcome_data import OutcomeData
from monitor.stages.wording import grade_words, judgement_words
from monitor.text import clean
from monitor.web.site import Site
from monitor.web.words import EVENTS, day

ENTRIES: Final = 50
ATOM: Final = "http://www.w3.org/2005/Atom"
_SPACE: Final = uuid.UUID("6f2f1f0e-58c4-4b0a-9d0e-2a3f5b1c7d11")  # of the ids below; never changes


def routes(site: Site) -> APIRouter:
    router = APIRouter(prefix="/feeds", include_in_schema=False)

    @router.get("/all.{form}")
    def everything(request: Request, form: str) -> Response:
        return _answer(site, request, form, "All outcomes", Wanted())

    @router.get("/authority/{la_code}.{form}")
    def of_authority(request: Request, la_code: str, form: str) -> Response:
        authority = site.tools.by_la_code.get(la_code)
        if authority is None:
            raise HTTPException(404, "there is no authority of this code")
        return _answer(
            site,
            request,
            form,
            f"Outcomes of {authority.name}",
            Wanted(la_codes=(la_code,)),
        )

    @router.get("/region/{slug}.{form}")
    def of_region(request: Request, slug: str, form: str) -> Response:
        region = next((one for one in site.england.regions if one.lower().replace(" ", "-") == slug.lower()), None)
        if region is None:
            raise HTTPException(404, "there is no region of this name")
        return _answer(site, request, form, f"Outcomes in {region}", Wanted(regions=(region,)))

    return router


def _answer(site: Site, request: Request, form: str, title: str, wanted: Wanted) -> Response:
    here, home = str(request.url.replace(query="")), str(request.base_url)
    rows = site.log.outcomes(replace(wanted, limit=ENTRIES, by_change=True))
    if form == "atom":
        return Response(atom(rows, title=title, here=here, home=home), media_type="application/atom+xml")
    if form == "json":
        return Response(json_feed(rows, title=title, here=here, home=home), media_type="application/feed+json")
    raise HTTPException(404, "feeds end in .atom or .json")


def feed_id(kind: str, identity: str) -> str:
    """Return an id that is the same for ever, wherever the page is served."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{kind} {identity}')}"


def title_of(row: OutcomeData) -> str:
    """Return an outcome in one line: what it says, and how sure that is."""
    overall = [move for move in row["judgements"] if move["judgement"] == "overall"] or row["judgements"]
    said = ", ".join(
        f"{judgement_words(move['judgement'])} {grade_words(move['to'])}"
        + (f" (was {grade_words(move['from'])})" if move["from"] and move["from"] != move["to"] else "")
        for move in overall
    )
    what = said or EVENTS.get(row["event"], row["event"])
    return clean(f"{row['authority']}: {what} – {row['status']}", 500)


def atom(rows: Sequence[OutcomeData], *, title: str, here: str, home: str) -> bytes:
    """Return the outcomes as an Atom feed."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", feed_id("feed", title))
    _add(feed, "title", f"Inspection monitor: {title}")
    _add(feed, "updated", max((row["changed_at"] for row in rows), default="2013-12-31T00:00:00+00:00"))
    _add(feed, "rights", "Source of grades: Ofsted, Open Government Licence v3.0")
    ET.SubElement(_add(feed, "author", ""), f"{{{ATOM}}}name").text = "Inspection monitor"
    _add(feed, "link", "", rel="self", href=here, type="application/atom+xml")
    _add(feed, "link", "", rel="alternate", href=home, type="text/html")
    for row in rows:
        entry = _add(feed, "entry", "")
        _add(entry, "id", feed_id("outcome", row["id"]))
        _add(entry, "title", title_of(row))
        _add(entry, "updated", row["changed_at"])
        _add(entry, "published", row["first_seen"])
        _add(entry, "link", "", rel="alternate", href=f"{home}outcomes/{row['id']}", type="text/html")
        _add(entry, "category", "", term=row["status"])
        _add(entry, "content", _text(row), type="text")
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def json_feed(rows: Sequence[OutcomeData], *, title: str, here: str, home: str) -> str:
    """Return the outcomes as a JSON Feed; `_outcome` is the JSON of the API."""
    items = [
        {
            "id": feed_id("outcome", row["id"]),
            "url": f"{home}outcomes/{row['id']}",
            "title": title_of(row),
            "content_text": _text(row),
            "date_published": row["first_seen"],
            "date_modified": row["changed_at"],
            "tags": [row["status"], row["event"], row["region"]],
            "_outcome": row,
        }
        for row in rows
    ]
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"Inspection monitor: {title}",
            "home_page_url": home,
            "feed_url": here,
            "authors": [{"name": "Inspection monitor"}],
            "language": "en-GB",
            "items": items,
        },
        ensure_ascii=False,
    )


def _text(row: OutcomeData) -> str:
    lines = [
        f"Effective {day(row['effective'])}. {row['explanation']}",
        *row["flags"],
        *(
            f"{one['outlet'] or one['source']}, {day(one['published'])}: “{one['quote']}” {one['url']}"
            for one in row["evidence"]
        ),
    ]
    text = "\n\n".join(lines)
    return clean(text, len(text))


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element
