-- What a family tells by its own account. It waits as what advisers tell does, and changes nothing before a person has checked the claim of
-- who told it. The family reads its own words and one of four states, from a table of its own: never what was told of as the council keeps it.
alter table told_change add column claim text check (claim in ('unchecked', 'checked')),
  add column claim_how text,
  add check (claim is distinct from 'unchecked' or state <> 'applied'),
  add check (coalesce(claim = 'checked', false) = (claim_how is not null));
grant update (claim, claim_how) on told_change to throughline_pages;

create table family_told (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  family_id bigint not null references access.family_account (family_id),
  change_id bigint not null unique references told_change (id),
  -- what the family may quote: it leads nowhere by itself
  receipt text not null unique,
  told_at timestamptz not null,
  -- what was typed, sealed by a key outside the database
  words bytea not null,
  state text not null default 'received' check (state in ('received', 'checking', 'talk', 'done')),
  ask text check (ask in ('call', 'proof', 'detail')),
  check ((state = 'talk') = (ask is not null))
);
create index on family_told (family_id, told_at);
create index on family_told (told_at);

-- What was typed and not sent: the account's alone, sealed, for thirty days.
create table family_draft (
  family_id bigint not null references access.family_account (family_id),
  form text not null,
  words bytea not null,
  saved_at timestamptz not null,
  primary key (family_id, form)
);
create index on family_draft (saved_at);

alter table family_told enable row level security;
alter table family_told force row level security;
alter table family_draft enable row level security;
alter table family_draft force row level security;
create policy actors on family_told for all to throughline_pages
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
create policy own on family_told for select to throughline_pages using (family_id = (select access.family()));
create policy own on family_draft for all to throughline_pages
  using (family_id = (select access.family())) with check (family_id = (select access.family()));
-- whoever sends next clears away what everybody left lying
create policy old on family_draft for all to throughline_pages
  using ((select access.actor()) = 'recorder' and saved_at < (select access.at()) - interval '30 days') with check (false);
grant select, insert, update (state, ask) on family_told to throughline_pages;
grant select, insert, update, delete on family_draft to throughline_pages;
