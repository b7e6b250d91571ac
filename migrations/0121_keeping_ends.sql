-- What is kept for so long and no longer goes by itself, every night: the actor `keeper`, who sees of each table what may end and no other row. Nobody else
-- takes a row of these away.
create policy keeper on front_door_contact for all to throughline_jobs using ((select access.actor()) = 'keeper' and state = 'closed') with check (false);
create policy keeper on front_door_step for all to throughline_jobs using ((select access.actor()) = 'keeper'
  and exists (select from front_door_contact c where c.id = contact_id)) with check (false);
create policy keeper on told_change for all to throughline_jobs using ((select access.actor()) = 'keeper' and state <> 'held') with check (false);
create policy keeper on told_delivery for all to throughline_jobs using ((select access.actor()) = 'keeper'
  and exists (select from told_change c where c.id = change_id)) with check (false);
create policy keeper on family_told for all to throughline_jobs using ((select access.actor()) = 'keeper'
  and exists (select from told_change c where c.id = change_id)) with check (false);
create policy keeper on family_application for all to throughline_jobs using ((select access.actor()) = 'keeper') with check (false);
create policy keeper on admission_round for select to throughline_jobs using ((select access.actor()) = 'keeper');
create policy keeper on family_draft for all to throughline_jobs using ((select access.actor()) = 'keeper'
  and saved_at < (select access.at()) - interval '30 days') with check (false);
grant select on family_told, family_draft to throughline_jobs;
grant delete on front_door_contact, front_door_step, told_change, told_delivery, family_told, family_application, family_draft to throughline_jobs;

-- Accounts of families who have not signed in since then, and of whom nothing is kept: the address, and who the issuer says they are. That there was one
-- stays, without a name, since what they told may stand on a record. Gives how many.
create function access.forget_families(since timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone bigint[];
begin
  if access.actor() is distinct from 'keeper' or since > access.at() - interval '1 year' then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  gone := array(select a.family_id from access.family_account a where a.last_sign_in_at < since
    and not exists (select from public.family_told t where t.family_id = a.family_id)
    and not exists (select from public.family_application f where f.family_id = a.family_id)
    and not exists (select from public.family_draft d where d.family_id = a.family_id) for update skip locked);
  delete from access.family_session s where s.family_id = any(gone);
  delete from access.family_account a where a.family_id = any(gone);
  return cardinality(gone);
end $$;
revoke all on function access.forget_families(timestamptz) from public;
grant execute on function access.forget_families(timestamptz) to throughline_jobs;
