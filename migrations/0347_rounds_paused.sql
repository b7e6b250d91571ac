-- A round that an officer has paused before its offers are out: no run of it begins or is approved, and no offers go out, until it is opened again. Who did
-- either, when and why stays.
create table admission_pause (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  why text not null,
  paused_by bigint not null references access.principal (id),
  paused_at timestamptz not null,
  opened_why text,
  opened_by bigint references access.principal (id),
  opened_at timestamptz,
  check ((opened_at is null) = (opened_by is null) and (opened_at is null) = (opened_why is null))
);
create index on admission_pause (round_id);
create unique index on admission_pause (round_id) where opened_at is null;
alter table admission_pause enable row level security;
alter table admission_pause force row level security;
create policy desk on admission_pause for all to throughline_pages
  using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions');
create policy jobs on admission_pause for select to throughline_jobs using ((select access.actor()) = 'admissions');
grant select, insert, update (opened_why, opened_by, opened_at) on admission_pause to throughline_pages;
grant select on admission_pause to throughline_jobs;
