-- What a school alone told of a pupil who may be a shielded child (0474) was shut to the school as soon as somebody named wrote on the record or began work with the child:
-- whoever told the front door of a worry about an invented pupil saw by the absence that somebody had looked. It stays there now, and what others write of it is not shown.
create or replace function access.told_by_own_school(child bigint, people bigint[]) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  with own as materialized (select x.id, x.laestab from access.grant_row g join access.establishment x on x.id = g.establishment_id
    where g.reason = 'school-roll' and g.principal = any (people) and access.at() >= g.starts_at and access.at() < g.ends_at)
  select exists (select from access.roll r join own on own.id = r.establishment_id where r.child_id = child and r.starts_on <= access.at()::date and r.ends_on > access.at()::date)
    and not exists (select from public.source_person p join public.source o on o.id = p.source_id
      where p.person_id = child and p.source_id <> 'throughline' and (lower(o.service) not in ('schools', 'school')
        or (select bool_and(exists (select from own where own.laestab = any (string_to_array(v.scope, '/')))) from public.source_record v
          where v.source_id = p.source_id and v.person_key = p.key and v.known_to = 'infinity') is not true)) $$;

-- To the fences of what people write: the pupils who are there for who asks only so far as their own school told. To nobody but a school's staff is there any.
create function access.only_own_telling() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(s.child_id), '{}') from access.shield s
  where s.while_asked and access.at() >= s.starts_at and access.at() < s.ends_at and access.waits_for_others(s)
    and not exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = any (access.principals())) $$;
create function access.school_colleagues() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct w.principal), '{}') from access.grant_row w
  where w.reason = 'school-roll' and w.establishment_id in (select g.establishment_id from access.grant_row g
    where g.reason = 'school-roll' and g.principal = any (access.principals()) and access.at() >= g.starts_at and access.at() < g.ends_at) $$;
revoke all on function access.only_own_telling(), access.school_colleagues() from public;
grant execute on function access.only_own_telling(), access.school_colleagues() to throughline_pages;

-- Of nobody but a school's staff, and of the actors that act for them, is the last of the masks nought: nobody else pays for the question.
create policy own_telling on entry as restrictive for select to throughline_pages using (author_id is null or ((select access.masks()))[8] <> 0
  or child_id is null or child_id <> all ((select access.only_own_telling())::bigint[]) or author_id = any ((select access.school_colleagues())::bigint[]));
create policy own_telling on involvement as restrictive for select to throughline_pages using (created_by is null or ((select access.masks()))[8] <> 0
  or child_id <> all ((select access.only_own_telling())::bigint[]) or created_by = any ((select access.school_colleagues())::bigint[]));
