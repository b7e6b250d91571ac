-- Who of the clearing house decides by letter keys: off until somebody switches them on, and theirs wherever they sign in.
create table letter_keys (
  user_id bigint primary key references access.principal (id),
  switched_at timestamptz not null
);
alter table letter_keys enable row level security;
alter table letter_keys force row level security;
create policy actors on letter_keys for all to throughline_pages
  using ((select access.actor()) = 'clearing-house' and user_id = any ((select access.principals())::bigint[]))
  with check ((select access.actor()) = 'clearing-house' and user_id = any ((select access.principals())::bigint[]));
grant select, insert, delete on letter_keys to throughline_pages;
