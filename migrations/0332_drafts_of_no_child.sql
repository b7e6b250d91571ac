-- As draft (0047), of forms that are of no child's record, or of none yet: supervision of a worker, adopters, a call at the front door. Theirs alone who
-- typed it, for thirty days.
create table desk_draft (
  user_id bigint not null references access.principal (id),
  form text not null,
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (user_id, form)
);
create index on desk_draft (saved_at);
alter table desk_draft enable row level security;
alter table desk_draft force row level security;
create policy own on desk_draft for all to throughline_pages
  using (user_id = (select access.reader()) or ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[])))
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
-- whoever writes next clears away what everybody left lying
create policy old on desk_draft for all to throughline_pages
  using ((select access.actor()) = 'recorder' and saved_at < (select access.at()) - interval '30 days') with check (false);
grant select, insert, update, delete on desk_draft to throughline_pages;
-- and, as in 0060, sealed anew under a new key
create policy vault on desk_draft for all to throughline_jobs
  using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault');
grant select, update (fields) on desk_draft to throughline_jobs;
