-- Whoever holds a shielded child is told when a record comes that may be hers. Where it was there before she was shielded the question stood already, so nobody was
-- told, and that record, which stays open, may say where she went: who is named for her now is told of it as they are named.
create function access.tell_of_standing_record() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into access.notice (principal, kind, child_id, user_id, at)
  select new.principal, 'record-came', s.child_id, new.principal, access.at() from access.shield s
  where s.id = new.shield_id and s.covers is null and access.at() < s.ends_at and coalesce(s.holder, new.principal) = new.principal
    and exists (select from public.review_case c where c.state in ('open', 'asked') and c.a_person <> c.b_person and s.child_id in (c.a_person, c.b_person))
    and not exists (select from access.notice n where n.principal = new.principal and n.kind = 'record-came' and n.child_id = s.child_id
      and n.at > access.at() - interval '1 day');
  return null;
end $$;
create trigger tell_of_standing_record after insert on access.shield_allowed for each row execute function access.tell_of_standing_record();
revoke all on function access.tell_of_standing_record() from public;
