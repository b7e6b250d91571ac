-- The council of a school says yes to a child of ours, so that silence is told from an answer; and a child's own council says that they take a place of ours.
alter table admission_resident_fact drop constraint admission_resident_fact_says_check,
  add constraint admission_resident_fact_says_check check (says in ('wanted', 'left', 'no', 'free', 'yes'));
alter table admission_council_fact drop constraint admission_council_fact_says_check,
  add constraint admission_council_fact_says_check check (says in ('wanted', 'left', 'no', 'free', 'takes'));
alter table admission_reply drop constraint admission_reply_how_check,
  add constraint admission_reply_how_check check (how in ('letter', 'telephone', 'e-mail', 'in person', 'online', 'own council'));

-- as in 0114, with the places of which their council was asked and has said nothing
drop function access.admission_elsewhere(bigint);
create function access.admission_elsewhere(run bigint) returns table (unasked integer, refused integer, silent integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with n as (select array(select f.says from public.admission_resident_fact f where f.application_id = p.application_id and f.school_key = p.school_key) as said
      from public.admission_place p join public.admission_run r on r.id = p.run_id
        join public.admission_school k on k.round_id = r.round_id and k.key = p.school_key and k.known_to = 'infinity' and k.council is not null
      where p.run_id = run and p.given_by = 'preference')
    select count(*) filter (where not said @> '{wanted}')::integer, count(*) filter (where said @> '{no}')::integer,
      count(*) filter (where said @> '{wanted}' and not said && '{yes,no}')::integer from n;
end $$;
revoke all on function access.admission_elsewhere(bigint) from public;
grant execute on function access.admission_elsewhere(bigint) to throughline_pages, throughline_jobs;
