-- A lawful way in: what a person is told of work that waits for them, in ids alone. `call-back`: somebody asked for a child whose
-- holder this is. `work-started`: somebody of the team began to work with a child. `access-asked`: a request waits for an answer.
-- `note-moved`: a manager moved a note of theirs from a wrong record.
create table access.notice (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  principal bigint not null references access.principal (id),
  kind text not null check (kind in ('call-back', 'work-started', 'access-asked', 'access-answered', 'note-moved')),
  child_id bigint,
  user_id bigint references access.principal (id),
  at timestamptz not null,
  done_at timestamptz
);
create index on access.notice (principal) where done_at is null;
alter table access.notice enable row level security;
alter table access.notice force row level security;
create policy own on access.notice for select to throughline_pages using (principal = any ((select access.principals())::bigint[]));
create policy tell on access.notice for insert to throughline_pages with check ((select access.actor()) in ('recorder', 'approvals'));
create policy finish on access.notice for update to throughline_pages
  using (principal = any ((select access.principals())::bigint[])) with check (principal = any ((select access.principals())::bigint[]));
grant select, insert on access.notice to throughline_pages;
grant update (done_at) on access.notice to throughline_pages;

-- Somebody asked by name for children that are shut to them: every live holder of a seal among them is told, by the database, so
-- that the pages never read who is sealed or by whom. Gives nothing back, and does the same work when none is sealed.
create function access.tell_holders(children bigint[], who bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  insert into access.notice (principal, kind, child_id, user_id, at)
  select distinct coalesce(s.holder, a.principal), 'call-back', s.child_id, who, access.at()
  from access.shield s left join access.shield_allowed a on a.shield_id = s.id and s.holder is null
  where s.child_id = any (children) and s.kind = 'sealed' and access.at() >= s.starts_at and access.at() < s.ends_at
    and coalesce(s.holder, a.principal) is not null;
end $$;
revoke all on function access.tell_holders(bigint[], bigint) from public;
grant execute on function access.tell_holders(bigint[], bigint) to throughline_pages;
do $$ begin
  -- the function runs as the owner of the tables, who is under row security as well unless a superuser
  execute format('create policy definer on access.notice for insert to %I with check (true)', current_user);
end $$;

-- How often somebody has looked for children of others lately: their own events, read by the actor that answers them.
create policy own_events on access.access_event for select to throughline_pages
  using ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
-- The asker's own request, written by the actor that found the child for them.
create policy asked on access.request for all to throughline_pages
  using ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]))
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
-- A person row holds no data: the approver reads its address.
create policy approvals on person for select to throughline_pages using ((select access.actor()) in ('approvals', 'audit'));

-- How much waits on the clearing house's desk: two numbers, for whoever keeps every child to one record.
create function access.desk_counts() returns table (cases integer, imports integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if (access.masks())[4] = 0 then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select (select count(*)::integer from public.review_case c
      join public.source_person a on a.id = c.a_source_person join public.source_person b on b.id = c.b_source_person
      where c.state = 'open' and c.kind <> 'sealed'
        and a.person_id <> all ((select access.refused())::bigint[]) and b.person_id <> all ((select access.refused())::bigint[])),
    (select count(*)::integer from public.import_run r where r.state in ('received', 'reading', 'linking', 'waiting', 'failed'));
end $$;
do $$ begin
  execute format('create policy definer on source_person for select to %I using (true)', current_user);
  execute format('create policy definer on review_case for select to %I using (true)', current_user);
  execute format('create policy definer on import_run for select to %I using (true)', current_user);
end $$;
