-- Rounds of school admissions (docs/admissions.md): what each school decided, the families' applications, what was checked, each run with its
-- frozen input, and what came of it. One actor reads and writes them, for people whose role runs admissions.
create table admission_round (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  name text not null,
  born_from date not null,
  born_to date not null check (born_from <= born_to),
  closes_on date not null,
  offer_day date not null check (offer_day > closes_on),
  -- offers are nobody's but the admissions team's before this moment
  release_at timestamptz not null,
  -- the draw between children who are equal in all else: the commitment is told at once, the seed with the offers
  seed text not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  supervisor text not null,
  second_pass boolean not null default true,
  made_by bigint not null references access.principal (id),
  made_at timestamptz not null
);

-- What a school of the round has decided. A change closes the earlier version; runs keep what they were made from.
create table admission_school (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  key text not null,
  name text not null,
  places integer not null check (places >= 0),
  -- its own admission authority: it sends its order, and none is made here
  own_order boolean not null default false,
  settings jsonb not null,
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on admission_school (round_id, key) where known_to = 'infinity';

create table admission_application (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  reference text not null,
  -- whose it is: found by exact facts, chosen by a person, or known to nobody here ('none')
  child_id bigint references person (id),
  tied text check (tied in ('found', 'person', 'none')),
  forename text not null,
  surname text not null,
  birth_date date not null,
  upn text,
  -- what the family says: a cell for each fact, as in children.csv
  facts jsonb not null default '{}',
  received_on date not null,
  -- why a late one counts as on time
  good_reason text,
  state text not null default 'live' check (state in ('live', 'withdrawn')),
  state_why text,
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  unique (round_id, reference),
  check ((state = 'withdrawn') = (state_why is not null)),
  check ((child_id is not null) = (coalesce(tied, 'none') <> 'none'))
);
create index on admission_application (child_id);

create table admission_preference (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission_application (id),
  rank smallint not null check (rank > 0),
  school_key text not null,
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on admission_preference (application_id, rank) where known_to = 'infinity';
create unique index on admission_preference (application_id, school_key) where known_to = 'infinity';

-- Who checked what the family says, when, and by which proof. Only a fact that was found to hold counts.
create table admission_check (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission_application (id),
  fact text not null,
  holds boolean not null,
  proof text not null check (length(btrim(proof)) > 0),
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on admission_check (application_id, fact) where known_to = 'infinity';

-- The order that a school of its own authority sent.
create table admission_order (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  school_key text not null,
  application_id bigint not null references admission_application (id),
  position integer not null check (position > 0),
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on admission_order (round_id, school_key, position) where known_to = 'infinity';
create index on admission_order (application_id);

create table admission_run (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'refused')),
  step text,
  started_by bigint not null references access.principal (id),
  started_at timestamptz not null,
  finished_at timestamptz,
  -- the frozen files, compressed, and the SHA-256 of what went in and what came out
  input bytea,
  input_sha256 text,
  output_sha256 text,
  report jsonb,
  faults jsonb,
  check ((state = 'done') = (report is not null)),
  check ((state = 'refused') = (faults is not null))
);
create index on admission_run (round_id);

-- What a run gives: each child's place, and how each preference stood.
create table admission_place (
  run_id bigint not null references admission_run (id),
  application_id bigint not null references admission_application (id),
  school_key text,
  rank smallint,
  given_by text not null check (given_by in ('preference', 'plan', 'second pass', 'none')),
  primary key (run_id, application_id)
);
create index on admission_place (application_id);
create table admission_standing (
  run_id bigint not null references admission_run (id),
  application_id bigint not null references admission_application (id),
  school_key text not null,
  rank smallint not null,
  -- null where the school did not rank the child
  position integer,
  criterion smallint,
  distance text,
  waiting_position integer,
  -- of a preference that was refused: why
  explanation jsonb,
  primary key (run_id, school_key, application_id)
);
create index on admission_standing (application_id);

create table admission_approval (
  run_id bigint not null references admission_run (id),
  user_id bigint not null references access.principal (id),
  at timestamptz not null,
  primary key (run_id, user_id)
);
-- The run whose offers are made, once two people approved it. Another may take its place until the offers are out.
create table admission_release (
  round_id bigint primary key references admission_round (id),
  run_id bigint not null references admission_run (id),
  approved_at timestamptz not null,
  released_at timestamptz
);
create function access.release_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'Offers that are out stay as they are' using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update on admission_release for each row when (old.released_at is not null) execute function access.release_stays();

create table admission_reply (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission_application (id),
  reply text not null check (reply in ('accepted', 'declined')),
  said_by text not null,
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on admission_reply (application_id) where known_to = 'infinity';

do $$ declare t text;
begin
  foreach t in array array['admission_round', 'admission_school', 'admission_preference', 'admission_check', 'admission_order', 'admission_run',
    'admission_place', 'admission_standing', 'admission_approval', 'admission_release', 'admission_reply', 'admission_application'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy jobs on %I for all to throughline_jobs
      using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions')$p$, t);
    execute format('grant select, insert on %I to throughline_pages, throughline_jobs', t);
  end loop;
  foreach t in array array['admission_round', 'admission_school', 'admission_run', 'admission_approval', 'admission_release'] loop
    execute format($p$create policy desk on %I for all to throughline_pages
      using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions')$p$, t);
  end loop;
  -- a child who is shut to whoever asks (their own family, a shield) has no application for them, nor anything that hangs on it
  execute $p$create policy desk on admission_application for all to throughline_pages
    using ((select access.actor()) = 'admissions' and (child_id is null or child_id <> all ((select access.refused())::bigint[])))
    with check ((select access.actor()) = 'admissions')$p$;
  foreach t in array array['admission_preference', 'admission_check', 'admission_order', 'admission_place', 'admission_standing', 'admission_reply'] loop
    execute format($p$create policy desk on %1$I for all to throughline_pages
      using ((select access.actor()) = 'admissions' and exists (select from admission_application a where a.id = %1$I.application_id))
      with check ((select access.actor()) = 'admissions')$p$, t);
  end loop;
end $$;
grant update (known_to) on admission_school, admission_preference, admission_check, admission_order, admission_reply to throughline_pages, throughline_jobs;
grant update (child_id, tied, facts, good_reason, state, state_why) on admission_application to throughline_pages, throughline_jobs;
grant update (closes_on, offer_day, release_at, seed, commitment, supervisor, second_pass) on admission_round to throughline_pages, throughline_jobs;
grant update (state, step, finished_at, input, input_sha256, output_sha256, report, faults) on admission_run to throughline_jobs;
grant update (run_id, approved_at, released_at) on admission_release to throughline_pages, throughline_jobs;

-- Who a child is, to tie an application to the record and to find who of an age has none: names, birth dates and numbers, and no place.
create policy admissions on entry for select to throughline_pages, throughline_jobs using ((select access.actor()) = 'admissions'
  and kind in ('identity', 'identifier') and known_to = 'infinity' and seal is null and not held
  and source_id <> all ((select access.withdrawn_sources())::text[]) and child_id <> all ((select access.refused())::bigint[]));
create policy admissions on person for select to throughline_pages, throughline_jobs using ((select access.actor()) = 'admissions'
  and id <> all ((select access.refused())::bigint[]));

-- Of these children: whose address is protected, so that no place or distance of theirs is shown or told; who is in our care today; and whether
-- a plan is kept. Yes or no, and nothing else.
create function access.admission_facts(children bigint[]) returns table (child_id bigint, protected boolean, looked_after boolean, plan boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select c,
    exists (select from access.shield s where s.child_id = c and access.at() >= s.starts_at and access.at() < s.ends_at),
    exists (select from public.entry e where e.child_id = c and e.kind = 'care-episode' and e.known_to = 'infinity' and e.seal is null
      and e.true_from <= access.at()::date and e.true_to > access.at()::date and e.source_id <> all (access.withdrawn_sources()) and c <> all (access.refused())),
    exists (select from public.entry e where e.child_id = c and e.kind = 'sen-provision' and e.code = 'E' and e.known_to = 'infinity' and e.seal is null
      and e.source_id <> all (access.withdrawn_sources()) and c <> all (access.refused()))
  from unnest(children) as c;
end $$;
revoke all on function access.admission_facts(bigint[]) from public;
grant execute on function access.admission_facts(bigint[]) to throughline_pages, throughline_jobs;
