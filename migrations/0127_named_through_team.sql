-- Who is named for a part of a record that few may know of, through the work of a team, knows it as long as they are in that team (docs/access.md): the reason
-- is their own, and went on when they left.
create function access.end_named_parts() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update access.grant_row g set ends_at = m.ends_at from gone m join access.grant_row t on t.principal = m.team_id
    where t.involvement_id = g.involvement_id and t.reason <> 'named-part' and g.reason = 'named-part' and g.principal = m.user_id and g.ends_at > m.ends_at
      and not exists (select from access.membership o where o.user_id = m.user_id and o.team_id = m.team_id and o.ends_at > m.ends_at);
  return null;
end $$;
create trigger end_named after update on access.membership referencing new table as gone for each statement execute function access.end_named_parts();
