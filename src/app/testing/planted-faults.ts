/** One fault for each rule that the catalogue of the database must keep. */
export const planted = `
  create table access.planted (id bigserial primary key, child_id bigint, sensitivity smallint, word text, at tsvector);
  alter table access.planted enable row level security;
  grant select on access.shield to throughline_pages;
  create view planted_view as select * from entry;
  alter policy definer on review_case using (id = 0);
  create policy anybody on family for select using (true);
  alter policy write on access.access_event with check (true);
  create policy planted on mark_change for select to throughline_jobs using ((select access.actor()) = 'import-desk');
  create policy per_row on family for select to throughline_pages using (id = access.reader());
  create policy absence on family for select to throughline_pages using (not exists (select 1 from entry e where e.child_id = family.id));
  create policy unqualified on family for select to throughline_pages using (exists (select from access.roll where child_id = child_id));
  create index on entry using gin (to_tsvector('simple', kind));
  grant create on schema access to throughline_jobs;
  grant update (sensitivity) on access.planted to throughline_pages;
  create policy planted on family for all to throughline_linker using (true) with check (true);
  grant delete on person to throughline_linker;
  create policy planted on link for select to throughline_jobs using ((select access.actor()) = 'linker');
  do $$ begin execute format('grant throughline_linker to %I', current_database() || '_as_pages'); end $$;
  grant usage on sequence entry_id_seq to throughline_pages;
  create function access.planted() returns void language plpgsql security definer as $$ begin perform pg_notify('all', 'a name'); end $$;`
