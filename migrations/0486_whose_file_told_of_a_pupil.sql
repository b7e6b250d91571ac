-- What a school alone told of a pupil who may be a shielded child was known by the school place that each of its files gave (0474). The form for a pupil who is new gives
-- none, nor does a census or a transfer file without the day of entry, or from which the pupil has gone: with one of these beside the daily bundle the pupil was shut to the
-- school again, and missed. Whose file a row came in says its scope, whatever stands in it. What work of others there is with the child is no school's telling either.
create or replace function access.told_by_own_school(child bigint, people bigint[]) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  with own as materialized (select x.id, x.laestab from access.grant_row g join access.establishment x on x.id = g.establishment_id
    where g.reason = 'school-roll' and g.principal = any (people) and access.at() >= g.starts_at and access.at() < g.ends_at)
  select exists (select from access.roll r join own on own.id = r.establishment_id where r.child_id = child and r.starts_on <= access.at()::date and r.ends_on > access.at()::date)
    and not exists (select from public.source_person p join public.source o on o.id = p.source_id
      where p.person_id = child and p.source_id <> 'throughline' and (lower(o.service) not in ('schools', 'school')
        or (select bool_and(exists (select from own where own.laestab = any (string_to_array(v.scope, '/')))) from public.source_record v
          where v.source_id = p.source_id and v.person_key = p.key and v.known_to = 'infinity') is not true))
    and not exists (select from (select e.author_id as who from public.entry e where e.child_id = child and e.author_id is not null and e.known_to = 'infinity'
        union all select i.created_by from public.involvement i where i.child_id = child and i.source_id = 'throughline' and i.known_to = 'infinity') s
      where not exists (select from access.grant_row w join own on own.id = w.establishment_id where w.reason = 'school-roll' and w.principal = s.who)) $$;
