-- Where things are known from: sources, the runs their files came in, and the rows as they came (design, part 2). Both clocks of
-- whatever is known are plain columns, half-open, open end infinity.
create schema intake;
grant usage on schema intake to throughline_pages, throughline_jobs;

create table source (
  id text primary key,
  layout text not null,
  name text not null,
  service text not null,
  -- what it would tell of a child that this source knows them at all; null where every child may be known to it (schools)
  category text,
  -- rank by which its values win, per field group; lower wins
  trust jsonb not null default '{}',
  gives_grounds boolean not null default false,
  due text,
  mapping jsonb,
  agreement_purpose text,
  agreement_basis text,
  agreement_owner text,
  agreement_from date,
  agreement_review_on date,
  agreement_withdrawn_at timestamptz,
  created_at timestamptz not null default now()
);

create table import_run (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  source_id text not null references source (id),
  period text not null,
  mode text not null default 'snapshot' check (mode in ('snapshot', 'delta')),
  state text not null check (state in ('received', 'reading', 'linking', 'done', 'waiting', 'failed', 'undone')),
  as_of timestamptz not null,
  received_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  by_user bigint references access.principal (id),
  files_hash bytea not null,
  rows integer not null default 0,
  accepted integer not null default 0,
  rejected integer not null default 0,
  waiting integer not null default 0,
  unchanged integer not null default 0,
  total_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  people_new integer not null default 0,
  people_linked integer not null default 0,
  people_review integer not null default 0,
  to_link integer not null default 0,
  linked integer not null default 0,
  problem text,
  fix text,
  changes jsonb not null default '[]'
);
create index on import_run (source_id, period, id);

create table import_file (
  id bigint generated always as identity primary key,
  run_id bigint not null references import_run (id),
  name text not null,
  sha256 bytea not null,
  bytes bigint not null,
  table_name text,
  rows integer not null default 0,
  -- where the reader stands: a stopped import goes on after the last committed batch
  read_to bigint not null default 0,
  done boolean not null default false,
  keep_until timestamptz
);
create index on import_file (run_id);
-- Raw files are kept encrypted for 90 days, then only the hash.
create table import_part (
  file_id bigint not null references import_file (id) on delete cascade,
  part integer not null,
  bytes bytea not null,
  primary key (file_id, part)
);
create table import_problem (
  id bigint generated always as identity primary key,
  run_id bigint not null references import_run (id),
  file_id bigint references import_file (id),
  line integer,
  column_name text,
  outcome text not null check (outcome in ('rejected', 'waiting', 'warning')),
  problem text not null,
  got text,
  wanted text,
  fix text not null,
  row_values jsonb
);
create index on import_problem (run_id, outcome);

create table source_record (
  id bigint generated always as identity primary key,
  source_id text not null references source (id),
  key text not null,
  version integer not null,
  -- rows of one scope make a snapshot: a key of it that is missing from the next one is gone
  scope text not null,
  person_key text,
  run_id bigint not null references import_run (id),
  file_id bigint references import_file (id),
  line integer,
  as_of timestamptz not null,
  gone boolean not null default false,
  content jsonb not null,
  content_hash bytea not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  unique (source_id, key, version)
);
create index on source_record (run_id);
create index source_record_latest on source_record (source_id, key) where known_to = 'infinity';
create index on source_record (source_id, person_key) where known_to = 'infinity';
create index on source_record (source_id, scope) where known_to = 'infinity';
