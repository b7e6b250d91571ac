-- Which pages of a form somebody has saved: a draft of one that the server takes in after its save is not kept, and not shown. No child and no word stands
-- here: a page is a random number that it gave itself. Theirs alone, for thirty days, as drafts are (0047).
create table saved_page (
  user_id bigint not null references access.principal (id),
  page uuid not null,
  saved_at timestamptz not null,
  primary key (user_id, page)
);
create index on saved_page (saved_at);
alter table saved_page enable row level security;
alter table saved_page force row level security;
create policy own on saved_page for all to throughline_pages
  using (user_id = (select access.reader()) or ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[])))
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
create policy old on saved_page for all to throughline_pages
  using ((select access.actor()) = 'recorder' and saved_at < (select access.at()) - interval '30 days') with check (false);
grant select, insert, delete on saved_page to throughline_pages;
