-- Everything known about a child is an entry (design, part 2). Both clocks are plain columns, half-open, open end infinity.
create schema intake;
grant usage on schema intake to throughline_pages, throughline_jobs;

create table source (
  id text primary key,
  layout text not null,
  name text not null,
  service text not null,
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

create table person (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  -- a child's record: unborn to 25, longer where law asks
  has_record boolean not null default true,
  redirect_to bigint references person (id),
  changed_at timestamptz not null default now()
);

create table source_person (
  id bigint generated always as identity primary key,
  source_id text not null references source (id),
  key text not null,
  person_id bigint not null references person (id),
  adult boolean not null default false,
  identity jsonb not null,
  identity_hash bytea not null,
  first_run_id bigint references import_run (id),
  provisional boolean not null default false,
  -- waiting for the linker
  to_link boolean not null default true,
  unique (source_id, key)
);
create index on source_person (person_id);
create index on source_person (id) where to_link;

create table block_key (
  key bigint not null,
  source_person_id bigint not null references source_person (id),
  primary key (key, source_person_id)
);
create index on block_key (source_person_id);

create table link (
  id bigint generated always as identity primary key,
  source_person_id bigint not null references source_person (id),
  person_id bigint not null references person (id),
  decided_by text not null check (decided_by in ('machine', 'person')),
  user_id bigint references access.principal (id),
  rule_version text not null,
  bits real,
  evidence jsonb not null,
  true_from date not null default '-infinity',
  true_to date not null default 'infinity',
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on link (source_person_id, known_to);
create index on link (person_id, known_to);

create table pair_decision (
  a_source_person bigint not null references source_person (id),
  b_source_person bigint not null references source_person (id),
  decision text not null check (decision in ('same', 'different', 'same-family')),
  user_id bigint references access.principal (id),
  reason text,
  at timestamptz not null,
  undone_at timestamptz,
  check (a_source_person < b_source_person)
);
create unique index on pair_decision (a_source_person, b_source_person) where undone_at is null;

-- "Are these the same child?": one for each pair of persons.
create table review_case (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  a_person bigint not null references person (id),
  b_person bigint not null references person (id),
  a_source_person bigint not null references source_person (id),
  b_source_person bigint not null references source_person (id),
  kind text not null default 'duplicate',
  bits real not null,
  rule_version text not null,
  evidence jsonb not null,
  run_id bigint references import_run (id),
  opened_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'joined', 'apart', 'family', 'asked', 'void', 'undone')),
  decided_by bigint references access.principal (id),
  decided_at timestamptz,
  reason text
);
create unique index on review_case (a_source_person, b_source_person) where state in ('open', 'asked');
create index on review_case (state, opened_at);

create table family (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  formed_by text not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create table family_member (
  family_id bigint not null references family (id),
  child_id bigint not null references person (id),
  source_id text not null,
  source_key text not null,
  true_from date not null default '-infinity',
  true_to date not null default 'infinity',
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on family_member (child_id);
create index on family_member (family_id);

create table entry (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid(),
  source_person_id bigint references source_person (id),
  child_id bigint references person (id),
  uprn text,
  family_id bigint references family (id),
  kind text not null,
  category text not null,
  category_bit bigint not null,
  sensitivity smallint not null check (sensitivity between 1 and 4),
  summary boolean not null default false,
  flags text[] not null default '{}',
  body jsonb not null,
  true_from date,
  true_to date not null default 'infinity',
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  source_id text not null references source (id),
  source_record_id bigint references source_record (id),
  run_id bigint references import_run (id),
  author_id bigint references access.principal (id),
  occasion_id uuid,
  replaces bigint references entry (id),
  seen_through bigint[],
  due_on date,
  status text,
  code text,
  number numeric,
  ref uuid,
  check (num_nonnulls(source_person_id, uprn, family_id) = 1)
);
create unique index on entry (uuid);
create index entry_now on entry (child_id, kind) where known_to = 'infinity';
create index entry_child on entry (child_id, known_from);
create index on entry (source_person_id);
create index on entry (source_record_id);
create index on entry (run_id);
create index on entry (uprn) where uprn is not null;
create index on entry (kind, due_on) where due_on is not null and known_to = 'infinity';
create index on entry (kind, code) where code is not null and known_to = 'infinity';

create table relationship (
  id bigint generated always as identity primary key,
  child_id bigint not null references person (id),
  other_id bigint not null references person (id),
  kind text not null,
  parental_responsibility boolean,
  source_id text not null references source (id),
  entry_id bigint references entry (id),
  true_from date not null default '-infinity',
  true_to date not null default 'infinity',
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on relationship (child_id);
create index on relationship (other_id);

-- Who shares a property (UPRN): from addresses, dated. Never a family by itself.
create table household_member (
  uprn text not null,
  child_id bigint not null references person (id),
  entry_id bigint not null references entry (id),
  sensitivity smallint not null,
  true_from date,
  true_to date not null default 'infinity',
  primary key (uprn, child_id, entry_id)
);
create index on household_member (child_id);

create table involvement (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  child_id bigint not null references person (id),
  source_person_id bigint references source_person (id),
  principal_id bigint references access.principal (id),
  -- an imported involvement without a provisioned worker is a signpost only
  worker_name text,
  team_name text,
  phone text,
  kind text not null,
  service text not null,
  category text not null,
  category_bit bigint not null,
  purpose text not null,
  true_from date not null,
  true_to date not null default 'infinity',
  source_id text not null references source (id),
  source_record_id bigint references source_record (id),
  created_by bigint references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on involvement (child_id);
create index on involvement (principal_id);

create table attendance_year (
  source_person_id bigint not null references source_person (id),
  establishment_id bigint not null references access.establishment (id),
  year smallint not null,
  child_id bigint not null references person (id),
  -- the private one-byte alphabet, two a weekday from the Monday on or before 1 August
  marks text not null,
  attended varbit not null,
  authorised varbit not null,
  unauthorised varbit not null,
  seen_from timestamptz not null,
  changed_at timestamptz not null,
  sensitivity smallint not null default 1,
  primary key (source_person_id, establishment_id, year)
) with (fillfactor = 50);
create index on attendance_year (child_id, year);
create table mark_change (
  source_person_id bigint not null,
  establishment_id bigint not null,
  year smallint not null,
  position smallint not null,
  old text not null,
  new text not null,
  as_of timestamptz not null,
  known_from timestamptz not null,
  source_record_id bigint references source_record (id),
  run_id bigint
);
create index on mark_change (source_person_id, year);

create table document (
  id bigint generated always as identity primary key,
  entry_id bigint not null references entry (id),
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 bytea not null
);
create unique index on document (entry_id);
create table document_part (
  document_id bigint not null references document (id),
  part integer not null,
  bytes bytea not null,
  primary key (document_id, part)
);

-- Search: the dictionary holds words and no person, so it needs no row security; its keys carry the label of the fact
-- they come from (stack.md part 3).
create table search_word (
  id bigint generated always as identity primary key,
  word text collate "C" not null unique,
  sound text collate "C" not null
);
-- only names have a sound: numbers, dates and postcodes are found as they are or by their beginning
create index on search_word using gin (word gin_trgm_ops) where sound <> '';
create index on search_word (sound) where sound <> '';
create table search_key (
  word_id bigint not null references search_word (id),
  child_id bigint not null references person (id),
  field text not null,
  category_bit bigint not null,
  sensitivity smallint not null,
  source_person_id bigint not null,
  -- the label travels with the key, so that row security is decided from the index alone
  primary key (word_id, child_id, field, source_person_id, sensitivity) include (category_bit)
);
create index on search_key (source_person_id);
create index on search_key (child_id, word_id) include (field, category_bit, sensitivity);

-- What a person searched for, so that the results' address says nothing. Sealed by a key outside the database.
create table saved_search (
  uuid uuid primary key default gen_random_uuid(),
  user_id bigint not null references access.principal (id),
  terms bytea not null,
  made_at timestamptz not null
);

create table intake.staged (
  run_id bigint not null,
  file_id bigint not null,
  line integer not null,
  key text not null,
  person_key text,
  as_of timestamptz not null,
  gone boolean not null default false,
  content jsonb not null,
  content_hash bytea not null
);
alter table intake.staged set unlogged;
create index on intake.staged (run_id);

create function access.child_facts(address uuid) returns table (child_id bigint, moved boolean, shield text, allowed boolean, conflict text)
language sql stable security definer set search_path = pg_catalog as $$
  with me as (select access.principals() as p, access.at() as t),
  found as (select coalesce(q.redirect_to, q.id) as id, q.redirect_to is not null as moved from public.person q where q.uuid = address and q.has_record)
  select found.id, found.moved,
    (select s.kind from access.shield s where s.child_id = found.id and me.t >= s.starts_at and me.t < s.ends_at order by s.kind desc limit 1),
    exists (select 1 from access.shield s join access.shield_allowed a on a.shield_id = s.id
            where s.child_id = found.id and a.principal = any (me.p) and me.t >= s.starts_at and me.t < s.ends_at),
    (select f.why from access.conflict f where f.child_id = found.id and f.user_id = any (me.p) and me.t >= f.starts_at and me.t < f.ends_at)
  from found, me $$;
