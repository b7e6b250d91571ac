-- To the recorder, in the name of who acts: is the child's record kept by such shields alone as do not hold for them, since they only wait for an answer about what their
-- own school told? A change that the school tells of its own pupil is then put on the record as of any other; no service outside hears of it (`access.shielded_since`).
create function access.waits_alone(child bigint) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'recorder' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(bool_and(access.waits_for_others(s)), false) from access.shield s
    where s.child_id = child and access.at() >= s.starts_at and access.at() < s.ends_at);
end $$;
revoke all on function access.waits_alone(bigint) from public;
grant execute on function access.waits_alone(bigint) to throughline_pages;
