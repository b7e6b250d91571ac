-- The vault (docs/security.md): what gives a protected place away stands in its row as ciphertext alone, under keys that are never in the
-- database. A held value is the open fields of its row with `$held` beside them: {key, wrapped, sealed}, see platform/keys/parcel.ts.

-- Which keys the values are under. `mark` is what a key makes of its own name: a wrong one is found out before it is used.
create table access.vault_key (
  id text primary key check (id ~ '^vault-[1-9][0-9]*$'),
  mark bytea not null,
  made_at timestamptz not null default now()
);
grant select on access.vault_key to throughline_pages, throughline_jobs;

alter table entry add column held boolean not null default false;
alter table source_person add column held boolean not null default false;
alter table source_record add column held boolean not null default false;
create index entry_held on entry (id) where held;
create index source_person_held on source_person (id) where held;
create index source_record_held on source_record (id) where held;

-- A value that is copied is held where it goes as well.
create function access.mark_held() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.held := not new.held;
  return new;
end $$;
create trigger mark_held before insert or update of body, held on entry for each row
  when (new.held is distinct from (coalesce(jsonb_typeof(new.body->'$held'), '') = 'object')) execute function access.mark_held();
create trigger mark_held before insert or update of identity, held on source_person for each row
  when (new.held is distinct from (coalesce(jsonb_typeof(new.identity->'$held'), '') = 'object')) execute function access.mark_held();

-- What was said is written anew by the vault alone, which changes how it is kept and never what it says.
create function access.vault_alone() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if access.context() is not null and access.actor() is distinct from 'vault' then
    raise exception 'What was said is never changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger vault_alone before update of body, code, held on entry for each row execute function access.vault_alone();
create trigger vault_alone before update of content, identity, content_hash, held on source_record for each row execute function access.vault_alone();
do $$ declare t text;
begin
  foreach t in array array['entry', 'source_record', 'source_person', 'person', 'relationship', 'search_key', 'block_key', 'household_member', 'import_problem', 'import_run',
    'pupil_year'] loop
    execute format($p$create policy vault on %I for all to throughline_jobs
      using ((select access.actor()) = 'vault') with check ((select access.actor()) = 'vault')$p$, t);
  end loop;
end $$;
grant update (body, code, held) on entry to throughline_jobs;
grant update (content, identity, content_hash, held) on source_record to throughline_jobs;
grant delete on search_word to throughline_jobs;

-- Children of whom nobody but named people may know where they are.
create function access.held_children() returns bigint[] language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.actor() is distinct from 'vault' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return (select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s where s.kind in ('protected', 'sealed') and access.at() < s.ends_at);
end $$;
revoke all on function access.held_children() from public;
grant execute on function access.held_children() to throughline_jobs;

-- What is known of the houses where these children live (a dog, how to get in), for those who are named to know the house and read it out of
-- the vault: nobody is tied to a house by a row that is not held. As 0005's `reader_property`, with the child's own grants alone.
create function access.notes_at(children bigint[], places text[]) returns table (child bigint, note public.entry)
language sql stable security definer set search_path = pg_catalog as $$
  select p.child, e from unnest(children, places) as p(child, place) join public.entry e on e.uprn = p.place and e.child_id is null
  where p.child <> all ((select access.refused())::bigint[])
    and exists (select from access.shield s join access.shield_allowed a on a.shield_id = s.id
      where s.child_id = p.child and s.kind in ('protected', 'sealed') and access.at() >= s.starts_at and access.at() < s.ends_at
        and a.principal = any ((select access.principals())::bigint[]))
    and exists (select from access.grant_row g where g.child_id = p.child and g.principal = any ((select access.principals())::bigint[])
      and access.at() >= g.starts_at and access.at() < g.ends_at and e.sensitivity <= least(g.max_sensitivity, ((select access.masks()))[6])
      and (((g.limit_mask & ((select access.masks()))[1]) | g.extra_mask) & e.category_bit <> 0
        or (e.summary and (g.limit_mask & ((select access.masks()))[2]) & e.category_bit <> 0))) $$;
revoke all on function access.notes_at(bigint[], text[]) from public;
grant execute on function access.notes_at(bigint[], text[]) to throughline_pages;
