-- What intake keeps while a file is read and afterwards (design 1, 2.1 and 2.2).

-- What the file was recognised as ({period, table, asOf, mode, order}) and its own header, for the rows that go back.
alter table import_file add column recognised jsonb not null default '{}';
alter table import_file add column columns jsonb;
alter table import_problem add column table_name text;
alter table import_problem add column row_key text;
-- What the row said of who this is, so that an import can be undone; and whether the row is a school's register for a day.
alter table source_record add column identity jsonb;
alter table source_record add column register boolean not null default false;
-- A later row said the same: the moment up to which the version is known to hold. Bookkeeping of the feed, not content.
alter table source_record add column confirmed_as_of timestamptz;
grant update (confirmed_as_of) on source_record to throughline_jobs;
-- When the source spoke of this identity: an older file does not overwrite a later one's.
alter table source_person add column identity_as_of timestamptz not null default '-infinity';
create index on source_person (first_run_id);
create index on involvement (source_record_id);

-- Keys met by a run under way, by which the rows that are missing from a snapshot are found. Emptied when the run ends, so
-- that it needs no foreign keys, which would be checked for every row of every file.
create table intake.seen (
  run_id bigint not null,
  file_id bigint not null,
  scope text not null,
  key text not null,
  as_of timestamptz not null
);
create index on intake.seen (run_id, scope, key);
-- Which scopes were listed whole, and as of when: what a later list left out stays gone, however late an older list comes.
create table intake.snapshot (
  source_id text not null references source (id),
  scope text not null,
  as_of timestamptz not null,
  run_id bigint not null references import_run (id),
  primary key (source_id, scope, as_of, run_id)
);
create index on intake.snapshot (run_id);

-- Which rolls and families each row puts its child on. access.roll and family_member are made from these.
create table intake.enrolment (
  id bigint generated always as identity primary key,
  source_person_id bigint not null references source_person (id),
  establishment_id bigint not null references access.establishment (id),
  starts_on date not null,
  ends_on date not null default 'infinity',
  source_record_id bigint not null references source_record (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on intake.enrolment (source_person_id);
create index on intake.enrolment (source_record_id);
create table intake.family_claim (
  id bigint generated always as identity primary key,
  source_person_id bigint not null references source_person (id),
  source_id text not null references source (id),
  family_key text not null,
  starts_on date not null default '-infinity',
  ends_on date not null default 'infinity',
  source_record_id bigint not null references source_record (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on intake.family_claim (source_person_id);
create index on intake.family_claim (source_id, family_key);
create index on intake.family_claim (source_record_id);

do $$
declare t text;
begin
  foreach t in array array['seen', 'snapshot', 'enrolment', 'family_claim'] loop
    execute format('alter table intake.%I enable row level security', t);
    execute format('alter table intake.%I force row level security', t);
    execute format($p$create policy actors on intake.%I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) in ('intake', 'import-desk', 'linker', 'clearing-house'))
      with check ((select access.actor()) in ('intake', 'import-desk', 'linker', 'clearing-house'))$p$, t);
  end loop;
end $$;
grant select, insert, update on intake.enrolment, intake.family_claim to throughline_pages, throughline_jobs;
grant select, insert, delete on intake.seen to throughline_jobs;
grant select, insert, delete on intake.snapshot to throughline_pages, throughline_jobs;
-- Whoever fills tables has PostgreSQL count them anew (refreshStatistics); before version 17 only an owner can.
do $$ begin
  if current_setting('server_version_num')::integer >= 170000 then
    execute 'grant maintain on all tables in schema public, intake to throughline_jobs';
  end if;
end $$;
