-- As before, and at a county's size: whether a record is kept was asked of every fact, and what files told lately was joined for every row that ever came. Both
-- are asked for each part that is left. One child's facts are found by the index: a plan that serves both cases reads every fact.
create function access.told_since(told bigint[], since timestamptz) returns boolean language plpgsql stable set search_path = pg_catalog as $$
begin
  return exists (select from public.source_person s join public.source_record r on r.source_id = s.source_id and r.person_key = s.key
    where s.id = any (told) and r.known_to = 'infinity' and (greatest(r.known_from, r.confirmed_as_of) > since
      or (not r.gone and exists (select from intake.snapshot n join public.import_run u on u.id = n.run_id
        where n.source_id = r.source_id and n.scope = r.scope and greatest(n.as_of, u.received_at) > since))));
end $$;
revoke all on function access.told_since(bigint[], timestamptz) from public;
create or replace function access.quiet_parts(parts jsonb, one bigint default null) returns table (child_id bigint, reference text, kept_as text, last date)
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
declare
  moment constant timestamptz := access.at();
  today constant date := (moment at time zone 'Europe/London')::date;
  raw_since constant timestamptz := moment - interval '91 days';
begin
  if access.actor() is distinct from 'keeper' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
  with part as (select x.kept_as, x.categories, x.before, unnest(x.kinds) as kind
    from jsonb_to_recordset(parts) as x(kept_as text, kinds text[], categories bigint, before date)),
  late as (select distinct u.source_id from public.import_run u join public.import_file f on f.run_id = u.id
    where u.received_at <= raw_since and exists (select from public.import_part p where p.file_id = f.id)),
  -- by itself, or whether a record is kept is asked of every fact
  old as materialized (
    select e.child_id as id, p.kept_as, p.categories, max(greatest(case when isfinite(e.true_from) then e.true_from end, case when isfinite(e.true_to) then e.true_to end,
      (e.known_from at time zone 'Europe/London')::date)) as last, array_agg(distinct e.source_person_id) as told, array_agg(distinct e.source_id) as sources
    from part p join public.entry e on e.kind = p.kind
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
    and not access.told_since(o.told, raw_since);
end $$;
alter function access.quiet_records(date, bigint) set plan_cache_mode = force_custom_plan;
