-- Applications outside a round that is out: each school's refusal in writing, and referrals under the fair access protocol (docs/admissions.md).
create table in_year_refusal (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission_application (id),
  school_key text not null,
  refused_on date not null,
  -- which harm one more would do: outside the normal year of entry a published number is no reason by itself
  why text not null check (length(btrim(why)) >= 40),
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  unique (application_id, school_key)
);
-- That a child is one whom the protocol takes is confirmed by a service. By which of its categories is not kept here: some of them nobody at admissions may learn.
create table fair_access_referral (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission_application (id),
  eligible_on date not null,
  confirmed_by text not null check (length(btrim(confirmed_by)) > 0),
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  placed_key text,
  placed_on date,
  ended_why text,
  check ((placed_key is null) = (placed_on is null)),
  check (placed_key is null or ended_why is null)
);
create unique index on fair_access_referral (application_id) where placed_key is null and ended_why is null;
create index on fair_access_referral (application_id);

do $$ declare t text;
begin
  foreach t in array array['in_year_refusal', 'fair_access_referral'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy desk on %1$I for all to throughline_pages
      using ((select access.actor()) = 'admissions' and exists (select from admission_application a where a.id = %1$I.application_id))
      with check ((select access.actor()) = 'admissions')$p$, t);
    execute format('grant select, insert on %I to throughline_pages', t);
  end loop;
end $$;
grant update (placed_key, placed_on, ended_why) on fair_access_referral to throughline_pages;

alter table admission_offer drop constraint admission_offer_given_by_check;
alter table admission_offer add constraint admission_offer_given_by_check
  check (given_by in ('preference', 'plan', 'second pass', 'waiting list', 'second round', 'appeal', 'fair access'));

-- An appeal against a refusal outside the round is heard within 30 school days of its lodging.
alter table admission_appeal add column in_year boolean not null default false;
drop function access.appeal_refusals(text, date, uuid);
create function access.appeal_refusals(wanted text, born date, address uuid) returns table (application uuid, application_id bigint, round_id bigint,
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
  where a.state = 'live' and ((lower(a.reference) = lower(wanted) and a.birth_date = born) or a.uuid = address)
    and (a.child_id is null or a.child_id <> all ((select access.refused())::bigint[]))
    and (s.explanation is not null or y.id is not null
      or exists (select from public.admission_waiting w where w.application_id = a.id and w.school_key = p.school_key))
    and not exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = p.school_key and o.ended is null)
  order by a.id, p.rank;
end $$;
revoke all on function access.appeal_refusals(text, date, uuid) from public;
grant execute on function access.appeal_refusals(text, date, uuid) to throughline_pages;
