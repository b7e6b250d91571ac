-- A manager is told of somebody in a team of theirs who opened records faster than people read (docs/security.md, limits).
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held', 'team-given', 'work-given',
  'work-ended', 'hand-over-returned', 'reads-fast'));
