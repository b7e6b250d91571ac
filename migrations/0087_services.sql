-- Services that a family can be sent on to, as the council keeps the list: what each does, for whom and how it is reached, from a day to a day.
-- A change ends the row that stood on the known clock and writes another: what was on the list on an earlier day can still be read.
create table family_service (
  id bigint generated always as identity primary key,
  -- the service through all its rows
  service uuid not null default gen_random_uuid(),
  name text not null check (length(btrim(name)) > 0),
  does text not null,
  for_whom text not null,
  how text not null,
  phone text not null default '',
  from_on date not null,
  to_on date not null default 'infinity' check (to_on >= from_on),
  told_by bigint not null references access.principal (id),
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity'
);
create unique index on family_service (service) where known_to = 'infinity';
create index on family_service (known_to, name);
alter table family_service enable row level security;
alter table family_service force row level security;
-- it says nothing of anybody: whoever is signed in may read it
create policy listed on family_service for select to throughline_pages using (true);
create policy kept on family_service for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
grant select, insert, update (known_to) on family_service to throughline_pages;
