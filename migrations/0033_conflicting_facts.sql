-- Where sources disagree on a fact at the head of a record, for people to choose. Derived, but for what people decided: kept with the
-- links, from what the clearing house may read alone, so that nothing hidden makes a row. Which value is shown is an entry of its own
-- (kind `chosen-value`), which the record follows.
-- Conflicts that are alike: the same fact, told by the same sources as they may be named.
create table conflict_shape (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  fact text not null,
  -- one source a line: arrays are compared by an operator that tells of rows which row security hides
  told_by text not null,
  unique (fact, told_by)
);
create table fact_conflict (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  child_id bigint not null references person (id),
  shape_id bigint not null references conflict_shape (id),
  fact text not null,
  since timestamptz not null,
  state text not null default 'open' check (state in ('open', 'asked', 'chosen', 'undone', 'void')),
  -- the source was asked, and has said something new since
  answered_at timestamptz,
  entry_id bigint references entry (id),
  reason text,
  -- the rules that would have chosen the same, where a person chose by hand; the one rule, where it chose for a whole batch
  rules text[] not null default '{}',
  batch uuid,
  decided_by bigint references access.principal (id),
  decided_at timestamptz
);
create unique index on fact_conflict (child_id, fact) where state in ('open', 'asked');
create index on fact_conflict (shape_id, state);
create index on fact_conflict (decided_at) where state = 'chosen';
create index on fact_conflict (batch) where batch is not null;
create index on fact_conflict (entry_id);
do $$ declare t text;
begin
  foreach t in array array['conflict_shape', 'fact_conflict'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy actors on %I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) in ('linker', 'clearing-house')) with check ((select access.actor()) in ('linker', 'clearing-house'))$p$, t);
  end loop;
end $$;
grant select, insert, update on conflict_shape, fact_conflict to throughline_pages, throughline_jobs;

-- A decision between two addresses says where the child lives: with a protected address it is for named people, as the address is.
create policy chosen_address on entry as restrictive for select to throughline_pages, throughline_jobs
  using (kind <> 'chosen-value' or code is distinct from 'address' or child_id is null or child_id <> all ((select access.hidden_places())::bigint[]));

-- Children with a live shield, of whom the clearing house may not learn where they are, all at once: for its lists and counts. Not those of
-- whom one fact is sealed, as access.shielded has them: without that fact their record reads as if it were not there.
create function access.shielded_children() returns bigint[] language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'clearing-house' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s where access.at() >= s.starts_at and access.at() < s.ends_at);
end $$;
revoke all on function access.shielded_children() from public;
grant execute on function access.shielded_children() to throughline_pages;
