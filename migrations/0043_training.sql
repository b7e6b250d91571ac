-- A role works only while its named training is in date (docs/access.md). What a role needs, and what each person has completed, are data
-- with dates; whether a role works is decided for every request, and travels in the signed context as the seventh of its masks.
create table access.training (
  key text primary key check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  -- what somebody does whose training runs out
  renew text not null
);
create table access.role_training (
  role text not null,
  training text not null references access.training (key),
  starts_on date not null,
  -- the first day on which it is no longer needed
  ends_on date not null default 'infinity',
  primary key (role, training, starts_on)
);
create table access.training_done (
  user_id bigint not null references access.principal (id),
  training text not null references access.training (key),
  done_on date not null,
  -- the last day on which it counts, that day included
  last_day date not null check (last_day >= done_on),
  told_by bigint references access.principal (id),
  told_at timestamptz not null,
  primary key (user_id, training, done_on)
);
alter table access.training_done enable row level security;
alter table access.training_done force row level security;
-- asked before there is a reader, as roles and teams are
create policy all_read on access.training_done for select to throughline_pages, throughline_jobs using (true);
create policy told on access.training_done for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('arrangements', 'approvals')) with check ((select access.actor()) in ('arrangements', 'approvals'));
grant select on access.training, access.role_training, access.training_done to throughline_pages, throughline_jobs;
grant insert, update on access.training, access.role_training to throughline_jobs;
grant insert, update on access.training_done to throughline_pages, throughline_jobs;

-- Whether the role in use works: a context that does not say so is of one that does not.
create function access.trained() returns boolean language sql stable set search_path = pg_catalog as
$$ select coalesce((access.masks())[7] = 1, false) $$;
-- Of somebody whose training ran out the only reason is urgent access. It stands here, so that every table that asks for a reason has it.
alter policy own_reasons on access.grant_row using (
  (principal = any ((select access.principals())::bigint[]) and (select access.at()) >= starts_at and (select access.at()) < ends_at
    and ((select access.trained()) or reason = 'urgent'))
  or (select access.actor()) in ('linker', 'intake', 'arrangements', 'clearing-house', 'recorder', 'approvals', 'audit'));
-- As in 0031, of which only the live reason is another: this function reads reasons as the owner of the table.
create or replace function access.whom_to_ask(child bigint) returns table (principal bigint) language sql stable security definer set search_path = pg_catalog as $$
  select distinct coalesce((select p.id from access.principal p where p.id = s.holder and p.active),
    (select min(p.id) from access.fact_seal_reader r join access.principal p on p.id = r.user_id and p.active where r.seal_id = s.id), s.holder)
  from public.entry e join access.fact_seal s on s.id = e.seal and s.kind = 'known'
  where e.child_id = child and e.seal is not null and e.known_to = 'infinity' and e.category_bit & (2048 | 8192 | 16384 | 65536) = 0
    and s.id <> all ((select access.named_seals())::bigint[]) and child <> all ((select access.refused())::bigint[])
    and (child <> all ((select access.hidden_places())::bigint[]) or e.kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode',
      'session-count', 'attendance-total', 'suspension', 'centre-registration', 'youth-membership'))
    and exists (select from access.grant_row g where g.principal = any ((select access.principals())::bigint[])
      and (select access.at()) >= g.starts_at and (select access.at()) < g.ends_at and ((select access.trained()) or g.reason = 'urgent')
      and (g.child_id = child or exists (select from access.roll r where r.child_id = child and r.establishment_id = g.establishment_id
        and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date))) $$;
