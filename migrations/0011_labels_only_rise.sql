-- A label may be raised, never lowered, by whoever writes for a person (reference/security.md 3.1): what was written on the wrong
-- child's record is from then on for named people only there, in every version and as known on any day.
create function access.only_rises() returns trigger language plpgsql as $$
begin
  if new.sensitivity < old.sensitivity then raise exception 'A label is only raised' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger only_rises before update of sensitivity on entry for each row execute function access.only_rises();
grant update (sensitivity) on entry to throughline_pages;
