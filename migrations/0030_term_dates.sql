-- Each school's own days: terms, breaks, training days and closures, as somebody told them. Nothing that counts school days is
-- computed without them. A year is told whole: telling it again closes what stood on the known clock. It says nothing of any child.
create table term_date (
  id bigint generated always as identity primary key,
  establishment_id bigint not null references access.establishment (id),
  year smallint not null,
  kind text not null check (kind in ('term', 'holiday', 'training', 'closure')),
  name text not null,
  from_on date not null,
  to_on date not null,
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  check (from_on <= to_on)
);
create index on term_date (establishment_id, year);
-- two people who tell the same year at once: the second is told to look again
create unique index on term_date (establishment_id, year, kind, from_on) where known_to = 'infinity';
alter table term_date enable row level security;
alter table term_date force row level security;
create policy open on term_date for select to throughline_pages, throughline_jobs using (true);
create policy told on term_date for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('recorder', 'arrangements')) with check ((select access.actor()) in ('recorder', 'arrangements'));
grant select on term_date to throughline_pages, throughline_jobs;
grant insert on term_date to throughline_pages, throughline_jobs;
grant update (known_to) on term_date to throughline_pages;
