-- A family closes its own account: the e-mail address goes, and who the issuer says it is, so that nobody signs in to it again; whoever signs in by
-- the same address has a new one. That there was one stays, without a name, with what it told, since that may stand on a record.
create function access.close_family() returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  family bigint := access.family();
begin
  if family is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  update access.family_account set issuer = 'closed', subject = gen_random_uuid()::text, email = '', mark = null where family_id = family;
  update access.principal set active = false where id = family;
  delete from access.family_session where family_id = family;
end $$;
revoke all on function access.close_family() from public;
grant execute on function access.close_family() to throughline_pages;
