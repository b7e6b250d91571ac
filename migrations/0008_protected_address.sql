-- A protected address: the record is open as ever, and where the child lives only to named people. Kept with the shields, so
-- that one list of allowed people, one holder and one review serve all three.
alter table access.shield drop constraint shield_kind_check;
alter table access.shield add constraint shield_kind_check check (kind in ('restricted', 'sealed', 'protected'));

create or replace function access.refused() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  with me as (select access.context() as c), mine as (select coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}') as p, c[6]::timestamptz as t from me)
  select coalesce(array_agg(x.child_id), '{}') from (
    select f.child_id from access.conflict f, mine where f.user_id = any (mine.p) and mine.t >= f.starts_at and mine.t < f.ends_at
    union
    select s.child_id from access.shield s, mine
    where s.kind <> 'protected' and mine.t >= s.starts_at and mine.t < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (mine.p))
  ) x $$;
create or replace function access.child_facts(address uuid) returns table (child_id bigint, moved boolean, shield text, allowed boolean, conflict text)
language sql stable security definer set search_path = pg_catalog as $$
  with me as (select access.principals() as p, access.at() as t),
  found as (select coalesce(q.redirect_to, q.id) as id, q.redirect_to is not null as moved from public.person q where q.uuid = address and q.has_record)
  select found.id, found.moved,
    (select s.kind from access.shield s where s.child_id = found.id and s.kind <> 'protected' and me.t >= s.starts_at and me.t < s.ends_at order by s.kind desc limit 1),
    -- on the list of every shield: of two, the stricter wins, here as in access.refused()
    not exists (select 1 from access.shield s where s.child_id = found.id and s.kind <> 'protected' and me.t >= s.starts_at and me.t < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (me.p))),
    (select f.why from access.conflict f where f.child_id = found.id and f.user_id = any (me.p) and me.t >= f.starts_at and me.t < f.ends_at)
  from found, me $$;

-- Children whose whereabouts this reader must not learn. The tables read here have no row security, so the negation is safe.
create function access.hidden_places() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(s.child_id), '{}') from access.shield s
  where s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at and access.actor() is null
    and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (access.principals())) $$;
-- On top of every other policy: kinds that say where the child can be found, who shares the property, where the child goes to
-- school, and the words by which search would find the child there. Those who read a school's own roll know who is at the school:
-- what happened there stays open to them.
create policy protected_address on entry as restrictive for select to throughline_pages, throughline_jobs
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[])));
create policy protected_address on attendance_year as restrictive for select to throughline_pages, throughline_jobs
  using (child_id <> all ((select access.hidden_places())::bigint[]) or establishment_id = any ((select access.establishments())::bigint[]));
create policy protected_address on household_member as restrictive for select to throughline_pages, throughline_jobs
  using (child_id <> all ((select access.hidden_places())::bigint[]));
-- by field as well as by category: a silent service's address carries that service's label
create policy protected_address on search_key as restrictive for select to throughline_pages, throughline_jobs
  using ((category_bit <> 2 and field not in ('school', 'postcode', 'phone')) or child_id <> all ((select access.hidden_places())::bigint[]));

-- Throughline is itself a source (design 2.1, rule 3): what is written here hangs there.
insert into source (id, layout, name, service, said, gives_grounds) values ('throughline', 'throughline', 'Throughline', 'The council', 'Throughline', true)
on conflict (id) do nothing;
