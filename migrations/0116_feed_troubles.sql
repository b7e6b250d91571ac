-- What does not come or go, told to whoever keeps the sources: schools that could not be asked at the last try, services that a change did not
-- reach. A service that answers "refused" has been reached; so has one that asks for a person of its own.
alter table told_delivery add column unreached boolean not null default false;
grant update (unreached) on told_delivery to throughline_pages, throughline_jobs;
create index on told_delivery (service) where unreached;

-- For the clearing house's Today: two numbers, of schools and of services, of no child.
create function access.feed_troubles() returns table (pulls integer, services integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if (access.masks())[4] = 0 then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select (select count(*)::integer from public.feed_pull p where p.token <> '' and p.problem is not null),
    (select count(distinct d.service)::integer from public.told_delivery d where d.unreached);
end $$;
revoke all on function access.feed_troubles() from public;
grant execute on function access.feed_troubles() to throughline_pages;
do $$ begin
  execute format('create policy definer on feed_pull for select to %I using (true)', current_user);
  execute format('create policy definer on told_delivery for select to %I using (true)', current_user);
end $$;
