"""Make outcomes of everything that is known of one authority. Pure: the same set gives the same outcomes.

Reconciling starts from scratch each time, from the whole set of evidence, so that the order in which articles and
reports arrive can't matter; the result is then matched with the stored outcomes, which keep their ids. Read top down:
official.py (reports and ledger become inspections), matching.py (which article tells of which inspection), witnesses.py
(who is independent, what they agree on), drafts.py (outcomes without ids), explain.py (in words), identity.py (ids, and
what is withdrawn), questions.py (what a person must decide).
"""

from monitor.stages.reconcile.questions import QUESTION_KINDS
from monitor.stages.reconcile.result import Reconciled, reconcile

__all__ = ["QUESTION_KINDS", "Reconciled", "reconcile"]
