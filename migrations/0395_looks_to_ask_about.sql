-- Looks that nothing explains (docs/security.md, "Looks to ask about"): what a nightly check found of yesterday's looks, what the person was asked, and what came of it.
create table access.look_to_ask (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  -- the day of the looks
  night date not null,
  user_id bigint not null references access.principal (id),
  -- none where it is about how many records somebody opened
  child_id bigint,
  rule text not null,
  version smallint not null,
  -- the events of access.access_event that it rests on
  looks bigint[] not null,
  -- numbers alone
  inputs jsonb not null default '{}',
  found_at timestamptz not null,
  asked_by bigint references access.principal (id),
  asked_at timestamptz,
  answer text,
  answered_at timestamptz,
  closed_by bigint references access.principal (id),
  closed_at timestamptz,
  outcome text check (outcome in ('explained', 'passed-on')),
  words text,
  unique nulls not distinct (user_id, child_id, rule, version, night),
  check (num_nonnulls(asked_by, asked_at) in (0, 2)),
  check (num_nonnulls(answer, answered_at) in (0, 2) and (answered_at is null or asked_at is not null)),
  check (num_nonnulls(closed_by, closed_at, outcome, words) in (0, 4)),
  -- nobody asks themselves, nor says that what they did is explained
  check (asked_by <> user_id and closed_by <> user_id)
);
create index on access.look_to_ask (child_id);
alter table access.look_to_ask enable row level security;
alter table access.look_to_ask force row level security;
-- whoever is asked reads what was asked, and nothing before
create policy own on access.look_to_ask for select to throughline_pages using (user_id = (select access.reader()) and asked_at is not null);
create policy answers on access.look_to_ask for all to throughline_pages
  using ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]) and asked_at is not null)
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]) and asked_at is not null);
-- whoever asks: not of their own looks, nor of a child who is shut to them
create policy asks on access.look_to_ask for all to throughline_pages
  using ((select access.actor()) = 'audit' and user_id <> all ((select access.principals())::bigint[])
    and (child_id is null or child_id <> all ((select access.refused())::bigint[])))
  with check ((select access.actor()) = 'audit' and user_id <> all ((select access.principals())::bigint[])
    and (child_id is null or child_id <> all ((select access.refused())::bigint[])));
create policy finds on access.look_to_ask for select to throughline_jobs using ((select access.actor()) = 'looks');
create policy keeps on access.look_to_ask for insert to throughline_jobs with check ((select access.actor()) = 'looks');
create policy keeper on access.look_to_ask for all to throughline_jobs
  using ((select access.actor()) = 'keeper' and closed_at < (select access.at()) - interval '2 years')
  with check ((select access.actor()) = 'keeper' and closed_at < (select access.at()) - interval '2 years');
grant select on access.look_to_ask to throughline_pages, throughline_jobs;
grant insert, delete on access.look_to_ask to throughline_jobs;
grant update (asked_by, asked_at, answer, answered_at, closed_by, closed_at, outcome, words) on access.look_to_ask to throughline_pages;

-- The nightly check reads no record. It is told by the functions below which looks are to be weighed, with numbers and with names of staff; each for the actor `looks` alone.
-- These three are no doors: they run with the rights of whoever asks, and the two logins may not ask.
create function access.looks_between(since timestamptz, until timestamptz) returns table (id bigint, at timestamptz, user_id bigint, role text, child_id bigint)
language sql stable set search_path = pg_catalog as $$
  -- of people who can be asked: a child’s record that was shown to them, not that a page of theirs listened, nor what a desk listed
  select e.id, e.at, e.user_id, e.role, coalesce(p.redirect_to, p.id)
  from access.principal u join access.access_event e on e.user_id = u.id and e.at >= since and e.at < until join public.person p on p.id = e.child_id
  where u.kind = 'user' and u.active and e.outcome = 'shown' and e.actor is null and e.action like '/children/:child%' and e.action not like '%/live'
    and exists (select from access.role_held h where h.user_id = u.id and h.starts_at <= access.at() and h.ends_at > access.at()) $$;
-- A reason of their own or of a team's, live at that moment. `given`: by others, and not by the person who looked.
create function access.had_reason(who bigint, child bigint, moment timestamptz, given boolean) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from access.grant_row g
    where (g.principal = who or g.principal in (select m.team_id from access.membership m where m.user_id = who and m.starts_at <= moment and m.ends_at > moment))
      and g.starts_at <= moment and g.ends_at > moment
      and (g.child_id = child and (not given and g.reason <> 'urgent' or given and (g.reason = 'request' or g.involvement_id is not null))
        or g.establishment_id is not null and exists (select from access.roll r where r.establishment_id = g.establishment_id and r.child_id = child
          and r.starts_on <= moment::date and r.ends_on >= moment::date))
      and (not given or g.involvement_id is null or not exists (select from public.involvement i where i.id = g.involvement_id and i.created_by = who and i.true_to = 'infinity'))) $$;
create function access.is_shielded(child bigint) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from access.shield s where s.child_id = child and s.kind <> 'protected' and s.starts_at <= access.at() and s.ends_at > access.at()) $$;
revoke all on function access.looks_between(timestamptz, timestamptz), access.had_reason(bigint, bigint, timestamptz, boolean), access.is_shielded(bigint) from public;

create function access.looks_at_namesakes(users bigint[], words text[], since timestamptz, until timestamptz)
returns table (user_id bigint, child_id bigint, looks bigint[], given boolean, days integer, bearers integer, children integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with looked as materialized (select l.user_id as who, l.child_id as child, array_agg(l.id order by l.id) as looks, min(l.at) as first from access.looks_between(since, until) l group by 1, 2),
  same as (select distinct l.who, l.child, l.looks, l.first, w.id as word from looked l join unnest(users, words) n(who, word) on n.who = l.who
    join public.search_word w on w.word = n.word
    where exists (select from public.search_key k where k.child_id = l.child and k.word_id = w.id and k.field in ('surname', 'former')))
  select s.who, s.child, s.looks, access.had_reason(s.who, s.child, s.first, true),
    (select count(distinct (e.at at time zone 'Europe/London')::date)::integer from access.access_event e where e.user_id = s.who and e.child_id = s.child
      and e.outcome = 'shown' and e.actor is null and e.at > until - interval '30 days' and e.at < until),
    min((select count(distinct k.child_id)::integer from public.search_key k where k.word_id = s.word and k.field in ('surname', 'former'))),
    (select count(*)::integer from public.person p where p.has_record and p.redirect_to is null)
  from same s group by s.who, s.child, s.looks, s.first;
end $$;

create function access.looks_at_carers_named(since timestamptz, until timestamptz)
returns table (user_id bigint, child_id bigint, looks bigint[], reader text, carer text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with looked as materialized (select l.user_id as who, l.child_id as child, array_agg(l.id order by l.id) as looks from access.looks_between(since, until) l group by 1, 2)
  select distinct l.who, l.child, l.looks, u.name, e.body->>'name' from looked l join access.principal u on u.id = l.who
    join public.entry e on e.child_id = l.child and e.kind = 'carer' and e.known_to = 'infinity'
  -- names are compared whole by the rule; one that begins like no word of the reader’s cannot be theirs
  where lower(left(e.body->>'name', 1)) in (select lower(left(w, 1)) from regexp_split_to_table(u.name, '[\s,]+') w);
end $$;

create function access.looks_at_own_postcode(since timestamptz, until timestamptz)
returns table (user_id bigint, child_id bigint, looks bigint[], given boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- where somebody lives is known only by the children of their own family or household who are shut to them
  with homes as materialized (select distinct c.user_id as who, k.word_id as word from access.conflict c join public.search_key k on k.child_id = c.child_id and k.field = 'postcode'
    where c.why in ('self', 'family', 'household') and c.starts_at <= access.at() and c.ends_at > access.at()),
  looked as (select l.user_id as who, l.child_id as child, array_agg(l.id order by l.id) as looks, min(l.at) as first from access.looks_between(since, until) l
    where l.user_id in (select h.who from homes h) group by 1, 2)
  select l.who, l.child, l.looks, access.had_reason(l.who, l.child, l.first, true) from looked l
  where exists (select from homes h join public.search_key k on k.word_id = h.word and k.field = 'postcode' where h.who = l.who and k.child_id = l.child);
end $$;

create function access.looks_after_work(since timestamptz, until timestamptz)
returns table (user_id bigint, child_id bigint, looks bigint[], ended timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- the end of a reason by work is the end of its grace
  select l.user_id, l.child_id, array_agg(l.id order by l.id), max(g.ended) from access.looks_between(since, until) l
    cross join lateral (select max(g.ends_at) as ended from access.grant_row g where g.principal = l.user_id and g.child_id = l.child_id and g.involvement_id is not null and g.ends_at <= l.at) g
  where g.ended is not null and not access.had_reason(l.user_id, l.child_id, l.at, false)
    -- urgent access is told and reviewed by itself
    and not exists (select from access.urgent_access a where a.user_id = l.user_id and a.child_id = l.child_id and a.starts_at <= l.at and a.ends_at > l.at)
  group by 1, 2;
end $$;

create function access.looks_counted(since timestamptz, until timestamptz)
returns table (user_id bigint, role text, children integer, looks bigint[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  -- children who are shut to some take no part, so that no number tells of them
  select f.user_id, f.role, count(*)::integer, array_agg(f.id order by f.id)
  from (select distinct on (l.user_id, l.role, l.child_id) l.user_id, l.role, l.child_id, l.id from access.looks_between(since, until) l order by 1, 2, 3, 4) f
  where not access.is_shielded(f.child_id) group by 1, 2;
end $$;

create function access.located_and_left(since timestamptz, until timestamptz, due timestamptz)
returns table (user_id bigint, role text, children integer, looks bigint[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'looks' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  select e.user_id, e.role, count(distinct c.child)::integer, array_agg(e.id order by e.id)
  from access.principal u join access.access_event e on e.user_id = u.id and e.at >= since and e.at < until and e.rule = 'locate:found' join public.person p on p.id = e.child_id
    cross join lateral (select coalesce(p.redirect_to, p.id) as child) c
  where u.kind = 'user' and u.active and exists (select from access.role_held h where h.user_id = u.id and h.starts_at <= access.at() and h.ends_at > access.at())
    and not access.is_shielded(c.child)
    -- nothing that they did about the child, no work of theirs or of a team's with it, no contact about it
    and not exists (select from access.access_event d where d.user_id = e.user_id and d.child_id in (e.child_id, c.child) and d.outcome = 'done' and d.at >= e.at and d.at < due
      and d.rule not like 'locate:%')
    and not access.had_reason(e.user_id, c.child, e.at, false) and not access.had_reason(e.user_id, c.child, due, false)
    and not exists (select from public.front_door_contact f where c.child in (f.child_id, f.exact_id) and f.told_at >= e.at - interval '1 day' and f.told_at < due)
  group by 1, 2;
end $$;

do $$ declare f text;
begin
  foreach f in array array['looks_at_namesakes(bigint[], text[], timestamptz, timestamptz)', 'looks_at_carers_named(timestamptz, timestamptz)',
    'looks_at_own_postcode(timestamptz, timestamptz)', 'looks_after_work(timestamptz, timestamptz)', 'looks_counted(timestamptz, timestamptz)',
    'located_and_left(timestamptz, timestamptz, timestamptz)'] loop
    execute format('revoke all on function access.%s from public; grant execute on function access.%s to throughline_jobs', f, f);
  end loop;
  -- what was asked of a record's looks ends with the record
  execute replace(pg_get_functiondef('access.destroy_record(bigint)'::regprocedure), 'delete from access.urgent_access u where u.child_id = any (r.people);',
    E'delete from access.urgent_access u where u.child_id = any (r.people);\n  delete from access.look_to_ask l where l.child_id = any (r.people);');
end $$;
