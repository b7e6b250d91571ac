-- The register of adopters: adults who want to adopt, of no child's record, and no pointer to one. For the adoption team alone (a team whose category is adoption); the actor that
-- writes returns reads it for list 11 of Annex A.
create function access.keeps_adopters() returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.principal p where p.kind = 'team' and p.active and p.category = 'adoption' and p.id = any (access.principals())) $$;
revoke all on function access.keeps_adopters() from public;
grant execute on function access.keeps_adopters() to throughline_pages, throughline_jobs;

create table adopters (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  -- what they are called in a return, in place of a name
  reference text not null unique,
  names text not null,
  who text not null,
  fostering boolean not null,
  written_by bigint not null references access.principal (id),
  written_at timestamptz not null
);
create table adopters_step (
  id bigint generated always as identity primary key,
  adopters_id bigint not null references adopters (id),
  step text not null,
  on_day date not null,
  children int check (children between 1 and 12),
  words text not null,
  written_by bigint not null references access.principal (id),
  written_at timestamptz not null,
  taken_back_by bigint references access.principal (id),
  taken_back_at timestamptz
);
create index on adopters_step (adopters_id, id);
do $$ declare t text; begin
  foreach t in array array['adopters', 'adopters_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy adoption_team on %I for select to throughline_pages using ((select access.keeps_adopters()))', t);
    execute format('create policy kept on %I for all to throughline_pages using ((select access.actor()) = ''recorder'' and (select access.keeps_adopters()))
      with check ((select access.actor()) = ''recorder'' and (select access.keeps_adopters()))', t);
    execute format('create policy returns on %I for select to throughline_jobs using ((select access.actor()) = ''returns'')', t);
  end loop;
end $$;
grant select, insert on adopters, adopters_step to throughline_pages;
grant update (taken_back_by, taken_back_at) on adopters_step to throughline_pages;
grant select on adopters, adopters_step to throughline_jobs;
