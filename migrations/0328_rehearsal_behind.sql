-- A rehearsal is made behind the pages: when it was asked for, and how far it has come, of how many people.
alter table access.role_rule
  add column rehearsal_asked_at timestamptz,
  add column rehearsal_done integer,
  add column rehearsal_of integer,
  add check (num_nonnulls(rehearsal_done, rehearsal_of) in (0, 2) and (rehearsal_of is null or rehearsal_asked_at is not null));
grant update (rehearsal_asked_at, rehearsal_done, rehearsal_of) on access.role_rule to throughline_pages;
