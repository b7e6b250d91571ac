-- What people wrote on the record of a protected child before it was protected, or whatever nobody kept them from, is looked through by the vault: a text that
-- gives the place away is `-infinity` in `looked_at` until one of the named people has looked at it (docs/security.md).
grant update (looked_at) on entry to throughline_pages;

-- The children whose protected place the reader is named to know. Empty for everybody else.
create function access.named_places() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct coalesce(p.redirect_to, p.id)), '{}') from access.shield s join public.person p on p.id = s.child_id
  where s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at
    and exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = any ((select access.principals())::bigint[])) $$;
revoke all on function access.named_places() from public;
grant execute on function access.named_places() to throughline_pages;
