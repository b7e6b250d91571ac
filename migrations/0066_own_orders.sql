-- The order of a school that ranks for itself lists every child who named it: without a position, the school says that it cannot take the child.
alter table admission_order alter column position drop not null;
create unique index on admission_order (round_id, school_key, application_id) where known_to = 'infinity';

-- Whose application each reference of a round is, and which schools it names, so that a school's own order is checked whole, whoever brings it in:
-- the child who is shut to them among it. Nothing that a file of references does not say already.
create function access.admission_references(round bigint) returns table (reference text, application_id bigint, schools text[])
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.reference, a.id, array(select p.school_key from public.admission_preference p
    where p.application_id = a.id and p.known_to = 'infinity' and a.state = 'live' order by p.school_key)
  from public.admission_application a where a.round_id = round;
end $$;
revoke all on function access.admission_references(bigint) from public;
grant execute on function access.admission_references(bigint) to throughline_pages, throughline_jobs;
