-- Who at a child's present schools may be told of something that the child agrees to: those who work at the school and see its roll. For who has
-- a live reason of their own with the child; of a child whose whereabouts are kept from them it names no school.
create function access.people_at_school(child bigint) returns table (school text, principal bigint, name text)
language sql stable security definer set search_path = pg_catalog as $$
  select e.name, p.id, case when p.id is null then null else concat_ws(', ', p.name, p.title) end
  from access.roll r join access.establishment e on e.id = r.establishment_id
    left join (access.grant_row s join access.principal p on p.id = s.principal and p.kind = 'user' and p.active)
      on s.establishment_id = e.id and s.reason = 'school-roll' and (select access.at()) >= s.starts_at and (select access.at()) < s.ends_at
  where r.child_id = child and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
    and child <> all ((select access.refused())::bigint[]) and child <> all ((select access.hidden_places())::bigint[])
    and exists (select from access.grant_row g where g.child_id = child and g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at)
  order by 1, 3 $$;
revoke all on function access.people_at_school(bigint) from public;
grant execute on function access.people_at_school(bigint) to throughline_pages;
