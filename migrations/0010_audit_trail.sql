-- The record of access, made so that a change by whoever owns the database is found: every ten seconds the events of finished
-- transactions are put under one signed root, each root names the one before, and a copy goes outside (reference/security.md 4).

-- Which transaction wrote the event. Only once every transaction below a number has ended is the set below it final; an identity
-- column does not tell that, since its numbers are drawn in another order than they are committed.
alter table access.access_event add column xid xid8 not null default pg_current_xact_id();
create index on access.access_event (xid, id);
revoke insert on access.access_event from throughline_pages, throughline_jobs;
grant insert (at, user_id, actor, role, purpose, action, child_id, categories, outcome, rule, rows_shown, request_id, detail)
  on access.access_event to throughline_pages, throughline_jobs;

create table access.audit_root (
  number bigint primary key check (number > 0),
  from_xid xid8 not null,
  until_xid xid8 not null,
  events bigint not null,
  root bytea not null,
  previous bytea not null,
  at timestamptz not null,
  signature bytea not null
);
alter table access.audit_root enable row level security;
alter table access.audit_root force row level security;
create policy audit_trail on access.audit_root for all to throughline_jobs
  using ((select access.actor()) = 'audit') with check ((select access.actor()) = 'audit');
create policy audit_trail on access.access_event for select to throughline_jobs using ((select access.actor()) = 'audit');
grant select, insert on access.audit_root to throughline_jobs;
grant select on access.access_event to throughline_jobs;
