-- Whoever keeps a record keeps what it is joined to: the row stays with the record that it names, so that it is kept there alone when the join is undone. And
-- a part that somebody keeps goes with no whole.
create or replace function access.is_kept(child bigint, today date) returns boolean language sql stable set search_path = pg_catalog
  return exists (select from access.record_ending e where e.child_id in (select child union all select p.id from public.person p where p.redirect_to = child)
    and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null and e.kept_until > today);

-- as in 0312
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
      and not exists (select from access.record_ending e where e.kept_until > today and e.destroyed_at is null and e.withdrawn_at is null
        and (e.child_id in (select j.id from public.person j where j.redirect_to = b.id) or (e.child_id = b.id and e.kept_as is not null)))
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
