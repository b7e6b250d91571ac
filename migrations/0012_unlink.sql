-- Undoing a join loses nothing: what was written on the record while it was two children's waits for a person to say whose it is.
-- `a` is the half that kept the address, `b` the one that got its own back.
create table split (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  case_id bigint not null references review_case (id),
  a_person bigint not null references person (id),
  b_person bigint not null references person (id),
  joined_at timestamptz not null,
  at timestamptz not null,
  user_id bigint references access.principal (id),
  -- how many were told: those who looked at the joined record, and those who began to work with it
  told integer not null default 0
);
create index on split (case_id);
-- Until somebody decides, what was written stands on both halves, so that all who could read it still can: the entry where it was
-- written, and the same on the other half.
create table split_entry (
  split_id bigint not null references split (id),
  entry_id bigint not null references entry (id),
  copy_id bigint not null references entry (id),
  -- the half on which the entry itself stands
  stands_on text not null check (stands_on in ('a', 'b')),
  suggestion text check (suggestion in ('a', 'b')),
  why text not null,
  given_to text check (given_to in ('a', 'b', 'both')),
  given_by bigint references access.principal (id),
  given_at timestamptz,
  primary key (split_id, entry_id)
);
create index on split_entry (entry_id);
create index on split_entry (copy_id);
do $$ declare t text;
begin
  foreach t in array array['split', 'split_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy actors on %I for all to throughline_pages
      using ((select access.actor()) = 'clearing-house') with check ((select access.actor()) = 'clearing-house')$p$, t);
  end loop;
end $$;
grant select, insert, update on split, split_entry to throughline_pages;

-- A family made by hand goes along with a join, and comes back when it is undone.
alter table family_member add column id bigint generated always as identity unique;

-- `record-split`: a record that they looked at was two children's. `whose-work`: they began to work with it while it was.
alter table access.notice drop constraint notice_kind_check;
alter table access.notice add constraint notice_kind_check check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered',
  'note-moved', 'record-split', 'whose-work'));
alter policy tell on access.notice with check ((select access.actor()) in ('recorder', 'approvals', 'clearing-house'));

-- Who opened these children's records since then: ids alone, for the clearing house, which tells them that a record came apart.
create function access.lookers(children bigint[], since timestamptz) returns table (user_id bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'clearing-house' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select distinct e.user_id from access.access_event e
    where e.child_id = any (children) and e.at >= since and e.outcome in ('shown', 'done') and e.user_id is not null;
end $$;
revoke all on function access.lookers(bigint[], timestamptz) from public;
grant execute on function access.lookers(bigint[], timestamptz) to throughline_pages;
do $$ begin
  execute format('create policy definer on access.access_event for select to %I using (true)', current_user);
end $$;
