-- as in 0237; an application that is tied to nobody may have been typed to learn of a child where they go to school: the offer that goes with it would lower the count of
-- pupils at that school alone. So a pupil with any shield, one who is shut to somebody, or whose school is sealed, is counted as nobody of that name would be.
create or replace function access.admission_pupils(round bigint, today date) returns table (school_key text, pupils integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare age record;
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select n.born_from::text as born_from, n.born_to::text as born_to into age from public.admission_round n where n.id = round;
  return query with untied as materialized (select o.school_key as key, a.birth_date::text as born, lower(a.forename) as forename, lower(a.surname) as surname
    from public.admission_offer o join public.admission_application a on a.id = o.application_id
    where o.round_id = round and o.ended is null and a.child_id is null)
  select k.key, (select count(distinct r.child_id)::integer from access.establishment e join access.roll r on r.establishment_id = e.id
      where e.laestab = k.key and r.starts_on <= today and r.ends_on > today
        and exists (select from public.entry x where x.child_id = r.child_id and x.kind = 'identity' and x.known_to = 'infinity'
          and x.body->>'birthDate' between age.born_from and age.born_to)
        and not exists (select from untied u join public.entry x on x.child_id = r.child_id and x.kind = 'identity' and x.known_to = 'infinity'
          where u.key = k.key and x.body->>'birthDate' = u.born and lower(x.body->>'surname') = u.surname
            and u.forename in (lower(x.body->>'forename'), lower(x.body->>'preferredForename')) and x.seal is null
            and not exists (select from access.shield s where s.child_id = r.child_id and access.at() >= s.starts_at and access.at() < s.ends_at)
            and not exists (select from access.conflict f where f.child_id = r.child_id and access.at() >= f.starts_at and access.at() < f.ends_at)
            and not exists (select from public.entry n where n.child_id = r.child_id and n.kind = 'enrolment' and n.seal is not null and n.known_to = 'infinity'))
        and not exists (select from public.admission_offer o join public.admission_application a on a.id = o.application_id
          join public.person p on p.id = a.child_id where o.round_id = round and o.school_key = k.key and o.ended is null
            and coalesce(p.redirect_to, p.id) = r.child_id))
  from public.admission_school k where k.round_id = round and k.known_to = 'infinity' and k.council is null and exists (select from access.establishment e
    join access.roll r on r.establishment_id = e.id where e.laestab = k.key and r.starts_on <= today and r.ends_on > today);
end $$;
