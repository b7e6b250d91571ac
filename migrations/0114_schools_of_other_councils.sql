-- Schools of other councils that our own families name in a round, and what is told between the councils of the two (docs/admissions.md, Other councils).
-- The council that keeps such a school puts its applicants in order: here it has no places, no order and no waiting list.
alter table admission_school add column council text check (council ~ '^[0-9]{3}$');
alter table admission_school add check (council is null or (places = 0 and not own_order));

create table admission_resident_fact (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  -- that keeps the school
  council text not null check (council ~ '^[0-9]{3}$'),
  -- by us: wanted, left; by the council: no, free
  says text not null check (says in ('wanted', 'left', 'no', 'free')),
  application_id bigint not null references admission_application (id),
  school_key text not null,
  -- of what is wanted: who we said the child is and what they claim. It is said alike of each of the council's schools
  who jsonb,
  sending_id bigint references admission_sending (id),
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  unique (application_id, school_key, says),
  check ((says in ('wanted', 'left')) = (sending_id is not null)),
  check ((says = 'wanted') = (who is not null))
);
create index on admission_resident_fact (round_id);
create index on admission_resident_fact (sending_id);
alter table admission_resident_fact enable row level security;
alter table admission_resident_fact force row level security;
grant select, insert on admission_resident_fact to throughline_pages;
grant select on admission_resident_fact to throughline_jobs;
create policy desk on admission_resident_fact for all to throughline_pages
  using ((select access.actor()) = 'admissions' and exists (select from admission_application a where a.id = application_id))
  with check ((select access.actor()) = 'admissions' and exists (select from admission_application a where a.id = application_id));
create policy jobs on admission_resident_fact for select to throughline_jobs using ((select access.actor()) = 'admissions');

alter table admission_offer drop constraint admission_offer_given_by_check;
alter table admission_offer add constraint admission_offer_given_by_check
  check (given_by in ('preference', 'plan', 'second pass', 'waiting list', 'second round', 'appeal', 'fair access', 'other council'));

-- Whether what a run gives at schools of other councils can stand, whoever asks: places that their council was not asked for, and those that it refused
-- since. Counts, with children who are shut to whoever asks.
create function access.admission_elsewhere(run bigint) returns table (unasked integer, refused integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select
      count(*) filter (where not exists (select from public.admission_resident_fact f where f.application_id = p.application_id
        and f.school_key = p.school_key and f.says = 'wanted'))::integer,
      count(*) filter (where exists (select from public.admission_resident_fact f where f.application_id = p.application_id
        and f.school_key = p.school_key and f.says = 'no'))::integer
    from public.admission_place p join public.admission_run r on r.id = p.run_id
      join public.admission_school k on k.round_id = r.round_id and k.key = p.school_key and k.known_to = 'infinity' and k.council is not null
    where p.run_id = run and p.given_by = 'preference';
end $$;
revoke all on function access.admission_elsewhere(bigint) from public;
grant execute on function access.admission_elsewhere(bigint) to throughline_pages, throughline_jobs;

-- As in 0085, with the schools of other councils behind ours, and said to be so.
create or replace function access.family_rounds() returns table (id bigint, address uuid, name text, born_from date, born_to date, closes_on date, schools jsonb)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.uuid, r.name, r.born_from, r.born_to, r.closes_on,
    (select jsonb_agg(jsonb_build_object('key', k.key, 'name', k.name || case when k.council is null then '' else ' (another council’s school)' end,
        'settings', k.settings) order by k.council is not null, k.name, k.key)
      from public.admission_school k where k.round_id = r.id and k.known_to = 'infinity')
  from public.admission_round r
  where r.online_from <= (access.at() at time zone 'Europe/London')::date
    and exists (select from public.admission_school k where k.round_id = r.id and k.known_to = 'infinity' and k.council is null)
    and not exists (select from public.admission_release l where l.round_id = r.id and l.released_at is not null)
  order by r.closes_on, r.id;
end $$;

-- As in 0109; an appeal against what another council's school refused is for that school's authority.
create or replace function access.appeal_refusals(wanted text, born date, address uuid) returns table (application uuid, application_id bigint, round_id bigint,
  round text, reference text, forename text, surname text, child_id bigint, school_key text, school text, refused_on date, appealed boolean, sort text, in_year boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.uuid, a.id, a.round_id, r.name, a.reference, a.forename, a.surname, a.child_id, p.school_key, coalesce(k.name, p.school_key),
    coalesce(y.refused_on, case when s.explanation is not null then (l.released_at at time zone 'Europe/London')::date end),
    exists (select from public.admission_appeal x where x.application_id = a.id and x.school_key = p.school_key and x.withdrawn_on is null),
    coalesce(s.explanation->>'appeal', 'prejudice'), y.id is not null
  from public.admission_application a join public.admission_round r on r.id = a.round_id
    join public.admission_release l on l.round_id = r.id and l.released_at is not null
    join public.admission_preference p on p.application_id = a.id and p.known_to = 'infinity'
    left join public.admission_school k on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity'
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = p.school_key
    left join public.in_year_refusal y on y.application_id = a.id and y.school_key = p.school_key
  where a.state = 'live' and ((lower(a.reference) = lower(wanted) and a.birth_date = born) or a.uuid = address) and k.council is null
    and (a.child_id is null or a.child_id <> all ((select access.refused_with_joined())::bigint[]))
    and (s.explanation is not null or y.id is not null
      or exists (select from public.admission_waiting w where w.application_id = a.id and w.school_key = p.school_key))
    and not exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = p.school_key and o.ended is null)
  order by a.id, p.rank;
end $$;
