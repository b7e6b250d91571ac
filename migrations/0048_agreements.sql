-- A sharing agreement that is withdrawn hides what its source told, everywhere and at once, and given again brings it back: nothing is taken
-- away, row security decides it with every statement (docs/access.md). Who agreed what and when is kept for ever.
alter table source add column agreement_fields text;
-- whoever is told when it is to be looked at again
alter table source add column agreement_owner_id bigint references access.principal (id);
create table access.agreement_change (
  id bigint generated always as identity primary key,
  source_id text not null references public.source (id),
  what text not null check (what in ('agreed', 'withdrawn')),
  purpose text,
  basis text,
  fields text,
  owner text,
  owner_id bigint references access.principal (id),
  review_on date,
  reason text check (what = 'agreed' or length(btrim(reason)) >= 20),
  by_user bigint references access.principal (id),
  at timestamptz not null
);
create index on access.agreement_change (source_id, id);
alter table access.agreement_change enable row level security;
alter table access.agreement_change force row level security;
create policy desk on access.agreement_change for select to throughline_pages using ((select access.actor()) = 'import-desk');
create policy told on access.agreement_change for insert to throughline_pages with check ((select access.actor()) = 'import-desk');
grant select, insert on access.agreement_change to throughline_pages;

-- Source persons whose source's agreement is withdrawn: for tables that name no source. Numbers alone, kept by the database itself.
create table access.hidden_person (source_person_id bigint primary key);
grant select on access.hidden_person to throughline_pages, throughline_jobs;
create function access.hide_persons() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.agreement_withdrawn_at is null then
    delete from access.hidden_person h using public.source_person p where p.id = h.source_person_id and p.source_id = new.id;
  else
    insert into access.hidden_person select p.id from public.source_person p where p.source_id = new.id on conflict do nothing;
  end if;
  return null;
end $$;
create trigger hide_persons after update of agreement_withdrawn_at on source for each row
  when ((old.agreement_withdrawn_at is null) <> (new.agreement_withdrawn_at is null)) execute function access.hide_persons();
-- Those whom an import brings that was under way when it was withdrawn.
create function access.hide_late_persons() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into access.hidden_person select f.id from fresh f join public.source s on s.id = f.source_id where s.agreement_withdrawn_at is not null
  on conflict do nothing;
  return null;
end $$;
create trigger hide_late after insert on source_person referencing new table as fresh for each statement execute function access.hide_late_persons();
insert into access.hidden_person select p.id from source_person p join source s on s.id = p.source_id where s.agreement_withdrawn_at is not null;

-- The sources that this reader, or the rules that tell of children, may not see. Actors that carry rows about without showing them see all.
create function access.hidden_sources() returns text[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(s.id), '{}') from public.source s
  where s.agreement_withdrawn_at is not null and coalesce((select access.actor()), 'rules') = 'rules' $$;
do $$ declare t text;
begin
  foreach t in array array['entry', 'involvement', 'relationship', 'family_member'] loop
    execute format($p$create policy agreement on %1$I as restrictive for select to throughline_pages, throughline_jobs
      using (source_id <> all ((select access.hidden_sources())::text[]))$p$, t);
  end loop;
  -- where no source stands on the row; not asked at all while none is hidden
  foreach t in array array['attendance_year', 'mark_change', 'search_key'] loop
    execute format($p$create policy agreement on %1$I as restrictive for select to throughline_pages, throughline_jobs
      using (cardinality((select access.hidden_sources())::text[]) = 0
        or not exists (select from access.hidden_person h where h.source_person_id = %1$I.source_person_id))$p$, t);
  end loop;
end $$;
-- The imports desk reads no row of a file whose source may not be read: neither what was rejected nor the file.
create function access.withdrawn_sources() returns text[] language sql stable security definer set search_path = pg_catalog as
$$ select coalesce(array_agg(s.id), '{}') from public.source s where s.agreement_withdrawn_at is not null $$;
create policy agreement on import_problem as restrictive for select to throughline_pages, throughline_jobs
  using ((select access.actor()) is distinct from 'import-desk'
    or exists (select from import_run u where u.id = import_problem.run_id and u.source_id <> all ((select access.withdrawn_sources())::text[])));
create policy agreement on import_part as restrictive for select to throughline_pages, throughline_jobs
  using ((select access.actor()) is distinct from 'import-desk'
    or exists (select from import_file f join import_run u on u.id = f.run_id
      where f.id = import_part.file_id and u.source_id <> all ((select access.withdrawn_sources())::text[])));
-- Whoever withdraws takes the children off the rolls and out of the households that the source alone told, and puts them back (projectPlaces).
alter policy own_rolls on access.roll using (
  (establishment_id = any ((select access.establishments())::bigint[]) and child_id <> all ((select access.refused())::bigint[]))
  or (select access.actor()) in ('linker', 'intake', 'arrangements', 'clearing-house', 'import-desk'));
alter policy linker_writes on access.roll
  using ((select access.actor()) in ('linker', 'clearing-house', 'import-desk')) with check ((select access.actor()) in ('linker', 'clearing-house', 'import-desk'));

-- As in 0036, without the pupils of a source that is hidden.
create or replace function access.absence_counts(school_year smallint, grouped text)
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
      from public.pupil_year y where y.year = school_year and y.possible > 0
        and not exists (select from access.hidden_person h where h.source_person_id = y.source_person_id) group by 1, 2)
    select coalesce(e.name, o.label), o.n, o.tenth, o.half from own o left join access.establishment e on e.id = o.school;
end $$;
-- As in 0043: of what a hidden source told nobody learns whom to ask.
create or replace function access.whom_to_ask(child bigint) returns table (principal bigint) language sql stable security definer set search_path = pg_catalog as $$
  select distinct coalesce((select p.id from access.principal p where p.id = s.holder and p.active),
    (select min(p.id) from access.fact_seal_reader r join access.principal p on p.id = r.user_id and p.active where r.seal_id = s.id), s.holder)
  from public.entry e join access.fact_seal s on s.id = e.seal and s.kind = 'known'
  where e.child_id = child and e.seal is not null and e.known_to = 'infinity' and e.category_bit & (2048 | 8192 | 16384 | 65536) = 0
    and e.source_id <> all ((select access.withdrawn_sources())::text[])
    and s.id <> all ((select access.named_seals())::bigint[]) and child <> all ((select access.refused())::bigint[])
    and (child <> all ((select access.hidden_places())::bigint[]) or e.kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode',
      'session-count', 'attendance-total', 'suspension', 'centre-registration', 'youth-membership'))
    and exists (select from access.grant_row g where g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at and ((select access.trained()) or g.reason = 'urgent')
      and (g.child_id = child or exists (select from access.roll r where r.child_id = child and r.establishment_id = g.establishment_id
        and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date))) $$;
do $$ declare f text;
begin
  foreach f in array array['hidden_sources', 'withdrawn_sources'] loop
    execute format('revoke all on function access.%I() from public', f);
    execute format('grant execute on function access.%I() to throughline_pages, throughline_jobs', f);
  end loop;
  revoke all on function access.hide_persons(), access.hide_late_persons() from public;
end $$;
