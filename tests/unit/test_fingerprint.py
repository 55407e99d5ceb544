"""Copies are known by their shingles."""

from monitor.stages.fingerprint import containment, fingerprint

STORY = (
    "Inspectors who spent two weeks with the council in spring said that children now get help when they need it most"
)


def test_a_reprint_with_other_quotes_and_a_line_of_its_own_is_contained() -> None:
    reprint = f"By our reporter. {STORY.replace(' said ', ' said, ')} Subscribe today for more stories like this one."
    assert containment(fingerprint(STORY), fingerprint(reprint)) > 0.9


def test_two_stories_about_one_report_are_no_copies() -> None:
    other = (
        "The council has been told by inspectors that its services for families are good after a fortnight of visits"
    )
    assert containment(fingerprint(STORY), fingerprint(other)) < 0.1


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    assert fingerprint("one two three four five") == frozenset({1354651064})


def test_an_empty_text_contains_nothing() -> None:
    assert containment(fingerprint(""), fingerprint(STORY)) == 0.0
