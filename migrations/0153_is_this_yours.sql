-- What somebody said when a file named them, by their name alone, as the worker of a child whom they see: they are asked once of each such row.
create table access.involvement_answer (
  involvement_id bigint not null references involvement (id) on delete cascade,
  user_id bigint not null references access.principal (id),
  yours boolean not null,
  at timestamptz not null,
  primary key (involvement_id, user_id)
);
alter table access.involvement_answer enable row level security;
alter table access.involvement_answer force row level security;
create policy own on access.involvement_answer for select to throughline_pages using (user_id = any ((select access.principals())::bigint[]));
create policy said on access.involvement_answer for insert to throughline_pages
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
grant select, insert on access.involvement_answer to throughline_pages;
