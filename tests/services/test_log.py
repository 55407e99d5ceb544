"""The log as people ask for it."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.services.log import Log
from monitor.services.log_data import Wanted
from tests.faces.pages import Telling, filled, keep

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (0, 20), (12, 0), (23, 59)])
def test_an_article_is_found_under_the_day_on_which_it_came_out_in_london(
    tmp_path: Path, hour: int, minute: int
) -> None:
    made, day = filled(tmp_path), date(2019, 6, 4)
    known = made.tools.clock.now()
    made.clock.at = datetime(day.year, day.month, day.day, hour, minute, 30, tzinfo=LONDON)
    keep(made.tools, Telling(id="summer", days_ago=0))
    made.clock.at = known

    def found(wanted: Wanted) -> bool:
        return "summer" in [one["id"] for one in Log(made.tools).articles(wanted)]

    assert found(Wanted(since=day, until=day))
    assert not found(Wanted(until=date(2019, 6, 3)))
    assert not found(Wanted(since=date(2019, 6, 5)))
    assert found(Wanted(since=date.min, until=date.max))
