-- What another council told of where a child lives who is protected here goes into the vault, as what its application says does (0260).
alter table admission_council_fact add column held boolean not null generated always as (coalesce(who ? '$held', false)) stored;
create policy vault on admission_council_fact for all to throughline_jobs
  using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault');
grant select, update (who) on admission_council_fact to throughline_jobs;
