-- `throughline vault rotate` wraps drafts of notes anew as well: it reads and writes how they are sealed, and opens none.
create policy vault on draft for all to throughline_jobs
  using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault');
grant select, update (fields) on draft to throughline_jobs;
