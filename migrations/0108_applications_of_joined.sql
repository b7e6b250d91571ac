-- An application keeps the record it was tied to. Where that record was joined to another since, whatever stands on the other counts: whom it is shut
-- to, whether its place is protected, what services answer of the child (before, all of it was asked of the record that is no more).

-- The records that are shut to the reader, and those that lead to one of them.
create function access.refused_with_joined() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog as $$
declare shut constant bigint[] := access.refused();
begin
  if coalesce(access.actor(), '') not in ('admissions', 'appeals') then return shut; end if;
  return shut || array(select p.id from public.person p where p.redirect_to = any (shut));
end $$;
alter policy desk on admission_application
  using ((select access.actor()) = 'admissions' and (child_id is null or child_id <> all ((select access.refused_with_joined())::bigint[])));
alter policy desk on family_application
  using ((select access.actor()) = 'admissions' and (child_id is null or child_id <> all ((select access.refused_with_joined())::bigint[]))
    and (application_id is null or exists (select from admission_application a where a.id = family_application.application_id)));
-- as in 0075
create or replace function access.shut_applications() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') not in ('admissions', 'appeals') then return '{}'; end if;
  return array(select a.id from public.admission_application a where a.child_id = any ((select access.refused_with_joined())::bigint[]));
end $$;
-- as in 0057
create or replace function access.admission_facts(children bigint[]) returns table (child_id bigint, protected boolean, looked_after boolean, plan boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select n.asked,
    exists (select from access.shield s where s.child_id = n.child and access.at() >= s.starts_at and access.at() < s.ends_at),
    exists (select from public.entry e where e.child_id = n.child and e.kind = 'care-episode' and e.known_to = 'infinity' and e.seal is null
      and e.true_from <= access.at()::date and e.true_to > access.at()::date and e.source_id <> all (access.withdrawn_sources()) and n.child <> all (access.refused())),
    exists (select from public.entry e where e.child_id = n.child and e.kind = 'sen-provision' and e.code = 'E' and e.known_to = 'infinity' and e.seal is null
      and e.source_id <> all (access.withdrawn_sources()) and n.child <> all (access.refused()))
  from (select c as asked, coalesce(p.redirect_to, c) as child from unnest(children) c left join public.person p on p.id = c) n;
end $$;
revoke all on function access.refused_with_joined() from public;
grant execute on function access.refused_with_joined() to throughline_pages, throughline_jobs;
