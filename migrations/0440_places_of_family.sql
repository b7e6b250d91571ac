-- The guard of what people write looks for the surgery and for carers' telephones as well: they lead to where a protected child lives.
create or replace function access.family_places(child bigint) returns table (relative_id bigint, kind text, body jsonb, source_person_id bigint, school text)
language sql stable security definer set search_path = pg_catalog as $$
  with known as (
    select s.child_id from access.shield s join access.shield_allowed a on a.shield_id = s.id
    where s.kind in ('protected', 'sealed') and access.at() >= s.starts_at and access.at() < s.ends_at and s.child_id <> child
      and a.principal = any ((select access.principals())::bigint[])),
  relative as (
    select k.child_id from known k where exists (
      select from public.family_member m join public.family_member o on o.family_id = m.family_id
      where m.child_id = child and o.child_id = k.child_id and m.known_to = 'infinity' and o.known_to = 'infinity')
    union select k.child_id from known k where exists (
      select from public.household_member m join public.household_member o on o.uprn = m.uprn where m.child_id = child and o.child_id = k.child_id)
    union select k.child_id from known k where exists (
      select from public.relationship r where r.known_to = 'infinity' and ((r.child_id = child and r.other_id = k.child_id) or (r.child_id = k.child_id and r.other_id = child)))
    union select k.child_id from known k where exists (
      select from public.relationship r join public.relationship o on o.other_id = r.other_id
      where r.child_id = child and o.child_id = k.child_id and r.known_to = 'infinity' and o.known_to = 'infinity'))
  select e.child_id, e.kind, e.body, e.source_person_id, (select x.name from access.establishment x where x.laestab = e.body->>'laestab')
  from public.entry e where e.child_id in (select child_id from relative) and e.known_to = 'infinity' and e.kind in ('address', 'contact-detail', 'enrolment', 'doctor', 'carer')
    and child <> all ((select access.refused())::bigint[]) and e.child_id <> all ((select access.refused())::bigint[]) $$;
