-- Facts that may be counted: for each pupil, school and school year how many sessions there were and how they counted, with the year
-- group and the first half of the postcode of home. Kept by the database in the transaction that marks, moves or corrects the marks it
-- counts, so that the two never differ. What was known earlier is read from the marks, as ever (mark_change).
create table pupil_year (
  source_person_id bigint not null,
  establishment_id bigint not null,
  year smallint not null,
  child_id bigint not null,
  possible smallint not null,
  attended smallint not null,
  authorised smallint not null,
  unauthorised smallint not null,
  -- sessions with L or U
  late smallint not null,
  -- not yet described: a new row, whose year group and area nobody has looked up
  described boolean not null default false,
  year_group text,
  area text,
  primary key (source_person_id, establishment_id, year),
  foreign key (source_person_id, establishment_id, year) references attendance_year on delete cascade
) with (fillfactor = 50);
create index on pupil_year (year);
create index on pupil_year (child_id);
create index on pupil_year (source_person_id) where not described;
alter table pupil_year enable row level security;
alter table pupil_year force row level security;
do $$ begin
  -- the trigger and the counts run as the owner of the tables, who is under row security as well unless a superuser
  execute format('create policy definer on pupil_year for all to %I using (true) with check (true)', current_user);
end $$;
-- No reader reads a row of it: pages count, and nothing else.
create policy rules on pupil_year for all to throughline_jobs
  using ((select access.actor()) = 'rules') with check ((select access.actor()) = 'rules');
grant select on pupil_year to throughline_jobs;
grant update (described, year_group, area) on pupil_year to throughline_jobs;

create function count_pupil_years() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into public.pupil_year as p (source_person_id, establishment_id, year, child_id, possible, attended, authorised, unauthorised, late)
  select source_person_id, establishment_id, year, child_id, bit_count(attended) + bit_count(authorised) + bit_count(unauthorised),
    bit_count(attended), bit_count(authorised), bit_count(unauthorised), length(marks) - length(translate(marks, 'LU', ''))
  from counted
  on conflict (source_person_id, establishment_id, year) do update set child_id = excluded.child_id, possible = excluded.possible,
    attended = excluded.attended, authorised = excluded.authorised, unauthorised = excluded.unauthorised, late = excluded.late,
    described = p.described and p.child_id = excluded.child_id
  where (p.child_id, p.attended, p.authorised, p.unauthorised, p.late)
    is distinct from (excluded.child_id, excluded.attended, excluded.authorised, excluded.unauthorised, excluded.late);
  return null;
end $$;
revoke all on function count_pupil_years() from public;
insert into pupil_year (source_person_id, establishment_id, year, child_id, possible, attended, authorised, unauthorised, late)
  select source_person_id, establishment_id, year, child_id, bit_count(attended) + bit_count(authorised) + bit_count(unauthorised),
    bit_count(attended), bit_count(authorised), bit_count(unauthorised), length(marks) - length(translate(marks, 'LU', ''))
  from attendance_year;
create trigger count_new after insert on attendance_year referencing new table as counted
  for each statement execute function count_pupil_years();
create trigger count_again after update on attendance_year referencing new table as counted
  for each statement execute function count_pupil_years();

-- How many pupils missed a tenth and a half of their own possible sessions, by school, year group or area: counts of everybody, which
-- are suppressed before they are shown (src/domains/attendance/suppress.ts). For the actor `counts` alone.
create function access.absence_counts(school_year smallint, grouped text)
returns table (name text, pupils integer, persistent integer, severe integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with own as (
      select case grouped when 'school' then y.establishment_id end as school, case grouped when 'year-group' then y.year_group
          when 'area' then y.area end as label, count(*)::integer as n,
        (count(*) filter (where (y.authorised + y.unauthorised) * 10 >= y.possible and (y.authorised + y.unauthorised) * 2 < y.possible))::integer as tenth,
        (count(*) filter (where (y.authorised + y.unauthorised) * 2 >= y.possible))::integer as half
      from public.pupil_year y where y.year = school_year and y.possible > 0 group by 1, 2)
    select coalesce(e.name, o.label), o.n, o.tenth, o.half from own o left join access.establishment e on e.id = o.school;
end $$;
revoke all on function access.absence_counts(smallint, text) from public;
grant execute on function access.absence_counts(smallint, text) to throughline_pages;
