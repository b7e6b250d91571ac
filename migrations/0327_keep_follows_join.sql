-- As in 0312, and the address of a record that was joined to another leads to that other, as it does for a reader.
create or replace function access.keep_record(named text, until date, why text, me bigint, out ending uuid, out child bigint)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  ids bigint[];
begin
  if access.actor() is distinct from 'keeper' or me is null or me <> all (access.principals()) then raise insufficient_privilege using message = 'Not allowed.'; end if;
  if named !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{8}$' then return; end if;
  ids := array(with recursive named_so as (
      select p.id, p.redirect_to from public.person p
        where p.uuid >= rpad(named, 36, '00000000-0000-0000-0000-000000000000')::uuid
          and p.uuid <= (named || substr('ffffffff-ffff-ffff-ffff-ffffffffffff', length(named) + 1))::uuid
      union select p.id, p.redirect_to from public.person p join named_so n on p.id = n.redirect_to)
    select p.id from named_so n join public.person p on p.id = n.id
      where n.redirect_to is null and p.has_record and p.id <> all (access.refused()) limit 2);
  if cardinality(ids) <> 1 then return; end if;
  update access.record_ending e set kept_until = until, kept_why = why, kept_by = me, kept_at = access.at(),
      asked_by = null, asked_at = null, agreed_by = null, agreed_at = null
    where e.child_id = ids[1] and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null
      and (coalesce(e.kept_until, '-infinity') <= until or e.kept_by = me)
    returning e.uuid into ending;
  if ending is null and not exists (select from access.record_ending e where e.child_id = ids[1] and e.kept_as is null and e.destroyed_at is null and e.withdrawn_at is null) then
    insert into access.record_ending (child_id, reference, kept_until, kept_why, kept_by, kept_at)
      select p.id, left(p.uuid::text, 8), until, why, me, access.at() from public.person p where p.id = ids[1] returning uuid into ending;
  end if;
  child := ids[1];
end $$;
