-- What reviewers did at a question of the clearing house, never changed: who opened it, answered it, skipped it or sent it on.
-- A first answer to a sensitive pair waits here for a second person, who does not see it.
create table case_step (
  id bigint generated always as identity primary key,
  case_id bigint not null references review_case (id) on delete cascade,
  user_id bigint not null references access.principal (id),
  step text not null check (step in ('looked', 'answered', 'skipped', 'sent-on')),
  answer text check (answer in ('join', 'apart', 'family')),
  reason text,
  -- what was shown when it was answered: an answer to other facts does not count
  version text,
  at timestamptz not null,
  superseded_at timestamptz,
  check ((step = 'answered') = (answer is not null)),
  check (step in ('looked') or reason is not null)
);
create index on case_step (case_id, step);
create index on case_step (user_id, at);
alter table review_case add column to_senior boolean not null default false;

alter table case_step enable row level security;
alter table case_step force row level security;
create policy actors on case_step for all to throughline_pages
  using ((select access.actor()) = 'clearing-house') with check ((select access.actor()) = 'clearing-house');
grant select, insert on case_step to throughline_pages;
grant update (superseded_at) on case_step to throughline_pages;

do $$ begin
  execute format('create policy definer on case_step for select to %I using (true)', current_user);
end $$;

-- Questions that this reader has answered: the first of two people is never the second.
create function access.answered_cases() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(s.case_id), '{}') from public.case_step s
  where s.step = 'answered' and s.superseded_at is null and s.user_id = any ((select access.principals())::bigint[]) $$;

-- Does this reader settle what two reviewers see differently? Who manages a team; where no reviewer does, any third person.
create function access.settles_cases() returns boolean language sql stable security definer set search_path = pg_catalog as $$
  with lead as (select m.user_id from access.membership m join access.role_held r on r.user_id = m.user_id
    where m.manages and r.role = 'clearing-house' and access.at() >= m.starts_at and access.at() < m.ends_at
      and access.at() >= r.starts_at and access.at() < r.ends_at)
  select not exists (select 1 from lead) or exists (select 1 from lead where user_id = any ((select access.principals())::bigint[])) $$;

-- The count on Today stays the list's.
create or replace function access.desk_counts() returns table (cases integer, imports integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if (access.masks())[4] = 0 then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select (select count(*)::integer from public.review_case c
      join public.source_person a on a.id = c.a_source_person join public.source_person b on b.id = c.b_source_person
      where c.state = 'open' and c.kind <> 'sealed'
        and c.id <> all ((select access.answered_cases())::bigint[]) and (not c.to_senior or (select access.settles_cases()))
        and a.person_id <> all ((select access.refused())::bigint[]) and b.person_id <> all ((select access.refused())::bigint[])),
    (select count(*)::integer from public.import_run r where r.state in ('received', 'reading', 'linking', 'waiting', 'failed'));
end $$;
