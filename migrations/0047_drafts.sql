-- What somebody has typed and not yet saved: theirs alone, on the one child it is about, for thirty days. A draft is on no record: nobody
-- else reads it, nothing counts it, and it goes when it is saved.
create table draft (
  user_id bigint not null references access.principal (id),
  child_id bigint not null references person (id),
  form text not null,
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (user_id, child_id, form)
);
create index on draft (child_id);
create index on draft (saved_at);
alter table draft enable row level security;
alter table draft force row level security;
create policy own on draft for all to throughline_pages
  using (user_id = (select access.reader()) or ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[])))
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
-- whoever writes next clears away what everybody left lying
create policy old on draft for all to throughline_pages
  using ((select access.actor()) = 'recorder' and saved_at < (select access.at()) - interval '30 days') with check (false);
grant select, insert, update, delete on draft to throughline_pages;
