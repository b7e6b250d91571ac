-- School places outside the year of entry (docs/admissions.md): a year group whose applications come during the year, without a round; and what the
-- schools' rolls say of who has left and who is there.
alter table admission_round add column year_group text check (year_group in ('R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'));
grant update (year_group) on admission_round to throughline_pages;
create unique index on admission_round (year_group, born_from) where year_group is not null;
-- a year group has no run: its applications are answered from its first day
alter table admission_release alter column run_id drop not null, add check (run_id is not null or released_at is not null);

-- from which day the school's roll has the child no more: the place is free
alter table admission_offer add column left_on date;
grant update (left_on) on admission_offer to throughline_jobs;

-- How many of a round's age each school has on its roll who hold no offer of it here, as counted on one day. They take places as well.
create table admission_roll (
  round_id bigint not null references admission_round (id),
  school_key text not null,
  pupils integer not null check (pupils >= 0),
  counted_at timestamptz not null,
  primary key (round_id, school_key)
);
alter table admission_roll enable row level security;
alter table admission_roll force row level security;
create policy jobs on admission_roll for all to throughline_jobs
  using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions');
create policy desk on admission_roll for select to throughline_pages using ((select access.actor()) = 'admissions');
grant select, insert, delete on admission_roll to throughline_jobs;
grant select on admission_roll to throughline_pages;

-- Which of a round's offers are held by children who were on the school's roll since the day and are no more, and from which day. Of a child with any shield
-- nothing: that they left a school would be told.
create function access.admission_left(round bigint, since date, today date) returns table (offer bigint, left_on date)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select o.id, max(r.ends_on)
    from public.admission_offer o join public.admission_application a on a.id = o.application_id join public.person p on p.id = a.child_id
      join access.establishment e on e.laestab = o.school_key
      join access.roll r on r.establishment_id = e.id and r.child_id = coalesce(p.redirect_to, p.id) and r.ends_on > since
    where o.round_id = round and o.ended is null and o.standing = 'held'
      and not exists (select from access.shield s where s.child_id = r.child_id and access.at() >= s.starts_at and access.at() < s.ends_at)
      and not exists (select from public.entry x where x.child_id = r.child_id and x.kind = 'enrolment' and x.seal is not null and x.known_to = 'infinity')
    group by o.id having max(r.ends_on) <= today;
end $$;
revoke all on function access.admission_left(bigint, date, date) from public;
grant execute on function access.admission_left(bigint, date, date) to throughline_jobs;

-- How many of a round's age are on each school's roll and hold no offer of the school in the round: a number, and nobody; of schools alone whose roll is known.
create function access.admission_pupils(round bigint, today date) returns table (school_key text, pupils integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare age record;
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  select n.born_from::text as born_from, n.born_to::text as born_to into age from public.admission_round n where n.id = round;
  return query select k.key, (select count(distinct r.child_id)::integer from access.establishment e join access.roll r on r.establishment_id = e.id
      where e.laestab = k.key and r.starts_on <= today and r.ends_on > today
        and exists (select from public.entry x where x.child_id = r.child_id and x.kind = 'identity' and x.known_to = 'infinity'
          and x.body->>'birthDate' between age.born_from and age.born_to)
        and not exists (select from public.admission_offer o join public.admission_application a on a.id = o.application_id
          join public.person p on p.id = a.child_id where o.round_id = round and o.school_key = k.key and o.ended is null
            and coalesce(p.redirect_to, p.id) = r.child_id))
  from public.admission_school k where k.round_id = round and k.known_to = 'infinity' and k.council is null and exists (select from access.establishment e
    join access.roll r on r.establishment_id = e.id where e.laestab = k.key and r.starts_on <= today and r.ends_on > today);
end $$;
revoke all on function access.admission_pupils(bigint, date) from public;
grant execute on function access.admission_pupils(bigint, date) to throughline_jobs;

-- as in 0067, with what the rolls say
create or replace function access.admission_places(round bigint) returns table (school_key text, held integer, put integer, proposed integer, waiting integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select k.key,
    (select count(*)::integer from public.admission_offer o where o.round_id = round and o.school_key = k.key and o.ended is null and o.standing = 'held'
      and o.left_on is null) + coalesce((select l.pupils from public.admission_roll l where l.round_id = round and l.school_key = k.key), 0),
    (select count(*)::integer from public.admission_offer o where o.round_id = round and o.school_key = k.key and o.ended is null and o.standing = 'put'),
    (select count(*)::integer from public.admission_proposal p where p.round_id = round and p.school_key = k.key and p.decided is null),
    (select count(*)::integer from public.admission_waiting w where w.round_id = round and w.school_key = k.key and w.known_to = 'infinity')
  from public.admission_school k where k.round_id = round and k.known_to = 'infinity';
end $$;
do $$ declare t text;
begin
  -- an owner who is no superuser is under row security as well
  foreach t in array array['admission_school', 'admission_roll', 'admission_proposal', 'admission_waiting'] loop
    -- a database that was migrated before has one already (migrate.ts)
    execute format('drop policy if exists definer on %s', t);
    execute format('create policy definer on %s for select to %I using (true)', t, current_user);
  end loop;
end $$;
