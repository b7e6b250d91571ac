-- What the vault let in comes out again once nothing keeps it (docs/security.md): a text that was found to tell a place has its label again.
alter table entry add column sensitivity_before smallint check (sensitivity_before between 1 and 4);
grant update (sensitivity_before) on entry to throughline_jobs;
-- It alone goes back, and to that: where anybody has raised the label meanwhile, it stays risen.
create or replace function access.only_rises() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.sensitivity < old.sensitivity and not (access.actor() is not distinct from 'vault' and old.held and not new.held and new.sensitivity = old.sensitivity_before) then
    raise exception 'A label is only raised' using errcode = 'insufficient_privilege';
  end if;
  if access.actor() is distinct from 'vault' then new.sensitivity_before := null; end if;
  return new;
end $$;
