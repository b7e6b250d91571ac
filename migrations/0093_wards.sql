-- Which ward a postcode is in, as lists that the council gives say, each from a day on: public facts of places, of no child.
create table ward_postcode (
  postcode text not null check (postcode ~ '^[A-Z0-9]{5,7}$'),
  ward text not null check (btrim(ward) <> ''),
  from_on date not null,
  to_on date not null default 'infinity',
  primary key (postcode, from_on),
  check (to_on > from_on)
);
grant select, insert, update, delete on ward_postcode to throughline_jobs;
alter table pupil_year add column ward text;
grant update (ward) on pupil_year to throughline_jobs;

-- As in 0048, by ward as well.
create or replace function access.absence_counts(school_year smallint, grouped text)
returns table (name text, pupils integer, persistent integer, severe integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'counts' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with own as (
      select case grouped when 'school' then y.establishment_id end as school, case grouped when 'year-group' then y.year_group
          when 'area' then y.area when 'ward' then y.ward end as label, count(*)::integer as n,
        (count(*) filter (where (y.authorised + y.unauthorised) * 10 >= y.possible and (y.authorised + y.unauthorised) * 2 < y.possible))::integer as tenth,
        (count(*) filter (where (y.authorised + y.unauthorised) * 2 >= y.possible))::integer as half
      from public.pupil_year y where y.year = school_year and y.possible > 0
        and not exists (select from access.hidden_person h where h.source_person_id = y.source_person_id) group by 1, 2)
    select coalesce(e.name, o.label), o.n, o.tenth, o.half from own o left join access.establishment e on e.id = o.school;
end $$;
