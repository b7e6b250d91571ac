-- Papers that families send with an application for school places (docs/admissions.md): what shows where they live, or what they claim. Sealed in parts by
-- a key outside the database; officers open them beside the application, and they are deleted by age.
create table family_paper (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  sent_id bigint not null references family_application (id),
  name text not null,
  -- what its bytes are, whatever it is called
  media_type text not null,
  bytes integer not null check (bytes > 0),
  sha256 bytea not null,
  added_at timestamptz not null
);
create index on family_paper (sent_id);
create table family_paper_part (
  paper_id bigint not null references family_paper (id),
  part integer not null,
  bytes bytea not null,
  primary key (paper_id, part)
);
do $$ declare t text;
begin
  foreach t in array array['family_paper', 'family_paper_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to throughline_pages', t);
    execute format('grant select, delete on %I to throughline_jobs', t);
    execute format($p$create policy keeper on %I for all to throughline_jobs
      using ((select access.actor()) = 'keeper') with check (false)$p$, t);
    execute format($p$create policy recorder on %I for all to throughline_pages
      using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder')$p$, t);
  end loop;
end $$;
grant update (sent_id) on family_paper to throughline_pages;
-- an account reads which papers it sent; those who run admissions, of whom they may see
create policy own on family_paper for select to throughline_pages
  using (exists (select from family_application f where f.id = sent_id and f.family_id = (select access.family())));
create policy desk on family_paper for select to throughline_pages
  using ((select access.actor()) = 'admissions' and exists (select from family_application f where f.id = sent_id));
create policy desk on family_paper_part for select to throughline_pages
  using ((select access.actor()) = 'admissions' and exists (select from family_paper p where p.id = paper_id));
-- a change of key seals them anew
do $$ begin
  execute format($p$create policy sealing_anew on family_paper_part for all to %I
    using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault')$p$, current_user);
  execute format($p$create policy sealing_anew on family_paper for all to %I
    using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault')$p$, current_user);
end $$;
