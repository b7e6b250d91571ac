-- When a school's registers came, day by day, for whoever has a live reason to see the school: the file of a day is nobody's record, and says who was
-- in it only by what row security lets through elsewhere. Of a day this gives two instants, no number and no pupil.
create function access.register_arrivals(school bigint, first_day date, last_day date)
returns table (on_day date, first_at timestamptz, last_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if school <> all (access.establishments()) or last_day - first_day > 400 then return; end if;
  return query
    select d.day, min(r.known_from), max(r.known_from)
    from access.establishment e, (select first_day + n as day from generate_series(0, last_day - first_day) n) d, public.source s, public.source_record r, public.import_run u
    where e.id = school and s.agreement_withdrawn_at is null and r.source_id = s.id
      and r.key = 'register/' || e.laestab || '/' || to_char(d.day, 'YYYY-MM-DD') and r.register and u.id = r.run_id and u.state <> 'undone'
    group by d.day;
end $$;
revoke all on function access.register_arrivals(bigint, date, date) from public;
grant execute on function access.register_arrivals(bigint, date, date) to throughline_pages;
do $$ begin
  -- a database that was migrated before has one already (migrate.ts)
  drop policy if exists definer on source_record;
  execute format('create policy definer on source_record for select to %I using (register)', current_user);
end $$;
