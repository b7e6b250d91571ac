-- E-mail out: what is to be said to whom, never the words or the address. The address is read as the mail is sent, from the account or from the
-- sign-in that asks for a code; both are sealed by a key outside the database.

-- Somebody who signs in by a code. There is one, whether or not an account has that address: nobody learns which. The code itself is kept
-- nowhere: it is made anew from this row's address and a key outside the database.
create table access.family_sign_in (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  email bytea not null,
  -- the address under a key outside the database: how often one address is asked for is counted by it
  mark bytea not null,
  begun_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index on access.family_sign_in (mark, begun_at);
create index on access.family_sign_in (begun_at);

-- An account by e-mail is found by the same mark, under an issuer that no provider can have.
alter table access.family_account add column mark bytea;
create unique index on access.family_account (mark) where issuer = 'urn:throughline:e-mail';
drop function access.admit_family(text, text, bytea, timestamptz);
-- As in 0081, with the mark of an account by e-mail.
create function access.admit_family(issuer text, subject text, email bytea, mark bytea, at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  family bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(issuer || ' ' || subject, 74));
  update access.family_account a set email = admit_family.email, mark = admit_family.mark, last_sign_in_at = admit_family.at
    where a.issuer = admit_family.issuer and a.subject = admit_family.subject returning a.family_id into family;
  if family is null then
    insert into access.principal (kind, key, name) values ('family', gen_random_uuid()::text, 'A family, online') returning id into family;
    insert into access.family_account (family_id, issuer, subject, email, mark, last_sign_in_at)
      values (family, admit_family.issuer, admit_family.subject, admit_family.email, admit_family.mark, admit_family.at);
  end if;
  return (select p.id from access.principal p where p.id = family and p.active);
end $$;
revoke all on function access.admit_family(text, text, bytea, bytea, timestamptz) from public;
grant execute on function access.admit_family(text, text, bytea, bytea, timestamptz) to throughline_pages;

create table access.mail (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  sort text not null check (sort in ('code')),
  sign_in_id bigint references access.family_sign_in (id) on delete cascade,
  made_at timestamptz not null,
  -- 'unsure': the line broke after all was said; 'late': what it was for is over
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'unsure', 'given-up', 'late')),
  tries integer not null default 0,
  -- the mail server's own number
  reply integer,
  at timestamptz not null,
  unique (sign_in_id)
);
create index on access.mail (made_at);

alter table access.family_sign_in enable row level security;
alter table access.family_sign_in force row level security;
alter table access.mail enable row level security;
alter table access.mail force row level security;
create policy actors on access.family_sign_in for all to throughline_pages, throughline_jobs
  using ((select access.actor()) = 'messenger') with check ((select access.actor()) = 'messenger');
create policy actors on access.mail for all to throughline_pages, throughline_jobs
  using ((select access.actor()) = 'messenger') with check ((select access.actor()) = 'messenger');
grant select, insert, delete, update (tries, used_at) on access.family_sign_in to throughline_pages;
grant select on access.family_sign_in, access.family_account, access.principal to throughline_jobs;
grant select, insert on access.mail to throughline_pages, throughline_jobs;
grant update (state, tries, reply, at) on access.mail to throughline_jobs;
