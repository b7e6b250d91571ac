-- What a role may see as versioned data: a change is drafted by one person, rehearsed, and published from a day on by another (docs/access.md).
-- The rows of src/access/roles.ts are the first version of each; the last that is published and has begun holds.
create table access.role_rule (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  role text not null,
  -- one letter for each category, in the order of src/access/roles.ts
  cells text not null check (cells ~ '^[FSETRA-]{17}$'),
  level smallint not null check (level between 1 and 3),
  sentence text not null check (length(btrim(sentence)) >= 20),
  why text not null check (length(btrim(why)) >= 20),
  drafted_by bigint not null references access.principal (id),
  drafted_at timestamptz not null,
  -- who would gain or lose sight of how many records: staff and numbers, never a child
  rehearsed_at timestamptz,
  rehearsal jsonb,
  starts_on date,
  published_by bigint references access.principal (id),
  published_at timestamptz,
  dropped_at timestamptz,
  check (num_nonnulls(rehearsed_at, rehearsal) in (0, 2)),
  check (num_nonnulls(starts_on, published_by, published_at) in (0, 3)),
  check (published_by is null or (published_by <> drafted_by and rehearsed_at is not null and dropped_at is null))
);
create index on access.role_rule (role, starts_on) where published_at is not null;
create function access.role_rule_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'A published rule stays as it is: draft another' using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update on access.role_rule for each row when (old.published_at is not null or old.dropped_at is not null)
  execute function access.role_rule_stays();
alter table access.role_rule enable row level security;
alter table access.role_rule force row level security;
-- asked before there is a reader, as roles are
create policy all_read on access.role_rule for select to throughline_pages, throughline_jobs using (true);
create policy changed on access.role_rule for all to throughline_pages
  using ((select access.actor()) = 'approvals') with check ((select access.actor()) = 'approvals');
grant select on access.role_rule to throughline_pages, throughline_jobs;
grant insert on access.role_rule to throughline_pages;
grant update (rehearsed_at, rehearsal, starts_on, published_by, published_at, dropped_at) on access.role_rule to throughline_pages;
