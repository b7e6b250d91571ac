-- The pages' login admits a family as the actor that signs people in. On its own word it could write another address and another mark on somebody's account,
-- who then came in to it no more.
create or replace function access.admit_family(issuer text, subject text, email bytea, mark bytea, at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  family bigint;
begin
  if coalesce(access.actor(), '') <> 'messenger' then raise insufficient_privilege using message = 'Not allowed.'; end if;
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
