-- Who writes down what somebody did is that person, by the signed context: an event names whoever the context is of, or whom it works for, or nobody.
create function access.signed_for() returns bigint[] language plpgsql stable security definer set search_path = pg_catalog as $$
declare c constant text[] := access.context();
begin
  return coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}') || case when c[2] in ('user', 'family') then array[c[3]::bigint] else '{}' end;
end $$;
revoke all on function access.signed_for() from public;
grant execute on function access.signed_for() to throughline_pages, throughline_jobs;
alter policy write on access.access_event with check (user_id is null or user_id = any ((select access.signed_for())::bigint[]));

-- Two exact looks of one person at one moment: the row of whoever looks is what the second waits for, and cannot pass (src/children/find/exact-find.actions.ts).
create table access.exact_look (
  user_id bigint primary key references access.principal (id),
  at timestamptz not null
);
alter table access.exact_look enable row level security;
alter table access.exact_look force row level security;
create policy own on access.exact_look for all to throughline_pages
  using ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]))
  with check ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
grant select, insert, update on access.exact_look to throughline_pages;

-- What the provider said of who signed in is kept sealed from now on (src/access/kept-identity.ts); what stood here in the open goes. Whoever is signed in stays
-- so, and is asked once more where a stronger sign-in is.
update access.session set id_token = null;
update access.family_session set id_token = null;

-- The linker works under a role of its own, with a policy of its own on each table; the two logins' policies name it no more, nor the indexer, which nothing is.
do $$ declare
  p record;
  gone constant text := $q$'(linker|indexer)'::text, |, '(linker|indexer)'::text$q$;
begin
  for p in select c.oid::regclass as of_table, o.polname, pg_get_expr(o.polqual, c.oid) as qual, pg_get_expr(o.polwithcheck, c.oid) as checks
    from pg_policy o join pg_class c on c.oid = o.polrelid
    where 'throughline_linker'::regrole <> all (o.polroles)
      and concat(pg_get_expr(o.polqual, c.oid), pg_get_expr(o.polwithcheck, c.oid)) ~ $q$ARRAY\[[^\]]*'(linker|indexer)'::text$q$
  loop
    execute format('alter policy %I on %s', p.polname, p.of_table)
      || coalesce(' using (' || regexp_replace(p.qual, gone, '', 'g') || ')', '')
      || coalesce(' with check (' || regexp_replace(p.checks, gone, '', 'g') || ')', '');
  end loop;
end $$;
