-- Schools whose data comes by itself: the key under which a school pushes its bundle, each bundle that came, and the schools that are asked.
-- A key's secret is made from its id and a key outside the database; a token is sealed by one.
create table feed_key (
  uuid uuid primary key default gen_random_uuid(),
  laestab text not null check (laestab ~ '^\d{7}$'),
  made_at timestamptz not null,
  made_by bigint references access.principal (id),
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by bigint references access.principal (id)
);
create index on feed_key (laestab);
create table feed_push (
  laestab text not null,
  bundle text not null,
  sha256 bytea not null,
  run_id bigint not null references import_run (id),
  -- the answer, as it was sent: line, column, what was wanted; no value of the file
  receipt text not null,
  at timestamptz not null,
  primary key (laestab, bundle)
);
create table feed_pull (
  laestab text primary key check (laestab ~ '^\d{7}$'),
  supplier_school text not null,
  token bytea not null,
  added_at timestamptz not null,
  added_by bigint references access.principal (id),
  -- how far it has come: what is asked for next
  cursor jsonb not null default '{}',
  tried_at timestamptz,
  came_at timestamptz,
  problem text
);
do $$ declare t text;
begin
  foreach t in array array['feed_key', 'feed_push', 'feed_pull'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy actors on %I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) in ('intake', 'import-desk')) with check ((select access.actor()) in ('intake', 'import-desk'))$p$, t);
  end loop;
end $$;
grant select, insert on feed_key, feed_push, feed_pull to throughline_pages, throughline_jobs;
grant update (used_at, revoked_at, revoked_by) on feed_key to throughline_pages, throughline_jobs;
grant update (supplier_school, token, added_at, added_by, cursor, tried_at, came_at, problem) on feed_pull to throughline_pages, throughline_jobs;
grant delete on feed_pull to throughline_pages;
