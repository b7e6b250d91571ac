-- What a run's report says of the last place at a school is taken away once the child who has it is protected, as what explanations say of it.
create policy vault on admission_run for select to throughline_jobs using ((select access.actor()) = 'vault');
create policy vault_forgets on admission_run for update to throughline_jobs
  using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault');
