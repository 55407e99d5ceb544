-- A store as the third schema had it: an article with a claim, an entry, a report, an outcome told to somebody.
INSERT INTO sources (id, next_due, first_pass_done, kept) VALUES ('herald', '2026-01-02T00:00:00.000000+00:00', 1, '{}');
INSERT INTO entries (source, key, url, title, summary, content, outlet, label_text, shown, state, first_seen, first_pass, next_try, article)
    VALUES ('herald', 'k', 'https://herald.example/a', 'Leeds rated good', '', '', 'Herald', '', 'x', 'pending',
        '2026-01-01T10:00:00.000000+00:00', 0, '2026-01-01T10:00:00.000000+00:00', 'article-1');
INSERT INTO articles VALUES (1, 'article-1', 'herald.example/a', 'https://herald.example/a', 'herald', 'Herald',
    'Leeds rated good', '2026-01-01T09:00:00.000000+00:00', '2026-01-01T10:00:00.000000+00:00', 1, 'outcome', '[]', 0, 1, 'hash', 0, NULL);
INSERT INTO revisions VALUES ('article-1', 1, '2026-01-01T10:00:00.000000+00:00', NULL, NULL, 'text/html',
    'https://herald.example/a', 'Leeds rated good', 'Inspectors praised the brass band.', 'hash', x'', '{}');
INSERT INTO articles_fts (rowid, title, text) VALUES (1, 'Leeds rated good', 'Inspectors praised the brass band.');
INSERT INTO claims (article, revision, la_code, judgement, grade, role, confidence, quote, quote_start, quote_end, in_title, reason)
    VALUES ('article-1', 1, '383', 'overall', 'good', 'news', 0.9, 'Leeds rated good', 0, 16, 1, 'said so');
INSERT INTO outcomes VALUES ('outcome-1', '383', NULL, NULL, NULL, NULL, NULL, '2026-01-01', 'changed', 'up', 'reported',
    '[]', '[]', 'Leeds', '2026-01-01T10:00:00.000000+00:00', '2026-01-01T10:00:00.000000+00:00', 0);
INSERT INTO verdicts (outcome, decision, note, who, at) VALUES ('outcome-1', 'confirm', 'seen', 'me', '2026-01-02T00:00:00.000000+00:00');
INSERT INTO alerts VALUES ('alert-1', 'outcome.changed', 'outcome-1', '2026-01-01T10:00:00.000000+00:00', '{}', '');
INSERT INTO deliveries (id, alert, channel, recipient, state, created, next_try, body) VALUES ('delivery-1', 'alert-1',
    'desk', 'desk@example.org', 'failed', '2026-01-01T10:00:00.000000+00:00', '2026-01-01T11:00:00.000000+00:00', x'6d61696c');
