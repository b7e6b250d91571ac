-- What is known: entries and all else that carries a child and a label; search; and what a page asks of a child first.
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
