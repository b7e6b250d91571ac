-- A hand-over that somebody proposed was not taken: they are told.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work', 'urgent-access', 'rule-read', 'rule-withdrawn-read', 'contact-held', 'team-given', 'work-given',
  'work-ended', 'hand-over-returned'));
