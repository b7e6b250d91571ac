-- The end of a record (design 2.1, `destroy`): kept long enough, proposed by the keeper at night, looked at by one named person, agreed by another, and gone
-- the night after, whole or not at all. What stays is that it was so: a certificate without a name, and what keeps an old file from bringing it back.
create table access.record_ending (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  -- whose record, until it is gone
  child_id bigint,
  -- how the access log names the record
  reference text not null,
  -- the first day on which it might go
  due_on date not null,
  proposed_at timestamptz not null,
  -- no longer due: something came since
  withdrawn_at timestamptz,
  asked_by bigint references access.principal (id),
  asked_at timestamptz,
  agreed_by bigint references access.principal (id),
  agreed_at timestamptz,
  kept_until date,
  kept_why text check (kept_why in ('court', 'asked', 'needed')),
  kept_by bigint references access.principal (id),
  kept_at timestamptz,
  destroyed_at timestamptz,
  -- how many of what went
  gone jsonb,
  check ((asked_by is null) = (asked_at is null)),
  check ((agreed_by is null) = (agreed_at is null)),
  check (agreed_by is null or asked_by is not null and agreed_by <> asked_by),
  check ((kept_until is null) = (kept_by is null) and (kept_until is null) = (kept_why is null) and (kept_until is null) = (kept_at is null)),
  check (destroyed_at is null or (agreed_by is not null and child_id is null and gone is not null))
);
create unique index record_ending_open on access.record_ending (child_id) where destroyed_at is null and withdrawn_at is null;
alter table access.record_ending enable row level security;
alter table access.record_ending force row level security;
create policy keeper on access.record_ending for all to throughline_jobs
  using ((select access.actor()) = 'keeper') with check ((select access.actor()) = 'keeper');
-- Nobody looks at the end of their own family's record, nor of one that is shut to them.
create policy desk on access.record_ending for all to throughline_pages
  using ((select access.actor()) = 'keeper' and (child_id is null or child_id <> all ((select access.refused())::bigint[])))
  with check ((select access.actor()) = 'keeper');
create policy counted on access.record_ending for select to throughline_pages
  using ((select access.actor()) = 'approvals' and (child_id is null or child_id <> all ((select access.refused())::bigint[])));
grant select on access.record_ending to throughline_pages, throughline_jobs;
grant insert (child_id, reference, due_on, proposed_at), update (withdrawn_at) on access.record_ending to throughline_jobs;
grant update (asked_by, asked_at, agreed_by, agreed_at, kept_until, kept_why, kept_by, kept_at) on access.record_ending to throughline_pages;

-- Each step is its own person's, and what is gone is gone.
create function access.record_ending_steps() returns trigger language plpgsql set search_path = pg_catalog as $$
declare me constant bigint[] := access.principals();
begin
  if old.destroyed_at is not null or old.withdrawn_at is not null
    or (new.asked_by is distinct from old.asked_by and new.asked_by is not null and new.asked_by <> all (me))
    or (new.kept_by is distinct from old.kept_by and new.kept_by is not null and new.kept_by <> all (me))
    or (new.agreed_by is distinct from old.agreed_by and new.agreed_by is not null
      and (new.agreed_by <> all (me) or old.asked_by is null or new.asked_by is distinct from old.asked_by)) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  return new;
end $$;
create trigger steps before update on access.record_ending for each row execute function access.record_ending_steps();

-- What was destroyed, so that an old file does not bring it back: a hash of the source's key for the row, and one of what the row said.
create table intake.destroyed_row (
  source_id text not null references source (id),
  key_hash bytea not null,
  content_hash bytea not null,
  destroyed_at timestamptz not null,
  primary key (key_hash, content_hash)
);
alter table intake.destroyed_row enable row level security;
alter table intake.destroyed_row force row level security;
create policy intake on intake.destroyed_row for select to throughline_jobs using ((select access.actor()) = 'intake');
grant select on intake.destroyed_row to throughline_jobs;
create index on intake.destroyed_row (source_id);

-- What is deleted is looked for from the other side of each reference.
create index on access.notice (child_notice_id) where child_notice_id is not null;
create index on access.notice (child_id) where child_id is not null;
create index on admission_offer (entry_id) where entry_id is not null;
create index on admission_reminder (application_id);
create index on entry (replaces) where replaces is not null;
create index on front_door_step (entry_id) where entry_id is not null;
create index on household_member (entry_id);
create index on mark_change (source_record_id);
create index on relationship (entry_id);
create index on school_return (entry_id);
create index on split (a_person);
create index on split (b_person);
create index on source_question (child_id);
create index on told_change (entry_id) where entry_id is not null;

-- Records of whoever was born by a day, in which nothing goes on: nobody works with the child, nothing waits for a person, no shield holds, and no file has told
-- of the child for so long that no raw file is left. With the last day of each kind. To the keeper alone. What the days mean is the schedule's (src/access/keeping.ts).
create function access.quiet_records(born_until date, one bigint default null)
returns table (child_id bigint, reference text, born_on date, died_on date, kinds text[], lasts date[])
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  moment constant timestamptz := access.at();
  today constant date := (moment at time zone 'Europe/London')::date;
  raw_since constant timestamptz := moment - interval '91 days';
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with born as (
    select s.person_id as id, max(case when s.identity->>'birthDate' ~ '^\d{4}-\d\d-\d\d$' then (s.identity->>'birthDate')::date end) as on_day
    from public.source_person s where one is null or s.person_id = one group by s.person_id having not bool_or(s.adult)),
  -- raw files that a hold kept longer than their ninety days
  late as (select distinct u.source_id from public.import_run u join public.import_file f on f.run_id = u.id
    where u.received_at <= raw_since and exists (select from public.import_part p where p.file_id = f.id)),
  quiet as (
    select b.id, left(p.uuid::text, 8) as reference, b.on_day from born b join public.person p on p.id = b.id
    where b.on_day <= born_until and p.has_record and p.redirect_to is null
      and (one is not null or not exists (select from access.record_ending e where e.child_id = b.id and e.destroyed_at is null and e.withdrawn_at is null))
      and not exists (select from access.shield x where x.child_id = b.id and x.ends_at > moment)
      and not exists (select from public.involvement i where i.child_id = b.id and i.known_to = 'infinity' and coalesce(i.true_to, 'infinity') >= today)
      and not exists (select from access.roll r where r.child_id = b.id and coalesce(r.ends_on, 'infinity') >= today)
      and not exists (select from access.grant_row g where g.child_id = b.id and g.ends_at > moment)
      and not exists (select from public.review_case c where c.state in ('open', 'asked') and b.id in (c.a_person, c.b_person))
      and not exists (select from public.split x join public.split_entry t on t.split_id = x.id where b.id in (x.a_person, x.b_person) and t.given_to is null)
      and not exists (select from public.front_door_contact f where b.id in (f.child_id, f.exact_id) and f.state <> 'closed')
      and not exists (select from public.told_change t where t.child_id = b.id and t.state = 'held')
      and not exists (select from public.family_application f where f.child_id = b.id and f.decided_at is null)
      and not exists (select from public.admission_application a join public.admission_round d on d.id = a.round_id
        where a.child_id = b.id and d.offer_day > today - 730)
      and not exists (select from public.source_person s join access.barrier k
        on (k.a_source, k.a_key) = (s.source_id, s.key) or (k.b_source, k.b_key) = (s.source_id, s.key) where s.person_id = b.id)
      and not exists (select from public.source_person s join late on late.source_id = s.source_id where s.person_id = b.id)
      and not exists (select from public.source_person s join public.source_record r on r.source_id = s.source_id and r.person_key = s.key
        where s.person_id = b.id and r.known_to = 'infinity' and (greatest(r.known_from, r.confirmed_as_of) > raw_since
          or (not r.gone and exists (select from intake.snapshot n join public.import_run u on u.id = n.run_id
            where n.source_id = r.source_id and n.scope = r.scope and greatest(n.as_of, u.received_at) > raw_since)))))
  select q.id, q.reference, q.on_day, d.on_day, k.kinds, k.lasts from quiet q
  cross join lateral (
    select array_agg(l.kind order by l.kind) as kinds, array_agg(l.last order by l.kind) as lasts from (
      select e.kind, max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
        (e.known_from at time zone 'Europe/London')::date)) as last
      from public.entry e where e.child_id = q.id group by e.kind) l) k
  cross join lateral (
    select max(case when e.body->>'deathDate' ~ '^\d{4}-\d\d-\d\d$' then (e.body->>'deathDate')::date end) as on_day
    from public.entry e where e.child_id = q.id and e.kind = 'identity' and e.known_to = 'infinity') d;
end $$;
revoke all on function access.quiet_records(date, bigint) from public;
grant execute on function access.quiet_records(date, bigint) to throughline_jobs;

-- How far the end of one record reaches: the people (who was joined into the child, and adults who are on record for the child alone), what sources know of
-- them, the families that nobody else is in, the facts, the rows as they came, and applications for school places. For the two functions below.
create type access.record_reach as (people bigint[], told bigint[], families bigint[], facts bigint[], source_rows bigint[], applications bigint[]);
create function access.reach_of(child bigint) returns access.record_reach
language plpgsql stable set search_path = pg_catalog as $$
declare r access.record_reach;
begin
  r.people := array(with recursive joined as (select child as id union select p.id from public.person p join joined j on p.redirect_to = j.id) select id from joined);
  r.families := array(select m.family_id from public.family_member m
    where m.family_id in (select f.family_id from public.family_member f where f.child_id = any (r.people))
    group by m.family_id having bool_and(m.child_id = any (r.people)));
  r.people := r.people || array(select distinct o.other_id from public.relationship o join public.person p on p.id = o.other_id
    where o.child_id = any (r.people) and not p.has_record and p.redirect_to is null and o.other_id <> all (r.people)
      and not exists (select from public.relationship x where x.other_id = o.other_id and x.child_id <> all (r.people))
      and not exists (select from public.relationship x where x.child_id = o.other_id and x.other_id <> all (r.people))
      and not exists (select from public.family_member m where m.child_id = o.other_id and m.family_id <> all (r.families))
      and not exists (select from public.person j where j.redirect_to = o.other_id));
  r.told := array(select s.id from public.source_person s where s.person_id = any (r.people));
  r.facts := array(select e.id from public.entry e where e.child_id = any (r.people)
    union select e.id from public.entry e where e.source_person_id = any (r.told)
    union select e.id from public.entry e where e.family_id = any (r.families));
  r.source_rows := array(
    with keys as (
      select s.source_id, w.key, s.key as person_key from public.source_person s join public.source_record w on w.source_id = s.source_id and w.person_key = s.key
      where s.id = any (r.told) and w.known_to = 'infinity'
      union
      select w.source_id, w.key, w.person_key from public.entry e join public.source_record w on w.id = e.source_record_id
      join public.source_person s on s.source_id = w.source_id and s.key = w.person_key and s.id = any (r.told)
      where e.id = any (r.facts))
    select w.id from keys k join public.source_record w on w.source_id = k.source_id and w.key = k.key and w.person_key is not distinct from k.person_key
    where not w.register);
  r.applications := array(select a.id from public.admission_application a where a.child_id = any (r.people));
  return r;
end $$;
revoke all on function access.reach_of(bigint) from public;

-- How many of what would go, for whoever looks at it: never what, of which service, or whose. To the keeper, of what is proposed alone.
create function access.record_parts(ending uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  child bigint;
  r access.record_reach;
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select e.child_id into child from access.record_ending e where e.uuid = ending and e.withdrawn_at is null
    and e.child_id is not null and e.child_id <> all (access.refused());
  if not found then return null; end if;
  r := access.reach_of(child);
  return jsonb_build_object(
    'people', cardinality(r.people), 'facts', cardinality(r.facts), 'rows', cardinality(r.source_rows),
    'documents', (select count(*) from public.document d where d.entry_id = any (r.facts)),
    'marks', (select count(*) from public.attendance_year y where y.source_person_id = any (r.told)),
    'applications', cardinality(r.applications),
    'contacts', (select count(*) from public.front_door_contact f where f.child_id = any (r.people)),
    'changes', (select count(*) from public.told_change t where t.child_id = any (r.people)),
    'drafts', (select count(*) from public.draft d where d.child_id = any (r.people)));
end $$;
revoke all on function access.record_parts(uuid) from public;
grant execute on function access.record_parts(uuid) to throughline_pages, throughline_jobs;

-- A register that is cut keeps its hash: the same register again says nothing new.
create or replace function access.vault_alone() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if access.context() is not null and access.actor() is distinct from 'vault' and access.actor() is distinct from 'keeper' then
    raise exception 'What was said is never changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
