-- As before, and faster: the moment is asked once and not of every look, and of each look only what the rule needs (500 people with 50,000 looks a day: 4 seconds a night in place of 14).
create or replace function access.looks_between(since timestamptz, until timestamptz) returns table (id bigint, at timestamptz, user_id bigint, role text, child_id bigint)
language sql stable set search_path = pg_catalog as $$
  -- of people who can be asked: a child’s record that was shown to them, not that a page of theirs listened, nor what a desk listed
  select e.id, e.at, e.user_id, e.role, coalesce(p.redirect_to, p.id)
  from access.principal u join access.access_event e on e.user_id = u.id and e.at >= since and e.at < until join public.person p on p.id = e.child_id
  where u.kind = 'user' and u.active and e.outcome = 'shown' and e.actor is null and e.action like '/children/:child%' and e.action not like '%/live'
    and exists (select from access.role_held h where h.user_id = u.id and h.starts_at <= (select access.at()) and h.ends_at > (select access.at())) $$;
create or replace function access.looks_after_work(since timestamptz, until timestamptz)
returns table (user_id bigint, child_id bigint, looks bigint[], ended timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- the end of a reason by work is the end of its grace
  with ended as materialized (select l.id, l.at, l.user_id, l.child_id, g.ended from access.looks_between(since, until) l
    join (select p.principal, p.child_id, p.ends_at as ended from access.grant_row p where p.involvement_id is not null and p.ends_at < until) g
      on g.principal = l.user_id and g.child_id = l.child_id and g.ended <= l.at)
  select e.user_id, e.child_id, array_agg(distinct e.id), max(e.ended) from ended e
  where not access.had_reason(e.user_id, e.child_id, e.at, false)
    -- urgent access is told and reviewed by itself
    and not exists (select from access.urgent_access a where a.user_id = e.user_id and a.child_id = e.child_id and a.starts_at <= e.at and a.ends_at > e.at)
  group by 1, 2;
end $$;
create or replace function access.looks_counted(since timestamptz, until timestamptz)
returns table (user_id bigint, role text, children integer, looks bigint[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- children who are shut to some take no part, so that no number tells of them
  select f.user_id, f.role, count(*)::integer, array_agg(f.id order by f.id)
  from (select distinct on (l.user_id, l.role, l.child_id) l.user_id, l.role, l.child_id, l.id from access.looks_between(since, until) l order by 1, 2, 3, 4) f
  where not exists (select from access.shield s where s.child_id = f.child_id and s.kind <> 'protected'
    and s.starts_at <= (select access.at()) and s.ends_at > (select access.at())) group by 1, 2;
end $$;
create or replace function access.located_and_left(since timestamptz, until timestamptz, due timestamptz)
returns table (user_id bigint, role text, children integer, looks bigint[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  select e.user_id, e.role, count(distinct c.child)::integer, array_agg(e.id order by e.id)
  from access.principal u join access.access_event e on e.user_id = u.id and e.at >= since and e.at < until and e.rule = 'locate:found' join public.person p on p.id = e.child_id
    cross join lateral (select coalesce(p.redirect_to, p.id) as child) c
  where u.kind = 'user' and u.active and exists (select from access.role_held h where h.user_id = u.id and h.starts_at <= (select access.at()) and h.ends_at > (select access.at()))
    and not access.is_shielded(c.child)
    -- nothing that they did about the child, no work of theirs or of a team's with it, no contact about it
    and not exists (select from access.access_event d where d.user_id = e.user_id and d.child_id in (e.child_id, c.child) and d.outcome = 'done' and d.at >= e.at and d.at < due
      and d.rule not like 'locate:%')
    and not access.had_reason(e.user_id, c.child, e.at, false) and not access.had_reason(e.user_id, c.child, due, false)
    and not exists (select from public.front_door_contact f where c.child in (f.child_id, f.exact_id) and f.told_at >= e.at - interval '1 day' and f.told_at < due)
  group by 1, 2;
end $$;
