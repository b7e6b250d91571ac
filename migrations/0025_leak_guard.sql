-- Whether this reader is among the few named to know where the child can be found. False for everybody else, protected or not: it tells nobody
-- that there is something to know.
create function access.guards_place(child bigint) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select 1 from access.shield s join access.shield_allowed a on a.shield_id = s.id
    where s.child_id = child and s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at
      and a.principal = any (access.principals())) $$;
