-- How complete and how old what a source tells was, month by month: counts of a draw of children, none of whom is named or shielded.
create table source_measure (
  source_id text not null references source (id),
  -- its first day
  month date not null check (extract(day from month) = 1),
  measured_at timestamptz not null,
  children integer not null,
  birth integer not null,
  sex integer not null,
  number integer not null,
  address integer not null,
  addresses integer not null,
  old_addresses integer not null,
  primary key (source_id, month)
);
alter table source_measure enable row level security;
alter table source_measure force row level security;
create policy actors on source_measure for all to throughline_pages, throughline_jobs
  using ((select access.actor()) = 'clearing-house') with check ((select access.actor()) = 'clearing-house');
grant select on source_measure to throughline_pages;
grant select, insert, update on source_measure to throughline_jobs;
-- who is drawn for it is cut as it is for the page
grant execute on function access.shielded_children() to throughline_jobs;
