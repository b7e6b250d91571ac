-- Rows that tell more than sensitivity 2 leave as a file only once a second person at the same desk has agreed (reference/security.md, T14).
create table access.export_ask (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  -- the address of the export: a run's or a round's, never a child's
  address text not null,
  asked_by bigint not null references access.principal (id),
  asked_at timestamptz not null,
  reason text not null,
  answered_by bigint references access.principal (id),
  answered_at timestamptz,
  agreed boolean,
  check (num_nonnulls(answered_by, answered_at, agreed) in (0, 3)),
  check (answered_by <> asked_by)
);
create index on access.export_ask (address, id);
alter table access.export_ask enable row level security;
alter table access.export_ask force row level security;
create policy asks on access.export_ask for all to throughline_pages
  using ((select access.actor()) in ('import-desk', 'admissions'))
  with check ((select access.actor()) in ('import-desk', 'admissions')
    and (asked_by = any ((select access.principals())::bigint[]) or answered_by = any ((select access.principals())::bigint[])));
grant select, insert on access.export_ask to throughline_pages;
grant update (answered_by, answered_at, agreed) on access.export_ask to throughline_pages;
