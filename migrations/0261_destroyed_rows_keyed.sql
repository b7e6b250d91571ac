-- What tells a destroyed row again is made with a key that stands here sealed alone (docs/security.md): whoever holds the database and a source's number finds
-- out by it nothing. What was kept before is made anew the next night; the key stays when that which seals it is changed.
create table intake.destroyed_key (
  id smallint primary key default 1 check (id = 1),
  sealed bytea not null
);
alter table intake.destroyed_key enable row level security;
alter table intake.destroyed_key force row level security;
create policy keeper on intake.destroyed_key for all to throughline_jobs
  using ((select access.actor()) = 'keeper') with check ((select access.actor()) = 'keeper');
create policy intake on intake.destroyed_key for select to throughline_jobs using ((select access.actor()) = 'intake');
grant select, insert on intake.destroyed_key to throughline_jobs;

alter table intake.destroyed_row add column keyed boolean not null default false;
create policy keeper on intake.destroyed_row for all to throughline_jobs
  using ((select access.actor()) = 'keeper') with check ((select access.actor()) = 'keeper');
grant insert, delete, update (destroyed_at) on intake.destroyed_row to throughline_jobs;
