-- At an adoption order the record of before is shut to all but those who were named for the adoption (domain.md 7.7): the shield that sealed
-- records have, with the holders that it needs. Nothing of the new identity is known to it.
create function access.seal_adopted(child bigint, holders bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare made bigint;
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if (select count(distinct h) from unnest(holders) h) < 2 then raise check_violation using message = 'A sealed record has two holders at least.'; end if;
  if exists (select from access.shield s where s.child_id = child and s.kind = 'sealed' and s.ends_at = 'infinity') then return; end if;
  insert into access.shield (child_id, kind, reason, starts_at, review_on)
    values (child, 'sealed', 'adoption', access.at(), (access.at() + interval '6 months')::date) returning id into made;
  insert into access.shield_allowed (shield_id, principal) select distinct made, h from unnest(holders) h;
end $$;
revoke all on function access.seal_adopted(bigint, bigint[]) from public;
grant execute on function access.seal_adopted(bigint, bigint[]) to throughline_pages;
