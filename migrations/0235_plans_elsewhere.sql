-- as in 0231; a place that a plan names at another council's school counts too: its council must be told. A plan cannot be refused (Children and Families
-- Act 2014, section 43), so a no holds up no offers: the page says to call.
create or replace function access.admission_elsewhere(run bigint) returns table (unasked integer, refused integer, silent integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with n as (select p.given_by, array(select f.says from public.admission_resident_fact f where f.application_id = p.application_id and f.school_key = p.school_key) as said
      from public.admission_place p join public.admission_run r on r.id = p.run_id
        join public.admission_school k on k.round_id = r.round_id and k.key = p.school_key and k.known_to = 'infinity' and k.council is not null
      where p.run_id = run and p.given_by in ('preference', 'plan'))
    select count(*) filter (where not said @> '{wanted}')::integer, count(*) filter (where said @> '{no}' and given_by = 'preference')::integer,
      count(*) filter (where said @> '{wanted}' and not said && '{yes,no}')::integer from n;
end $$;
