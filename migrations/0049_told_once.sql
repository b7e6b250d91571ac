-- Told once: what a family or a worker says has changed, the services that are told of it, and how far each has come. Whoever told reads
-- their own alone; nobody else's receipt is theirs to see.
create table told_change (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  kind text not null check (kind in ('address', 'school', 'contact', 'name', 'household')),
  from_on date not null,
  -- what was said, by whom, and who the child is as the teller says: sealed by a key outside the database, for it may say where a child is
  words bytea not null,
  -- undefined until a person has found whose it is
  child_id bigint references person (id),
  state text not null check (state in ('held', 'applied', 'refused')),
  -- why it waits: for the person who looks at it, never for the teller
  held_why text[] not null default '{}',
  decided_by bigint references access.principal (id),
  decided_at timestamptz,
  answer text,
  entry_id bigint references entry (id),
  -- the child as the record knew them when it was applied: what the services are told of; sealed as well
  subject bytea,
  check (state <> 'held' or cardinality(held_why) > 0),
  check (decided_by is null or decided_by <> told_by)
);
create index on told_change (told_by, told_at);
create index on told_change (child_id);
create index on told_change (told_at) where state = 'held';

-- One service outside, and one change: a line of the ledger.
create table told_delivery (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  change_id bigint not null references told_change (id),
  service text not null,
  state text not null default 'waiting' check (state in ('waiting', 'applied', 'told', 'refused', 'person')),
  -- what the service said of it
  answer text,
  at timestamptz not null,
  unique (change_id, service)
);
create index on told_delivery (service) where state = 'waiting';

do $$ declare t text;
begin
  foreach t in array array['told_change', 'told_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy actors on %I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) in ('recorder', 'messenger')) with check ((select access.actor()) in ('recorder', 'messenger'))$p$, t);
  end loop;
end $$;
create policy own on told_change for select to throughline_pages using (told_by = (select access.reader()));
create policy own on told_delivery for select to throughline_pages using (exists (select from told_change c where c.id = told_delivery.change_id));
grant select, insert on told_change, told_delivery to throughline_pages, throughline_jobs;
grant update (state, child_id, held_why, decided_by, decided_at, answer, entry_id, subject) on told_change to throughline_pages, throughline_jobs;
grant update (state, answer, at) on told_delivery to throughline_pages, throughline_jobs;

-- To the actor that records for somebody: which of these children are shielded in any way, and whether all that shields them names that person.
create function access.told_shields(children bigint[]) returns table (child_id bigint, allowed boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select s.child_id,
      bool_and(exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = any (access.principals())))
    from access.shield s where s.child_id = any (children) and access.at() >= s.starts_at and access.at() < s.ends_at group by s.child_id;
end $$;
-- Those who answer for a shielded child are told that somebody said something of it, and call back; nobody else is.
create function access.tell_holders_of_change(child bigint, who bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct coalesce(s.holder, a.principal), 'call-back', s.child_id, who, access.at()
  from access.shield s left join access.shield_allowed a on a.shield_id = s.id and s.holder is null
  where s.child_id = child and access.at() >= s.starts_at and access.at() < s.ends_at and coalesce(s.holder, a.principal) is not null
    and not exists (select from access.notice n where n.principal = coalesce(s.holder, a.principal) and n.kind = 'call-back' and n.child_id = child and n.user_id = who and n.at = access.at());
end $$;
revoke all on function access.told_shields(bigint[]), access.tell_holders_of_change(bigint, bigint) from public;
grant execute on function access.told_shields(bigint[]), access.tell_holders_of_change(bigint, bigint) to throughline_pages;

-- A school that a family names says where the child can be found, as a school place does (0008).
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[])));
