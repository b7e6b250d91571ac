-- A mistaken conflict of interest (a wrong child, a look closed so by mistake) shut a record to somebody for good. Information governance reads which hold, never
-- whose record it is, and ends one by two: one asks with a reason, another agrees, neither the person whom it shuts out.
alter table access.conflict
  add column uuid uuid not null default gen_random_uuid() unique,
  -- none where the council's own list of arrangements told it
  add column declared_by bigint references access.principal (id),
  add column asked_by bigint references access.principal (id),
  add column asked_at timestamptz,
  -- of the ask that waits, or of the last
  add column asked_reason text,
  add column ended_by bigint references access.principal (id),
  add check (num_nonnulls(asked_by, asked_at) in (0, 2) and (asked_by is null or asked_reason is not null)),
  -- nobody opens a record to themselves
  add check (asked_by <> user_id and ended_by <> user_id);
-- What somebody declared began at a moment; what the list told holds for all time.
update access.conflict c set declared_by = coalesce((select l.closed_by from access.look_to_ask l
    where l.user_id = c.user_id and l.child_id = c.child_id and l.outcome = 'own-family' order by l.closed_at limit 1), c.user_id)
  where c.starts_at > '-infinity';
-- Whom it shuts out reads that it does, and nothing of who would end it or why.
revoke select on access.conflict from throughline_pages;
grant select (user_id, child_id, why, starts_at, ends_at) on access.conflict to throughline_pages;

-- Those that hold now, as far as the reader may be told: not the reader's own, nor of a child who is shut to the reader. A door for the functions below alone.
create function access.conflicts_in_sight() returns setof access.conflict language sql stable set search_path = pg_catalog as $$
  select f.* from access.conflict f join public.person p on p.id = f.child_id and p.redirect_to is null
  where (select access.actor()) = 'audit' and (select access.at()) >= f.starts_at and (select access.at()) < f.ends_at
    and f.user_id <> all ((select access.principals())::bigint[]) and f.child_id <> all ((select access.refused())::bigint[]) $$;
create function access.conflicts_that_hold(first integer, most integer) returns table (conflict uuid, who text, title text, role text, record text, since timestamptz,
  own boolean, declared_by text, asked_by bigint, asked_name text, asked_at timestamptz, asked_reason text)
language sql stable security definer set search_path = pg_catalog as $$
  select f.uuid, u.name, u.title, (select min(h.role) from access.role_held h where h.user_id = u.id and access.at() >= h.starts_at and access.at() < h.ends_at),
    left(p.uuid::text, 8), nullif(f.starts_at, '-infinity'), coalesce(f.declared_by = f.user_id, false), d.name, f.asked_by, a.name, f.asked_at,
    case when f.asked_by is not null then f.asked_reason end
  from access.conflicts_in_sight() f join access.principal u on u.id = f.user_id join public.person p on p.id = f.child_id
    left join access.principal d on d.id = f.declared_by left join access.principal a on a.id = f.asked_by
  order by f.asked_at nulls last, f.starts_at desc, f.uuid offset first limit most $$;

-- Both give the child whom it is about, for the record of access; nothing where it is not theirs to do, or was done already.
create function access.ask_to_end_conflict(of uuid, who bigint, words text) returns bigint language sql security definer set search_path = pg_catalog as $$
  update access.conflict c set asked_by = who, asked_at = access.at(), asked_reason = words from access.conflicts_in_sight() s
    where s.uuid = of and c.uuid = of and c.asked_by is null and who = any (access.principals()) returning c.child_id $$;
create function access.answer_end_of_conflict(of uuid, who bigint, agrees boolean) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare it access.conflict;
begin
  update access.conflict c set asked_by = null, asked_at = null from access.conflicts_in_sight() s
    where s.uuid = of and c.uuid = of and c.asked_by <> who and who = any (access.principals()) returning c.* into it;
  -- also on the records that were joined to this one, or it would come back with them
  if agrees then update access.conflict c set ends_at = access.at(), ended_by = who from public.person p
    where c.user_id = it.user_id and p.id = c.child_id and coalesce(p.redirect_to, p.id) = it.child_id and c.ends_at > access.at(); end if;
  return it.child_id;
end $$;

-- As 0454, with who says it. Said again it holds again, whoever asked for its end.
create or replace function access.declare_conflict(children bigint[], sort text, who bigint) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not coalesce(access.actor() = 'recorder' and who = any (access.principals())
      or access.actor() = 'audit' and who <> all (access.principals()) and not children && access.refused(), false) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  insert into access.conflict (user_id, child_id, why, starts_at, declared_by) select who, c, sort, access.at(),
      case when access.actor() = 'recorder' then who else (select p.id from access.principal p where p.id = any (access.principals()) and p.kind = 'user') end
    from unnest(children) c
    on conflict (user_id, child_id) do update set why = excluded.why, ends_at = 'infinity', asked_by = null, asked_at = null,
      starts_at = case when conflict.ends_at > access.at() then least(conflict.starts_at, excluded.starts_at) else excluded.starts_at end,
      declared_by = case when conflict.ends_at > access.at() then conflict.declared_by else excluded.declared_by end;
end $$;
-- A record that is joined or split takes with it who declared it.
do $$ begin
  execute replace(replace(pg_get_functiondef('access.copy_refusals(bigint[], bigint[])'::regprocedure),
    'why, starts_at, ends_at)', 'why, starts_at, ends_at, declared_by, ended_by)'), 'c.why, c.starts_at, c.ends_at', 'c.why, c.starts_at, c.ends_at, c.declared_by, c.ended_by');
end $$;

revoke all on function access.conflicts_in_sight(), access.conflicts_that_hold(integer, integer), access.ask_to_end_conflict(uuid, bigint, text),
  access.answer_end_of_conflict(uuid, bigint, boolean) from public;
grant execute on function access.conflicts_that_hold(integer, integer), access.ask_to_end_conflict(uuid, bigint, text),
  access.answer_end_of_conflict(uuid, bigint, boolean) to throughline_pages;
