-- What the lint of the catalogue asks (security.md 3.7; src/app/catalogue.contract.test.ts).

-- Who is whose relation is as sensitive as the child: readers learn their own, and approvals look for one's own before they list.
alter table access.conflict enable row level security;
alter table access.conflict force row level security;
create policy own on access.conflict for select to throughline_pages
  using (user_id = (select access.reader()) or (select access.actor()) = 'approvals');
create policy declared on access.conflict for all to throughline_jobs
  using ((select access.actor()) = 'arrangements') with check ((select access.actor()) = 'arrangements');
do $$ begin
  execute format('create policy definer on access.conflict for all to %I using (true) with check (true)', current_user);
end $$;

-- A label is given when its row is written. What moves a row to another child need not be able to lower it.
do $$
declare
  t text;
  columns text;
begin
  foreach t in array array['attendance_year', 'household_member', 'involvement', 'search_key'] loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
      where attrelid = t::regclass and attnum > 0 and not attisdropped and attname not in ('sensitivity', 'category_bit', 'category', 'summary');
    execute format('revoke update on %I from throughline_pages, throughline_jobs', t);
    execute format('grant update (%s) on %I to throughline_pages, throughline_jobs', columns, t);
  end loop;
end $$;

-- A function that runs with its owner's rights is for the product's two logins, not for whoever may reach the database.
do $$
declare
  f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p
    where p.prosecdef and p.pronamespace in ('access'::regnamespace, 'job'::regnamespace) and has_function_privilege('public', p.oid, 'execute')
  loop
    execute format('grant execute on function %s to throughline_pages, throughline_jobs', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
