-- A rejected row that its school has put right: in a form here, as an import of its own, or in another way ("sent"). Who and when stay.
create table mended_row (
  problem_id bigint primary key references import_problem (id),
  laestab text not null,
  how text not null check (how in ('here', 'sent')),
  -- of import_run: no key, for it is made after the transaction began that writes this down
  run_id bigint,
  by_user bigint not null references access.principal (id),
  at timestamptz not null
);
create index on mended_row (laestab, at);
alter table mended_row enable row level security;
alter table mended_row force row level security;
create policy actors on mended_row for all to throughline_pages, throughline_jobs
  using ((select access.actor()) = 'import-desk') with check ((select access.actor()) = 'import-desk');
grant select, insert on mended_row to throughline_pages;
grant update (run_id) on mended_row to throughline_pages;
-- A school's own files, and what was rejected of each.
alter table import_file add column school text generated always as (recognised->>'school') stored;
create index on import_file (school, id) where school is not null;
create index on import_problem (file_id) where outcome = 'rejected';
