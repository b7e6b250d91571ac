-- Whoever protects a child asks the vault to take in at once, in the transaction that protects (docs/security.md): the job is there when it commits, and never if
-- it does not. Whatever makes the protection: an arrangement, an adoption, a join.
create function access.hold_at_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform job.add('hold-places-now', '{}', 'hold-places-now', null, null, null, null);
  return null;
end $$;
create trigger hold_at_once after insert or update of kind, starts_at, ends_at on access.shield for each row
  when (new.kind in ('protected', 'sealed')) execute function access.hold_at_once();
