-- Who is named for a protected child alone reads what is for named people only on a brother's record while his home is kept for her sake (0323), and no longer: their
-- work with him goes back to what work gives (`grantForInvolvement`), unless another shield of his names them.
create function access.forget_named(kept bigint, moment timestamptz) returns void language sql security definer set search_path = pg_catalog as $$
  update access.grant_row g set named = false, max_sensitivity = least(g.max_sensitivity, 3)
  from access.shield s join access.shield_allowed a on a.shield_id = s.id
  where s.id = kept and g.child_id = s.child_id and g.principal = a.principal and g.named and g.extra_mask = 0 and g.ends_at > moment
    and not exists (select from access.shield o join access.shield_allowed b on b.shield_id = o.id
      where o.child_id = s.child_id and o.id <> s.id and b.principal = a.principal and moment < o.ends_at) $$;
create function access.end_kept() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform access.forget_named(new.id, new.ends_at);
  return null;
end $$;
create trigger end_kept after update of ends_at on access.shield for each row
  when (new.ends_at < old.ends_at and new.covers is not null) execute function access.end_kept();
revoke all on function access.forget_named(bigint, timestamptz), access.end_kept() from public;
