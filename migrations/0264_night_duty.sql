-- Who of the out-of-hours team is told at night that something came to the front door: not who may not have this child (own family, a shield that does not name them), since a
-- message after which there is nothing to see would tell that something is hidden. Ids alone, for the actor that keeps what was told.
create function access.night_duty(child bigint) returns setof bigint language sql stable security definer set search_path = pg_catalog as $$
  select p.id from access.principal p
  where (select access.actor()) = 'recorder' and p.kind = 'user' and p.active
    and exists (select from access.role_held h where h.user_id = p.id and h.role = 'out-of-hours' and h.starts_at <= access.at() and h.ends_at > access.at())
    and not exists (select from access.conflict f where f.child_id = child and f.user_id = p.id and access.at() >= f.starts_at and access.at() < f.ends_at)
    and not exists (select from access.shield s where s.child_id = child and s.kind <> 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at
      and not exists (select from access.shield_allowed a where a.shield_id = s.id and a.principal = p.id))
  order by p.id $$;
revoke all on function access.night_duty(bigint) from public;
grant execute on function access.night_duty(bigint) to throughline_pages, throughline_jobs;
