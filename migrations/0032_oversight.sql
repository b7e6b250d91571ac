-- Delegated oversight (docs/access.md, live reasons): somebody answers for what a team does, in chosen categories, for a purpose and with an end.
-- It is a reason like any other in access.grant_row: one row for each involvement of the team itself, while both last. It is never had through
-- a member's own involvement, nor from another's oversight, and it writes nothing.
create table access.oversight (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  user_id bigint not null references access.principal (id),
  team_id bigint not null references access.principal (id),
  categories bigint not null,
  purpose text not null check (length(btrim(purpose)) >= 20),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (isfinite(ends_at)),
  check (ends_at > starts_at)
);
create index on access.oversight (team_id);
create index on access.oversight (user_id);
-- the oversight a row comes from, and the row of the team that it follows
alter table access.grant_row add column oversight_id bigint references access.oversight (id);
alter table access.grant_row add column follows bigint references access.grant_row (id) on delete cascade;
alter table access.grant_row add check ((oversight_id is null) = (follows is null));
create index on access.grant_row (follows) where follows is not null;
create index on access.grant_row (oversight_id) where oversight_id is not null;

alter table access.oversight enable row level security;
alter table access.oversight force row level security;
create policy own on access.oversight for select to throughline_pages using (user_id = (select access.reader()));
-- whoever writes reasons writes those that follow from them
create policy followed on access.oversight for select to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('linker', 'arrangements', 'clearing-house', 'recorder', 'approvals'));
create policy arranged on access.oversight for all to throughline_jobs
  using ((select access.actor()) = 'arrangements') with check ((select access.actor()) = 'arrangements');
grant select on access.oversight to throughline_pages, throughline_jobs;
grant insert on access.oversight to throughline_jobs;
grant update (ends_at) on access.oversight to throughline_jobs;

-- The reasons that these oversights give over these reasons of teams, written anew.
create function access.write_oversight(overseen bigint[], oversights bigint[]) returns void language sql set search_path = pg_catalog as $$
  delete from access.grant_row g where g.follows = any (overseen) and g.oversight_id = any (oversights);
  insert into access.grant_row (principal, child_id, reason, limit_mask, extra_mask, max_sensitivity, named, writes, starts_at, ends_at, oversight_id, follows)
  select o.user_id, g.child_id, 'oversight', 0, o.categories, 3, false, false, greatest(o.starts_at, g.starts_at), least(o.ends_at, g.ends_at), o.id, g.id
  from access.grant_row g join access.oversight o on o.team_id = g.principal
  where g.id = any (overseen) and o.id = any (oversights) and g.child_id is not null and g.involvement_id is not null
    and greatest(o.starts_at, g.starts_at) < least(o.ends_at, g.ends_at);
$$;
revoke all on function access.write_oversight(bigint[], bigint[]) from public;
grant execute on function access.write_oversight(bigint[], bigint[]) to throughline_pages, throughline_jobs;

create function access.follow_reasons() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  overseen bigint[];
  oversights bigint[];
begin
  select array_agg(distinct f.id), array_agg(distinct o.id) into overseen, oversights
  from fresh f join access.oversight o on o.team_id = f.principal where f.involvement_id is not null;
  if overseen is not null then perform access.write_oversight(overseen, oversights); end if;
  return null;
end $$;
create trigger follow_new after insert on access.grant_row referencing new table as fresh for each statement execute function access.follow_reasons();
create trigger follow_changed after update on access.grant_row referencing new table as fresh for each statement execute function access.follow_reasons();
create function access.follow_oversight() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform access.write_oversight(array(select g.id from access.grant_row g where g.principal = new.team_id and g.involvement_id is not null), array[new.id]);
  return null;
end $$;
create trigger follow after insert or update on access.oversight for each row execute function access.follow_oversight();
