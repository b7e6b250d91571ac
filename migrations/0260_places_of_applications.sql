-- What applications for school places say of where a protected child lives goes into the vault as well (docs/security.md): the grid reference, postcode,
-- catchments and measured distances that they came with, what was told of it to other councils, and the distances by which lists stand in order.
alter table admission_application add column held boolean not null generated always as (facts ? '$held') stored;
alter table admission_resident_fact add column held boolean not null generated always as (coalesce(who ? '$held', false)) stored;
alter table admission_waiting add column held boolean not null generated always as (jsonb_typeof(key) = 'object') stored;
-- a file of many children, as it went to another council, is held whole
alter table admission_sending add column held_content jsonb;
alter table admission_sending add column held boolean not null generated always as (held_content is not null) stored;

do $$ declare t text;
begin
  foreach t in array array['admission_application', 'admission_resident_fact', 'admission_waiting', 'admission_standing', 'admission_sending'] loop
    execute format($p$create policy vault on %I for all to throughline_jobs
      using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault')$p$, t);
  end loop;
end $$;
grant update (who) on admission_resident_fact to throughline_jobs;
grant update (distance, key) on admission_waiting to throughline_jobs;
grant update (distance, explanation) on admission_standing to throughline_jobs;
grant select, update (content, held_content) on admission_sending to throughline_jobs;
grant select (held_content, held) on admission_sending to throughline_pages;

-- A file that is emptied at the end of a record (0137) is emptied of what is held of it.
create function access.empty_held_content() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.held_content := null;
  return new;
end $$;
create trigger empty_held_content before update of content on admission_sending for each row
  when (new.content = '' and new.held_content is not distinct from old.held_content) execute function access.empty_held_content();

-- A time in care stays in the returns once its child is protected no more, though the vault has its postcodes.
alter policy returns on entry using ((select access.actor()) = 'returns'
  and known_to = 'infinity' and seal is null and (not held or kind = 'care-episode')
  and source_id <> all ((select access.withdrawn_sources())::text[]) and child_id <> all ((select access.kept_from_returns())::bigint[])
  and (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode')
    or child_id <> all ((select access.places_kept_from_returns())::bigint[])));
