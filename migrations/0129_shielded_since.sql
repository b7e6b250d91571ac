-- To the messenger: which of these deliveries are about a child who is shielded now. A change may wait for its service for days, and the shield come meanwhile.
create function access.shielded_since(deliveries bigint[]) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'messenger' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select d.id from public.told_delivery d join public.told_change c on c.id = d.change_id join public.person p on p.id = c.child_id
    where d.id = any (deliveries) and exists (select from access.shield s where s.child_id in (p.id, coalesce(p.redirect_to, p.id))
      and access.at() >= s.starts_at and access.at() < s.ends_at);
end $$;
revoke all on function access.shielded_since(bigint[]) from public;
grant execute on function access.shielded_since(bigint[]) to throughline_jobs;
