-- A new record that may be a shielded child's is kept while it is asked (0456), from its own school too: whoever put an invented pupil of her name into a school's
-- system saw by its absence that there is such a child. Of such a record a school's own staff see what their school alone told, as of any pupil who is new;
-- everybody else waits. Once somebody named says that it stays, it is shut to the school as hers would be.

-- Is this a pupil of one of these people's own school today, of whom nothing is known but what that school's files and that school's staff told?
create function access.told_by_own_school(child bigint, people bigint[]) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
    where r.child_id = child and r.starts_on <= access.at()::date and r.ends_on > access.at()::date
      and g.reason = 'school-roll' and g.principal = any (people) and access.at() >= g.starts_at and access.at() < g.ends_at
      and not exists (select from public.source_person p join public.source o on o.id = p.source_id
        where p.person_id = child and p.source_id <> 'throughline' and (lower(o.service) not in ('schools', 'school')
          or array[r.establishment_id] is distinct from (select array_agg(distinct e.establishment_id) from intake.enrolment e
            where e.source_person_id = p.id and e.known_to = 'infinity' and e.starts_on <= access.at()::date and e.ends_on > access.at()::date)))
      and not exists (select from public.entry e where e.child_id = child and e.author_id is not null and e.known_to = 'infinity'
        and not exists (select from access.grant_row w where w.establishment_id = r.establishment_id and w.reason = 'school-roll' and w.principal = e.author_id))) $$;
revoke all on function access.told_by_own_school(bigint, bigint[]) from public;

-- Does a shield not hold for who asks, since it only waits for an answer about what their own school told? A council's officer has no school-roll.
create function access.waits_for_others(kept access.shield) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select kept.while_asked and kept.decided_at is null and (access.actor() is not null or (access.masks())[8] = 0)
    and access.told_by_own_school(kept.child_id, access.principals()) $$;
revoke all on function access.waits_for_others(access.shield) from public;

create or replace function access.refused() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  with me as (select access.context() as c), mine as (select coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}') as p, c[6]::timestamptz as t from me)
  select coalesce(array_agg(x.child_id), '{}') from (
    select f.child_id from access.conflict f, mine where f.user_id = any (mine.p) and mine.t >= f.starts_at and mine.t < f.ends_at
    union
    select s.child_id from access.shield s, mine
    where s.kind <> 'protected' and mine.t >= s.starts_at and mine.t < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (mine.p))
      and not (s.while_asked and access.waits_for_others(s))
  ) x $$;

create or replace function access.hidden_places() returns bigint[] language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  c constant text[] := access.context();
  mine constant bigint[] := coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}');
  moment constant timestamptz := c[6]::timestamptz;
begin
  if c[2] = 'actor' then return '{}'; end if;
  return (select coalesce(array_agg(s.child_id), '{}') from access.shield s
    where s.kind = 'protected' and moment >= s.starts_at and moment < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (mine))
      and not (s.while_asked and access.waits_for_others(s)));
end $$;

-- The other places that ask what a shield refuses, by whom. The record's own page says nothing of one that does not hold for its reader.
do $$
declare
  was text;
  made text;
begin
  was := pg_get_functiondef('access.child_facts(uuid)'::regprocedure);
  made := replace(was, 's.kind <> ''protected'' and me.t >= s.starts_at', 's.kind <> ''protected'' and not (s.while_asked and access.waits_for_others(s)) and me.t >= s.starts_at');
  if made = was then raise exception 'access.child_facts is not as it was'; end if;
  execute made;
  was := pg_get_functiondef('access.may_be_given(bigint, bigint[])'::regprocedure);
  made := replace(was, 's.child_id = child and s.kind <> ''protected''',
    's.child_id = child and s.kind <> ''protected'' and not (s.while_asked and s.decided_at is null and access.told_by_own_school(child, array[x.who]))');
  if made = was then raise exception 'access.may_be_given is not as it was'; end if;
  execute made;
end $$;
