-- A question that a person asked, not the machine: "is this record two children's?" It stands until people answer it.
alter table review_case add column opened_by bigint references access.principal (id);
-- What a reviewer said of each source person of a record that is to be parted: kept until a second says the same.
alter table case_step add column halves jsonb;

-- What the clearing house asks a school: whether what it holds on a pupil is right. It says which facts, and no value. Open while what it
-- was asked for (a conflict, or a pair of records) waits for it.
create table source_question (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  conflict_id bigint references fact_conflict (id),
  case_id bigint references review_case (id),
  child_id bigint not null references person (id),
  establishment_id bigint not null references access.establishment (id),
  -- one fact a line
  facts text not null,
  asked_by bigint not null references access.principal (id),
  asked_at timestamptz not null,
  answer text check (answer in ('right', 'wrong', 'unknown')),
  answered_by bigint references access.principal (id),
  answered_at timestamptz,
  check (num_nonnulls(conflict_id, case_id) = 1),
  check (num_nonnulls(answer, answered_by, answered_at) in (0, 3))
);
create index on source_question (establishment_id) where answered_at is null;
create index on source_question (conflict_id) where conflict_id is not null;
create index on source_question (case_id) where case_id is not null;
alter table source_question enable row level security;
alter table source_question force row level security;
create policy actors on source_question for all to throughline_pages
  using ((select access.actor()) = 'clearing-house') with check ((select access.actor()) = 'clearing-house');
grant select, insert on source_question to throughline_pages;
grant update (answer, answered_by, answered_at) on source_question to throughline_pages;

-- Questions whose answer is known before anybody is asked: invented pairs among the real ones, so that how well people answer can be told.
-- Their source persons hang on persons of their own without a record, have no facts, and are never compared with anybody's.
create table known_answer (
  case_id bigint primary key references review_case (id),
  -- are the two one child?
  same boolean not null
);
alter table known_answer enable row level security;
alter table known_answer force row level security;
create policy actors on known_answer for all to throughline_pages, throughline_jobs
  using ((select access.actor()) = 'clearing-house') with check ((select access.actor()) = 'clearing-house');
grant select, insert on known_answer to throughline_pages, throughline_jobs;
