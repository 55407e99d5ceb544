"""Read what a text claims about grades and visits: mark words, split clauses, judge each grade, give it an owner."""
