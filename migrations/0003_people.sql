-- People as sources know them, and the golden records they are tied to (design, part 2). Derived but for what a person decided.
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
