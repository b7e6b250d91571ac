-- How many files, and how many bytes of them, one person has sent today: what one may send in a day is limited (docs/security.md, files).
create table access.upload_day (
  user_id bigint primary key references access.principal (id),
  day date not null,
  files integer not null,
  bytes bigint not null
);
alter table access.upload_day enable row level security;
alter table access.upload_day force row level security;
create policy own on access.upload_day for all to throughline_pages
  using (user_id = (select access.reader())) with check (user_id = (select access.reader()));
grant select, insert, update on access.upload_day to throughline_pages;
