-- As in 0036, faster for a county's school day: an update of marks meets rows that are there, so that none is tried as a new one first, and
-- codes are counted by bytes.
create or replace function count_pupil_years() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into public.pupil_year as p (source_person_id, establishment_id, year, child_id, possible, attended, authorised, unauthorised, late)
  select source_person_id, establishment_id, year, child_id, bit_count(attended) + bit_count(authorised) + bit_count(unauthorised),
    bit_count(attended), bit_count(authorised), bit_count(unauthorised), length(marks) - length(replace(replace(marks, 'L', ''), 'U', ''))
  from counted
  on conflict (source_person_id, establishment_id, year) do nothing;
  return null;
end $$;
create function recount_pupil_years() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update public.pupil_year p set child_id = c.child_id, possible = c.attended + c.authorised + c.unauthorised, attended = c.attended,
    authorised = c.authorised, unauthorised = c.unauthorised, late = c.late, described = p.described and p.child_id = c.child_id
  from (select source_person_id, establishment_id, year, child_id, bit_count(attended)::smallint as attended, bit_count(authorised)::smallint as authorised,
      bit_count(unauthorised)::smallint as unauthorised, (length(marks) - length(replace(replace(marks, 'L', ''), 'U', '')))::smallint as late
    from counted) c
  where (p.source_person_id, p.establishment_id, p.year) = (c.source_person_id, c.establishment_id, c.year)
    and (p.child_id, p.attended, p.authorised, p.unauthorised, p.late) is distinct from (c.child_id, c.attended, c.authorised, c.unauthorised, c.late);
  return null;
end $$;
revoke all on function recount_pupil_years() from public;
drop trigger count_again on attendance_year;
create trigger count_again after update on attendance_year referencing new table as counted
  for each statement execute function recount_pupil_years();
