-- Supervision of a worker by who manages their team: how they are, what they need, what they agreed for themselves. Nothing of any child (that stands on the child's record).
-- Read by the two alone, whoever manages the team later.
create table access.supervision (
  id bigint generated always as identity primary key,
  team_id bigint not null references access.principal (id),
  worker_id bigint not null references access.principal (id),
  supervisor_id bigint not null references access.principal (id) check (supervisor_id <> worker_id),
  held_on date not null,
  said text not null,
  agreed text,
  next_on date check (next_on > held_on),
  written_at timestamptz not null
);
create index on access.supervision (worker_id, held_on);
create index on access.supervision (supervisor_id);
create index on access.supervision (team_id);
alter table access.supervision enable row level security;
alter table access.supervision force row level security;
create policy the_two on access.supervision for select to throughline_pages
  using (worker_id = any ((select access.principals())::bigint[]) or supervisor_id = any ((select access.principals())::bigint[]));
create policy supervisor on access.supervision for insert to throughline_pages
  with check ((select access.actor()) = 'recorder' and supervisor_id = any ((select access.principals())::bigint[]));
grant select, insert on access.supervision to throughline_pages;
