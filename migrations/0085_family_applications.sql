-- Families apply for school places by their own account (docs/admissions.md). What they send waits for a person, who checks the claim of who sent it
-- and takes it in as an application of the round; nothing of the round or of a record changes before. On release day they read their own outcome.
alter table admission_round add column online_from date;
grant update (online_from) on admission_round to throughline_pages;

-- The days of a round as they stood before somebody changed them.
create table admission_round_days (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  closes_on date not null,
  offer_day date not null,
  release_at timestamptz not null,
  supervisor text not null,
  online_from date,
  changed_by bigint not null references access.principal (id),
  changed_at timestamptz not null
);
create index on admission_round_days (round_id);

create table family_application (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  family_id bigint not null references access.family_account (family_id),
  round_id bigint not null references admission_round (id),
  -- what the family may quote: it leads nowhere by itself
  receipt text not null unique,
  sent_at timestamptz not null,
  -- what was typed, sealed by a key outside the database
  words bytea not null,
  -- whom the typed name and birth date lead to, so that it is shut to whom that child is shut
  child_id bigint references person (id),
  state text not null default 'received' check (state in ('received', 'checking', 'talk', 'refused', 'replaced', 'taken')),
  ask text check (ask in ('call', 'proof', 'detail')),
  claim_how text,
  decided_by bigint references access.principal (id),
  decided_at timestamptz,
  application_id bigint references admission_application (id),
  check ((state in ('talk', 'refused')) = (ask is not null)),
  -- nothing is taken in before a person has checked who sent it
  check ((state = 'taken') = (application_id is not null)),
  check (state <> 'taken' or (claim_how is not null and decided_by is not null))
);
create index on family_application (family_id);
create index on family_application (round_id, state);
create index on family_application (application_id);
create index on family_application (child_id);
create index on family_application (sent_at);

do $$ declare t text;
begin
  foreach t in array array['admission_round_days', 'family_application'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy desk on admission_round_days for all to throughline_pages
  using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions');
create policy own on family_application for select to throughline_pages using (family_id = (select access.family()));
create policy recorder on family_application for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
create policy desk on family_application for all to throughline_pages
  using ((select access.actor()) = 'admissions' and (child_id is null or child_id <> all ((select access.refused())::bigint[]))
    and (application_id is null or exists (select from admission_application a where a.id = family_application.application_id)))
  with check ((select access.actor()) = 'admissions');
create policy jobs on family_application for select to throughline_jobs using ((select access.actor()) = 'admissions');
grant select on family_application to throughline_jobs;
grant select, insert on admission_round_days, family_application to throughline_pages;
grant update (state, ask, claim_how, decided_by, decided_at, application_id) on family_application to throughline_pages;

-- A family answers an offer by its account.
alter table admission_reply drop constraint admission_reply_how_check;
alter table admission_reply add constraint admission_reply_how_check check (how in ('letter', 'telephone', 'e-mail', 'in person', 'online'));

-- What anybody may read in a prospectus, for whoever is signed in as a family: the rounds that take applications, and what their schools ask.
create function access.family_rounds() returns table (id bigint, address uuid, name text, born_from date, born_to date, closes_on date, schools jsonb)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.uuid, r.name, r.born_from, r.born_to, r.closes_on,
    (select jsonb_agg(jsonb_build_object('key', k.key, 'name', k.name, 'settings', k.settings) order by k.name, k.key)
      from public.admission_school k where k.round_id = r.id and k.known_to = 'infinity')
  from public.admission_round r
  where r.online_from <= (access.at() at time zone 'Europe/London')::date
    and exists (select from public.admission_school k where k.round_id = r.id and k.known_to = 'infinity')
    and not exists (select from public.admission_release l where l.round_id = r.id and l.released_at is not null)
  order by r.closes_on, r.id;
end $$;

-- What came of the signed-in family's own applications, once the offers of their round are out; before that nothing else is looked at, so that
-- neither the answer nor the time it takes tells. `quiet`: somebody speaks to the family first. The child has died, or is shielded; the application
-- does not count; or there is somebody who must not be met or told, of the child or where they live.
create function access.family_outcomes() returns table (sent_id bigint, released_at timestamptz, quiet boolean, in_run boolean, offers jsonb,
  refusals jsonb, waiting jsonb)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query with own as materialized (
    select f.id, a.id as application_id, a.round_id, a.state, coalesce(p.redirect_to, p.id) as child, l.run_id, l.released_at
    from public.family_application f join public.admission_release l on l.round_id = f.round_id and l.released_at is not null
      join public.admission_application a on a.id = f.application_id left join public.person p on p.id = a.child_id
    where f.family_id = access.family() and f.state = 'taken'),
  judged as materialized (select own.*, own.state <> 'live'
      or exists (select from access.shield s where s.child_id = own.child and access.at() >= s.starts_at and access.at() < s.ends_at)
      or exists (select from public.entry e where e.child_id = own.child and e.kind = 'identity' and e.known_to = 'infinity' and e.body ? 'deathDate')
      or exists (select from public.entry e where e.kind = 'danger-note' and e.known_to = 'infinity' and e.body->>'sort' = 'not-to-meet'
        and e.true_to > access.at()::date and (e.child_id = own.child or (e.child_id is null and e.uprn in
          (select m.uprn from public.household_member m where m.child_id = own.child and m.true_to > access.at()::date)))) as quiet
    from own)
  select j.id, j.released_at, j.quiet, x.in_run, x.offers, x.refusals, x.waiting from judged j left join lateral (
    select exists (select from public.admission_place y where y.run_id = j.run_id and y.application_id = j.application_id) as in_run,
      (select coalesce(jsonb_agg(jsonb_build_object('address', o.uuid, 'school', coalesce(k.name, o.school_key), 'rank', o.rank, 'standing', o.standing,
          'offeredAt', o.offered_at, 'ended', o.ended, 'reply', r.reply,
          'answerBy', (select max(m.answer_by) from public.admission_reminder m where m.offer_id = o.id)) order by o.id desc), '[]')
        from public.admission_offer o left join public.admission_school k on k.round_id = o.round_id and k.key = o.school_key and k.known_to = 'infinity'
          left join public.admission_reply r on r.offer_id = o.id and r.known_to = 'infinity'
        where o.application_id = j.application_id) as offers,
      (select coalesce(jsonb_agg(jsonb_build_object('school', coalesce(k.name, s.school_key), 'rank', s.rank, 'words', s.explanation->>'words') order by s.rank), '[]')
        from public.admission_standing s left join public.admission_school k on k.round_id = j.round_id and k.key = s.school_key and k.known_to = 'infinity'
        where s.run_id = j.run_id and s.application_id = j.application_id and s.explanation is not null) as refusals,
      (select coalesce(jsonb_agg(jsonb_build_object('school', k.name, 'position', w.position, 'equal', w.equal,
          'of', (select count(*) from public.admission_waiting n where n.round_id = j.round_id and n.school_key = w.school_key and n.known_to = 'infinity'),
          'criterion', w.criterion, 'criterionName', k.settings->'criteria'->w.criterion::integer->>'name', 'distance', w.distance, 'moved', w.moved,
          'ownOrder', k.own_order) order by k.name, k.key), '[]')
        from public.admission_waiting w join public.admission_school k on k.round_id = w.round_id and k.key = w.school_key and k.known_to = 'infinity'
        where w.round_id = j.round_id and w.application_id = j.application_id and w.known_to = 'infinity') as waiting
  ) x on not j.quiet;
end $$;
revoke all on function access.family_rounds(), access.family_outcomes() from public;
grant execute on function access.family_rounds(), access.family_outcomes() to throughline_pages;
