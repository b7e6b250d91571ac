-- A part of a record ends by itself: what is counted from its own end (early help, the register of young carers, a centre's), in which nothing goes on, while the
-- record stays. The same two people, hold, certificate and list of what no old file brings back as for the whole (0136, 0137). And a record can be kept before anything
-- of it is proposed.
alter table access.record_ending
  -- what it is kept as (src/access/keeping.ts), the kinds of entries that go, and whose involvement; null: the whole record
  add column kept_as text,
  add column kinds text[],
  add column categories bigint,
  add check (num_nonnulls(kept_as, kinds, categories) in (0, 3)),
  -- nothing is proposed yet: the record is kept beforehand
  alter column due_on drop not null,
  alter column proposed_at drop not null,
  add check (num_nonnulls(due_on, proposed_at) in (0, 2)),
  add check (due_on is not null or (kept_until is not null and kept_as is null and asked_by is null));
drop index access.record_ending_open;
create unique index record_ending_open on access.record_ending (child_id, kept_as) nulls not distinct where destroyed_at is null and withdrawn_at is null;
grant insert (kept_as, kinds, categories) on access.record_ending to throughline_jobs;

-- Somebody keeps the whole of this record on this day.
create function access.is_kept(child bigint, today date) returns boolean language sql stable set search_path = pg_catalog
  return exists (select from access.record_ending e where e.child_id = child and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null
    and e.kept_until > today);
revoke all on function access.is_kept(bigint, date) from public;

-- Keeps a record, by its address or by how the access log names it, until a day. To the keeper at a desk alone, in the name of whoever asks; what another keeps
-- for longer stays so. Gives the row and the child; nothing where there is no one such record, or where it is shut to whoever asks.
create function access.keep_record(named text, until date, why text, me bigint, out ending uuid, out child bigint)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  ids bigint[];
begin
  if access.actor() is distinct from 'keeper' or me is null or me <> all (access.principals()) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if named !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{8}$' then return; end if;
  ids := array(select p.id from public.person p where p.has_record and p.redirect_to is null and p.id <> all (access.refused())
    and p.uuid >= rpad(named, 36, '00000000-0000-0000-0000-000000000000')::uuid
    and p.uuid <= (named || substr('ffffffff-ffff-ffff-ffff-ffffffffffff', length(named) + 1))::uuid limit 2);
  if cardinality(ids) <> 1 then return; end if;
  update access.record_ending e set kept_until = until, kept_why = why, kept_by = me, kept_at = access.at(),
      asked_by = null, asked_at = null, agreed_by = null, agreed_at = null
    where e.child_id = ids[1] and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null
      and (coalesce(e.kept_until, '-infinity') <= until or e.kept_by = me)
    returning e.uuid into ending;
  if ending is null and not exists (select from access.record_ending e where e.child_id = ids[1] and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null) then
    insert into access.record_ending (child_id, reference, kept_until, kept_why, kept_by, kept_at)
      select p.id, left(p.uuid::text, 8), until, why, me, access.at() from public.person p where p.id = ids[1] returning uuid into ending;
  end if;
  child := ids[1];
end $$;
revoke all on function access.keep_record(text, date, text, bigint) from public;
grant execute on function access.keep_record(text, date, text, bigint) to throughline_pages;

-- Of which parts of records nothing has been said since a day, nothing goes on in them, and no file has told of them for so long that no raw file is left, with the last
-- day. To the keeper alone. `parts`: for each what it is kept as, its kinds, the categories of its work, and the day. With `one`, of that child alone.
create function access.quiet_parts(parts jsonb, one bigint default null) returns table (child_id bigint, reference text, kept_as text, last date)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  moment constant timestamptz := access.at();
  today constant date := (moment at time zone 'Europe/London')::date;
  raw_since constant timestamptz := moment - interval '91 days';
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with part as (select * from jsonb_to_recordset(parts) as x(kept_as text, kinds text[], categories bigint, before date)),
  late as (select distinct u.source_id from public.import_run u join public.import_file f on f.run_id = u.id
    where u.received_at <= raw_since and exists (select from public.import_part p where p.file_id = f.id)),
  old as (
    select e.child_id as id, p.kept_as, p.categories, max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
      (e.known_from at time zone 'Europe/London')::date)) as last, array_agg(distinct e.source_person_id) as told, array_agg(distinct e.source_id) as sources
    from part p join public.entry e on e.kind = any (p.kinds)
    where e.child_id is not null and (one is null or e.child_id = one) group by e.child_id, p.kept_as, p.categories, p.before
    having max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
      (e.known_from at time zone 'Europe/London')::date)) <= p.before)
  select o.id, left(p.uuid::text, 8), o.kept_as, o.last from old o join public.person p on p.id = o.id
  where p.has_record and p.redirect_to is null and not access.is_kept(o.id, today)
    and (one is not null or not exists (select from access.record_ending e where e.child_id = o.id and e.destroyed_at is null and e.withdrawn_at is null
      and (e.kept_as is null or e.kept_as = o.kept_as)))
    and not exists (select from access.shield x where x.child_id = o.id and x.ends_at > moment)
    and not exists (select from public.involvement i where i.child_id = o.id and i.category_bit & o.categories <> 0 and i.known_to = 'infinity'
      and coalesce(i.true_to, 'infinity') >= today)
    and not exists (select from public.review_case c where c.state in ('open', 'asked') and o.id in (c.a_person, c.b_person))
    and not exists (select from public.split x join public.split_entry t on t.split_id = x.id where o.id in (x.a_person, x.b_person) and t.given_to is null)
    and not exists (select from public.source_person s join access.barrier k
      on (k.a_source, k.a_key) = (s.source_id, s.key) or (k.b_source, k.b_key) = (s.source_id, s.key) where s.person_id = o.id)
    and not exists (select from late l where l.source_id = any (o.sources))
    and not exists (select from public.source_person s join public.source_record r on r.source_id = s.source_id and r.person_key = s.key
      where s.id = any (o.told) and r.known_to = 'infinity' and (greatest(r.known_from, r.confirmed_as_of) > raw_since
        or (not r.gone and exists (select from intake.snapshot n join public.import_run u on u.id = n.run_id
          where n.source_id = r.source_id and n.scope = r.scope and greatest(n.as_of, u.received_at) > raw_since))));
end $$;
revoke all on function access.quiet_parts(jsonb, bigint) from public;
grant execute on function access.quiet_parts(jsonb, bigint) to throughline_jobs;

-- As in 0136: a part that is proposed keeps the whole from nothing.
create or replace function access.quiet_records(born_until date, one bigint default null)
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
      and (one is not null or not exists (select from access.record_ending e where e.child_id = b.id and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null))
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
