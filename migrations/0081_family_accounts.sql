-- Families sign in by an issuer of their own: accounts, sessions and a kind of principal that no staff table knows. An account opens no record:
-- its principal has no team, no role and no grant, and the signed context of a family's request names nobody whom a policy on a child reads.
alter table access.principal drop constraint principal_kind_check;
alter table access.principal add constraint principal_kind_check check (kind in ('user', 'team', 'actor', 'family'));

create table access.family_account (
  family_id bigint primary key references access.principal (id),
  issuer text not null,
  subject text not null,
  -- sealed by a key outside the database: with what was told it would say whose child is where
  email bytea not null,
  last_sign_in_at timestamptz not null,
  unique (issuer, subject)
);
create table access.family_session (
  token_hash bytea primary key,
  family_id bigint not null references access.family_account (family_id),
  csrf text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  id_token text,
  provider_session text
);
create index on access.family_session (family_id);
create index on access.family_session (provider_session) where provider_session is not null;
grant select on access.family_account to throughline_pages;
grant select, insert, delete, update (seen_at) on access.family_session to throughline_pages;

-- The account whose request it is; null for staff, actors and nobody.
create function access.family() returns bigint language sql stable security definer set search_path = pg_catalog as
$$ select case when c[2] = 'family' then c[3]::bigint end from (select access.context() as c) x $$;

-- The account that the families' issuer vouches for, made the first time; null for one that the council has shut. The pages login may make no
-- principal by itself: this makes families alone. All of them have one name, so that no list of principals tells who has an account.
create function access.admit_family(issuer text, subject text, email bytea, at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  family bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(issuer || ' ' || subject, 74));
  update access.family_account a set email = admit_family.email, last_sign_in_at = admit_family.at
    where a.issuer = admit_family.issuer and a.subject = admit_family.subject returning a.family_id into family;
  if family is null then
    insert into access.principal (kind, key, name) values ('family', gen_random_uuid()::text, 'A family, online') returning id into family;
    insert into access.family_account (family_id, issuer, subject, email, last_sign_in_at)
      values (family, admit_family.issuer, admit_family.subject, admit_family.email, admit_family.at);
  end if;
  return (select p.id from access.principal p where p.id = family and p.active);
end $$;
revoke all on function access.family(), access.admit_family(text, text, bytea, timestamptz) from public;
grant execute on function access.family() to throughline_pages, throughline_jobs;
grant execute on function access.admit_family(text, text, bytea, timestamptz) to throughline_pages;
