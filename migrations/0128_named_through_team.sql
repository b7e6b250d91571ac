-- As in 0127, and asked of those memberships alone that end: a file of people writes all of them anew.
create or replace function access.end_named_parts() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update access.grant_row g set ends_at = m.ends_at from gone m join access.grant_row t on t.principal = m.team_id
    where m.ends_at < 'infinity' and t.involvement_id = g.involvement_id and t.reason <> 'named-part' and g.reason = 'named-part' and g.principal = m.user_id
      and g.ends_at > m.ends_at
      and not exists (select from access.membership o where o.user_id = m.user_id and o.team_id = m.team_id and o.ends_at > m.ends_at);
  return null;
end $$;
