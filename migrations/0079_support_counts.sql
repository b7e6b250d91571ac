-- How often each service told the council of a young carer, month by month, and how many pupils of each school its census names: counts of
-- everybody, whose small numbers are hidden before they are shown (src/kernel/suppress.ts). For the actor `counts` alone.
create function access.support_told(first_day date, last_day date)
returns table (source text, month date, told integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    select e.code, date_trunc('month', e.true_from)::date, count(*)::integer from public.entry e
    where e.kind = 'young-carer-found' and e.code is not null and e.known_to = 'infinity' and e.true_from between first_day and last_day
      and e.source_id <> all ((select access.withdrawn_sources())::text[])
    group by 1, 2;
end $$;

-- Of each school: its pupils of today, how many of them a census says anything of, how many it names, how many the service knows.
create function access.support_schools()
returns table (school text, pupils integer, counted integer, named integer, helped integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with told as materialized (
      select e.child_id, bool_or(e.kind = 'young-carer-at-school') as counted,
        bool_or(e.kind = 'young-carer-at-school' and e.code in ('P', 'S')) as named,
        bool_or(e.kind in ('young-carer', 'young-carer-found')) as helped
      from public.entry e where e.kind in ('young-carer-at-school', 'young-carer', 'young-carer-found') and e.known_to = 'infinity'
        and e.child_id is not null and e.source_id <> all ((select access.withdrawn_sources())::text[])
      group by e.child_id),
    pupil as (select distinct r.establishment_id, r.child_id from access.roll r
      where r.starts_on <= access.at()::date and r.ends_on > access.at()::date)
    select s.name, count(*)::integer, (count(*) filter (where t.counted))::integer, (count(*) filter (where t.named))::integer,
      (count(*) filter (where t.helped))::integer
    from pupil p join access.establishment s on s.id = p.establishment_id left join told t on t.child_id = p.child_id
    group by s.id, s.name;
end $$;
do $$ begin
  revoke all on function access.support_told(date, date), access.support_schools() from public;
  grant execute on function access.support_told(date, date), access.support_schools() to throughline_pages;
end $$;
