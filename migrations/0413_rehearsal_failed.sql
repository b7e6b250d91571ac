-- A rehearsal that a worker gave up: its page says so, and not that it goes on.
alter table access.role_rule add column rehearsal_failed_at timestamptz, add check (rehearsal_failed_at is null or rehearsal_asked_at is null);
grant update (rehearsal_failed_at) on access.role_rule to throughline_pages;
