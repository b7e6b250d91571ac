-- Appeals against refused school places (docs/admissions.md). The clerk to the panels works apart from admissions: an actor of their own reads the appeal, its
-- papers and the refusal by functions, and no application, check or note of the officers. Officers read that there is an appeal, its days and its outcome, write
-- the authority's statement, and read the other papers once both sides have them; never what the clerk wrote of the panel.
create table appeal_hearing (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  school_key text not null,
  held_on date not null,
  hour text not null,
  place text not null,
  -- names of who sits, lay or of education, and who is in the chair
  panel jsonb not null,
  set_by bigint not null references access.principal (id),
  set_at timestamptz not null,
  called_off_at timestamptz,
  called_off_why text,
  check ((called_off_at is null) = (called_off_why is null))
);
create index on appeal_hearing (round_id, school_key);

create table admission_appeal (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  application_id bigint not null references admission_application (id),
  school_key text not null,
  sort text not null check (sort in ('prejudice', 'infant class size')),
  appellant text not null,
  refused_on date not null,
  lodged_on date not null check (lodged_on >= refused_on),
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  hearing_id bigint references appeal_hearing (id),
  notice_sent_on date,
  -- how the family agreed to fewer than ten school days
  notice_agreed text,
  papers_out_on date,
  outcome text check (outcome in ('upheld', 'dismissed')),
  finding text,
  decided_on date,
  decided_by bigint references access.principal (id),
  letter_sent_on date,
  withdrawn_on date,
  withdrawn_why text,
  -- when an upheld appeal's place was given
  placed_at timestamptz,
  check (num_nonnulls(outcome, finding, decided_on, decided_by) in (0, 4)),
  check ((withdrawn_on is null) = (withdrawn_why is null)),
  check (outcome is null or (hearing_id is not null and withdrawn_on is null)),
  check (letter_sent_on is null or outcome is not null)
);
-- one appeal of a child for a school: another needs a fresh application (School Admission Appeals Code 2022, section 5)
create unique index on admission_appeal (application_id, school_key) where withdrawn_on is null;
create index on admission_appeal (round_id, school_key);
create index on admission_appeal (hearing_id);

-- What is written of an appeal. 'note' is what the clerk keeps of the panel's hearing, and nobody's but the clerks'.
create table appeal_text (
  id bigint generated always as identity primary key,
  appeal_id bigint not null references admission_appeal (id),
  sort text not null check (sort in ('grounds', 'evidence', 'statement', 'reasons', 'note')),
  words text not null check (length(btrim(words)) > 0),
  dated date not null,
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create index on appeal_text (appeal_id);
create unique index on appeal_text (appeal_id, sort) where known_to = 'infinity' and sort in ('statement', 'reasons');

-- The papers as they went out to the panel and both sides: what is found out afterwards changes none of it.
create table appeal_pack (
  id bigint generated always as identity primary key,
  appeal_id bigint not null references admission_appeal (id),
  body jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  made_by bigint not null references access.principal (id),
  made_at timestamptz not null
);
create index on appeal_pack (appeal_id);

-- The last day to lodge that was published for a round.
alter table admission_round add column appeals_lodge_by date;
grant update (appeals_lodge_by) on admission_round to throughline_pages;
alter table admission_offer drop constraint admission_offer_given_by_check;
alter table admission_offer add constraint admission_offer_given_by_check
  check (given_by in ('preference', 'plan', 'second pass', 'waiting list', 'second round', 'appeal'));

-- The applications of children who are shut to whoever asks: their own family, a shield.
create function access.shut_applications() returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') not in ('admissions', 'appeals') then return '{}'; end if;
  return array(select a.id from public.admission_application a where a.child_id = any ((select access.refused())::bigint[]));
end $$;
revoke all on function access.shut_applications() from public;
grant execute on function access.shut_applications() to throughline_pages, throughline_jobs;

do $$ declare t text;
begin
  foreach t in array array['appeal_hearing', 'admission_appeal', 'appeal_text', 'appeal_pack'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to throughline_pages', t);
  end loop;
end $$;
create policy clerk on appeal_hearing for all to throughline_pages
  using ((select access.actor()) = 'appeals') with check ((select access.actor()) = 'appeals');
create policy officer on appeal_hearing for select to throughline_pages using ((select access.actor()) = 'admissions');
create policy clerk on admission_appeal for all to throughline_pages
  using ((select access.actor()) = 'appeals' and application_id <> all ((select access.shut_applications())::bigint[])) with check ((select access.actor()) = 'appeals');
create policy officer on admission_appeal for select to throughline_pages
  using ((select access.actor()) = 'admissions' and application_id <> all ((select access.shut_applications())::bigint[]));
create policy jobs on admission_appeal for all to throughline_jobs
  using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions');
create policy clerk on appeal_text for all to throughline_pages
  using ((select access.actor()) = 'appeals' and exists (select from admission_appeal p where p.id = appeal_text.appeal_id))
  with check ((select access.actor()) = 'appeals' and sort <> 'statement');
create policy officer on appeal_text for all to throughline_pages
  using ((select access.actor()) = 'admissions' and sort <> 'note' and exists (select from admission_appeal p where p.id = appeal_text.appeal_id
    and case when appeal_text.sort = 'statement' then true when appeal_text.sort = 'reasons' then p.letter_sent_on is not null else p.papers_out_on is not null end))
  with check ((select access.actor()) = 'admissions' and sort = 'statement');
create policy clerk on appeal_pack for all to throughline_pages
  using ((select access.actor()) = 'appeals' and exists (select from admission_appeal p where p.id = appeal_pack.appeal_id))
  with check ((select access.actor()) = 'appeals');
create policy officer on appeal_pack for select to throughline_pages
  using ((select access.actor()) = 'admissions' and exists (select from admission_appeal p where p.id = appeal_pack.appeal_id and p.papers_out_on is not null));
grant update (called_off_at, called_off_why) on appeal_hearing to throughline_pages;
grant update (hearing_id, notice_sent_on, notice_agreed, papers_out_on, outcome, finding, decided_on, decided_by, letter_sent_on, withdrawn_on, withdrawn_why)
  on admission_appeal to throughline_pages;
grant select, update (placed_at) on admission_appeal to throughline_jobs;
grant update (known_to) on appeal_text to throughline_pages;

-- What is decided stays decided, and nobody is moved to another hearing afterwards.
create function access.appeal_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.outcome, new.finding, new.decided_on, new.decided_by, new.hearing_id, new.withdrawn_on)
    is distinct from (old.outcome, old.finding, old.decided_on, old.decided_by, old.hearing_id, old.withdrawn_on) then
    raise exception 'A decision of a panel stays as it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger stays before update on admission_appeal for each row when (old.outcome is not null) execute function access.appeal_stays();

-- To the clerk: which schools refused a child, by the reference of the application and the birth date, or by its address. A school that refused is one named
-- above what the child holds, of which the family was told on the offer day or by the waiting list.
create function access.appeal_refusals(wanted text, born date, address uuid) returns table (application uuid, application_id bigint, round_id bigint,
  round text, reference text, forename text, surname text, child_id bigint, school_key text, school text, refused_on date, appealed boolean, sort text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.uuid, a.id, a.round_id, r.name, a.reference, a.forename, a.surname, a.child_id, p.school_key, coalesce(k.name, p.school_key),
    case when s.explanation is not null then (l.released_at at time zone 'Europe/London')::date end,
    exists (select from public.admission_appeal x where x.application_id = a.id and x.school_key = p.school_key and x.withdrawn_on is null),
    coalesce(s.explanation->>'appeal', 'prejudice')
  from public.admission_application a join public.admission_round r on r.id = a.round_id
    join public.admission_release l on l.round_id = r.id and l.released_at is not null
    join public.admission_preference p on p.application_id = a.id and p.known_to = 'infinity'
    left join public.admission_school k on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity'
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = p.school_key
  where a.state = 'live' and ((lower(a.reference) = lower(wanted) and a.birth_date = born) or a.uuid = address)
    and (a.child_id is null or a.child_id <> all ((select access.refused())::bigint[]))
    and (s.explanation is not null or exists (select from public.admission_waiting w where w.application_id = a.id and w.school_key = p.school_key))
    and not exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = p.school_key and o.ended is null)
  order by a.id, p.rank;
end $$;
revoke all on function access.appeal_refusals(text, date, uuid) from public;
grant execute on function access.appeal_refusals(text, date, uuid) to throughline_pages;

-- To the clerk: who appeals against which refusal, and what the round says of that child at that school. Of no other child, and nothing that officers wrote.
create function access.appeal_facts(appeals bigint[]) returns table (appeal_id bigint, child_id bigint, reference text, forename text, surname text,
  birth_date date, round text, school text, places integer, own_order boolean, criteria jsonb, explanation jsonb, distance text, protected boolean, died boolean,
  holds text, at_school boolean, waiting_position integer, waiting integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select x.id, a.child_id, a.reference, a.forename, a.surname, a.birth_date, r.name, coalesce(k.name, x.school_key), coalesce(k.places, 0),
    coalesce(k.own_order, false), (select coalesce(jsonb_agg(c.one->>'name' order by c.n), '[]') from jsonb_array_elements(k.settings->'criteria') with ordinality c(one, n)),
    s.explanation, s.distance,
    exists (select from access.shield h where h.child_id = a.child_id and access.at() >= h.starts_at and access.at() < h.ends_at),
    exists (select from public.entry e where e.kind = 'identity' and e.child_id = a.child_id and e.known_to = 'infinity' and e.seal is null and not e.held
      and e.body ? 'deathDate' and e.source_id <> all (access.withdrawn_sources())),
    (select coalesce(n.name, o.school_key) from public.admission_offer o left join public.admission_school n on n.round_id = o.round_id and n.key = o.school_key
      and n.known_to = 'infinity' where o.application_id = a.id and o.ended is null and o.standing = 'held'),
    exists (select from public.admission_offer o where o.application_id = a.id and o.school_key = x.school_key and o.ended is null and o.given_by <> 'appeal'),
    (select w.position from public.admission_waiting w where w.round_id = x.round_id and w.school_key = x.school_key and w.application_id = a.id
      and w.known_to = 'infinity'),
    (select count(*)::integer from public.admission_waiting w where w.round_id = x.round_id and w.school_key = x.school_key and w.known_to = 'infinity')
  from public.admission_appeal x join public.admission_application a on a.id = x.application_id join public.admission_round r on r.id = x.round_id
    left join public.admission_school k on k.round_id = x.round_id and k.key = x.school_key and k.known_to = 'infinity'
    left join public.admission_release l on l.round_id = x.round_id
    left join public.admission_standing s on s.run_id = l.run_id and s.application_id = a.id and s.school_key = x.school_key
  where x.id = any (appeals) and (a.child_id is null or a.child_id <> all ((select access.refused())::bigint[]));
end $$;
revoke all on function access.appeal_facts(bigint[]) from public;
grant execute on function access.appeal_facts(bigint[]) to throughline_pages;

-- To the clerk: the last days to lodge that rounds published.
create function access.appeal_rounds() returns table (round_id bigint, lodge_by date)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'appeals' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.appeals_lodge_by from public.admission_round r;
end $$;
revoke all on function access.appeal_rounds() from public;
grant execute on function access.appeal_rounds() to throughline_pages;
