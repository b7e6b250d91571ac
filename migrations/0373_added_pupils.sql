-- A return may come as a row of the school's own, where a pupil is on no roll of it yet (src/sources/added-pupils): then it has no author
-- of the record's, and the run that brought it says so. Its row is written once the run's people are tied to the right children.
alter table school_return add column run_id bigint references import_run (id);
create index on school_return (run_id) where run_id is not null;
create policy added on school_return for all to throughline_jobs
  using ((select access.actor()) = 'intake') with check ((select access.actor()) = 'intake');
grant select, insert on school_return to throughline_jobs;
