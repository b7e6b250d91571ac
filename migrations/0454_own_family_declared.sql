-- Conflicts of interest that somebody declares of themselves, or that whoever asks about a look finds out (issue 4, point 1: "own family, household, declared; proposed by
-- matching"). Refused from the next statement on, whatever else holds.
create function access.declare_conflict(children bigint[], sort text, who bigint) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not coalesce(access.actor() = 'recorder' and who = any (access.principals())
      or access.actor() = 'audit' and who <> all (access.principals()) and not children && access.refused(), false) then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  insert into access.conflict (user_id, child_id, why, starts_at) select who, c, sort, access.at() from unnest(children) c
    on conflict (user_id, child_id) do update set why = excluded.why, starts_at = least(conflict.starts_at, excluded.starts_at), ends_at = 'infinity';
end $$;
revoke all on function access.declare_conflict(bigint[], text, bigint) from public;
grant execute on function access.declare_conflict(bigint[], text, bigint) to throughline_pages;
alter table access.look_to_ask drop constraint look_to_ask_outcome_check,
  add constraint look_to_ask_outcome_check check (outcome in ('explained', 'passed-on') or outcome = 'own-family' and child_id is not null);
