"""Days on site, of visits and of publication, in the forms that reports print."""

from datetime import date

import pytest

from monitor.stages.reports.dates import days_of_visit, days_on_site, published_on


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("Inspection dates: 5 to 16 December 2022", date(2022, 12, 5), date(2022, 12, 16)),
        ("Inspection dates: 27 September to 8 October 2021", date(2021, 9, 27), date(2021, 10, 8)),
        ("Inspection dates: 19 November 2018 to 30 November 2018", date(2018, 11, 19), date(2018, 11, 30)),
        ("Inspection date: 11 - 22 July 2022", date(2022, 7, 11), date(2022, 7, 22)),
        ("Inspection date: 14 January 2014- 5 February 2014", date(2014, 1, 14), date(2014, 2, 5)),
        ("Inspection date: 6 March 2017-30 March 2017", date(2017, 3, 6), date(2017, 3, 30)),
        ("Inspection date: 18 March 2014 - 09 April 2014", date(2014, 3, 18), date(2014, 4, 9)),
        ("Inspection date: 6 March 2017 30 March 2017", date(2017, 3, 6), date(2017, 3, 30)),
        ("Inspection date: 6 March 2017 ~ 30 March 2017", date(2017, 3, 6), date(2017, 3, 30)),
        ("Inspection dates: 18 Feb to 11 Mar 2014", date(2014, 2, 18), date(2014, 3, 11)),
        ("Inspection date: 25/01/2016 - 18/02/2016", date(2016, 1, 25), date(2016, 2, 18)),
        ("Inspection date: 25/01/16 to 18/02/16", date(2016, 1, 25), date(2016, 2, 18)),
        ("Inspection dates: 12 December to 6 January 2017", date(2016, 12, 12), date(2017, 1, 6)),
        ("Inspection dates: Monday 5 to Friday 9 October 2026", date(2026, 10, 5), date(2026, 10, 9)),
        ("Inspection dates: 5th to 9th October, 2026", date(2026, 10, 5), date(2026, 10, 9)),
        ("Inspection dates\n5 to\n9 October 2026\nLead inspector", date(2026, 10, 5), date(2026, 10, 9)),
        ("Inspection date: 22 May 2015 - 18 June 20151\nReport", date(2015, 5, 22), date(2015, 6, 18)),
        ("Inspection date: 22 May 2015 - 18 June 2015\n1", date(2015, 5, 22), date(2015, 6, 18)),
    ],
)
def test_days_on_site_are_read_however_they_are_printed(printed: str, start: date, end: date) -> None:
    site = days_on_site(f"Inspection of Anytown\n{printed}\nReport published: 1 May 2027")

    assert site is not None
    assert (site.start, site.end) == (start, end)


@pytest.mark.parametrize(
    ("printed", "start", "end", "short"),
    [
        ("5 to 9 December 2022 and 14 to 15 February 2023", date(2022, 12, 5), date(2023, 2, 15), True),
        ("8 July 2019 to 12 July 2019 and 7 to 8 August 2019", date(2019, 7, 8), date(2019, 8, 8), True),
        ("2 to 13 June 2014 and 1 to 4 July 2014", date(2014, 6, 2), date(2014, 7, 4), False),
        ("11 to 13 July 2023", date(2023, 7, 11), date(2023, 7, 13), True),
        ("3 to 19 June 2019", date(2019, 6, 3), date(2019, 6, 19), False),
        ("7 to 18 November 2022", date(2022, 11, 7), date(2022, 11, 18), False),
    ],
)
def test_the_first_of_two_spells_says_whether_an_inspection_is_short(
    printed: str, start: date, end: date, short: bool
) -> None:
    site = days_on_site(f"Inspection dates: {printed}\nLead inspector: A. Sample")

    assert site is not None
    assert (site.start, site.end, site.is_short) == (start, end, short)


def test_a_single_date_is_the_last_day_and_the_first_is_not_known() -> None:
    site = days_on_site("Inspection date: 28 July 2016\nReport published: 20 September 2016")

    assert site is not None
    assert (site.start, site.end) == (None, date(2016, 7, 28))


@pytest.mark.parametrize(
    "printed",
    [
        "Inspection dates: to be confirmed",
        "Inspection dates: 31 February to 4 March 2022",
        "Inspection dates: 16 to 5 December 2022",
        "Inspection dates: 5 December 2021 to 9 December 2022",
        "Inspection dates: 5 to 9 December",
        "5 to 9 December 2022",
    ],
)
def test_dates_that_make_no_sense_or_have_no_label_are_left_out(printed: str) -> None:
    assert days_on_site(f"{printed}\nLead inspector: A. Sample") is None


@pytest.mark.parametrize(
    ("letter", "start", "end"),
    [
        (
            "This letter tells of the focused visit to Anytown on 22 and 23 September 2026. It was inspected on 4 May.",
            date(2026, 9, 22),
            date(2026, 9, 23),
        ),
        ("the monitoring visit to Anytown on 5 and 6 September 2023.", date(2023, 9, 5), date(2023, 9, 6)),
        ("This inspection took place from 10 to 14 July 2023.", date(2023, 7, 10), date(2023, 7, 14)),
        ("The visit took place on 3 March 2020.", date(2020, 3, 3), date(2020, 3, 3)),
        ("Visit dates: 30 June to 1 July 2026", date(2026, 6, 30), date(2026, 7, 1)),
    ],
)
def test_a_letter_says_in_its_own_words_when_the_visit_was(letter: str, start: date, end: date) -> None:
    site = days_of_visit(letter)

    assert site is not None
    assert (site.start, site.end) == (start, end)


def test_a_letter_without_the_days_of_its_visit_has_none() -> None:
    assert days_of_visit("We looked at help and protection. Thank you for your time.") is None


def test_the_day_of_publication_is_read_where_the_report_says_it() -> None:
    assert published_on("Report published: 3 August 2015\nChildren's services") == date(2015, 8, 3)
    assert published_on("Published: 16 August 2013") == date(2013, 8, 16)
    assert published_on("Report published: soon") is None
    assert published_on("Inspection dates: 5 to 9 October 2026") is None
