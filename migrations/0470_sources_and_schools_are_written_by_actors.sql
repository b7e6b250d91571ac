-- Everybody reads which systems send and which schools there are. Who may write them is an actor: a statement of another's in a person's own
-- transaction brings no withdrawn agreement back, and gives no school the number of another.
alter table source enable row level security;
alter table source force row level security;
alter table access.establishment enable row level security;
alter table access.establishment force row level security;

create policy everybody on source for select to throughline_pages, throughline_jobs using (true);
create policy linker on source to throughline_linker using ((select access.actor()) = 'linker') with check ((select access.actor()) = 'linker');
create policy actors_insert on source for insert to throughline_pages, throughline_jobs
  with check ((select access.actor()) = any ('{intake,import-desk,recorder,clearing-house,arrangements,admissions,approvals}'::text[]));
create policy actors_update on source for update to throughline_pages, throughline_jobs
  using ((select access.actor()) = any ('{intake,import-desk}'::text[]))
  with check ((select access.actor()) = any ('{intake,import-desk}'::text[]));

create policy everybody on access.establishment for select to throughline_pages, throughline_jobs using (true);
create policy linker on access.establishment to throughline_linker using ((select access.actor()) = 'linker') with check ((select access.actor()) = 'linker');
create policy actors_insert on access.establishment for insert to throughline_pages, throughline_jobs
  with check ((select access.actor()) = any ('{arrangements,intake,import-desk,recorder,clearing-house,admissions}'::text[]));
create policy actors_update on access.establishment for update to throughline_pages, throughline_jobs
  using ((select access.actor()) = any ('{arrangements,intake,import-desk,recorder,clearing-house}'::text[]))
  with check ((select access.actor()) = any ('{arrangements,intake,import-desk,recorder,clearing-house}'::text[]));
