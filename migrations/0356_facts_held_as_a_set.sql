-- Of what PostgreSQL did to keep a record that arrives, a quarter went into asking of each fact, one by one, whether its child, what its source knows of, its row, run and
-- source are there (docs/decisions/0020). It is asked of a whole statement now, with the same locks.
alter table entry drop constraint entry_child_id_fkey, drop constraint entry_source_person_id_fkey, drop constraint entry_source_record_id_fkey,
  drop constraint entry_run_id_fkey, drop constraint entry_source_id_fkey;

-- What a fact is of is locked until the transaction ends, so that it does not go meanwhile; where it went since the transaction began, that begins again. The lock on
-- the table of search tokens keeps nobody from finding or writing them: it is what whoever ends a record waits for (`stopWriting`), so as to see every fact that there is.
create function access.hold_facts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  children bigint[]; told bigint[]; source_rows bigint[]; runs bigint[]; sources text[];
begin
  lock table public.search_key in row share mode;
  select array_agg(distinct f.child_id) filter (where f.child_id is not null), array_agg(distinct f.source_person_id) filter (where f.source_person_id is not null),
      array_agg(distinct f.source_record_id) filter (where f.source_record_id is not null), array_agg(distinct f.run_id) filter (where f.run_id is not null),
      array_agg(distinct f.source_id) filter (where f.source_id is not null)
    into children, told, source_rows, runs, sources from fresh f;
  if cardinality(children) > (select count(*) from (select from public.person p where p.id = any (children) order by p.id for key share) l)
    or cardinality(told) > (select count(*) from (select from public.source_person s where s.id = any (told) order by s.id for key share) l)
    or cardinality(source_rows) > (select count(*) from (select from public.source_record r where r.id = any (source_rows) order by r.id for key share) l)
    or cardinality(runs) > (select count(*) from (select from public.import_run u where u.id = any (runs) order by u.id for key share) l)
    or cardinality(sources) > (select count(*) from (select from public.source s where s.id = any (sources) order by s.id for key share) l) then
    raise foreign_key_violation using message = 'A fact is of a child, a record, a run and a source that are there.';
  end if;
  return null;
end $$;
create trigger hold_facts after insert on entry referencing new table as fresh for each statement execute function access.hold_facts();

-- A fact goes to another child by the linker, which has locked all whom it works on and has the people to itself (people-lock.actions.ts); or by people's word, a few at a time.
create function access.hold_child() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  lock table public.search_key in row share mode;
  perform from public.person p where p.id = new.child_id for key share;
  if not found then raise foreign_key_violation using message = 'A fact is of a child that is there.'; end if;
  return null;
end $$;
create trigger hold_child after update of child_id on entry for each row
  when (new.child_id is distinct from old.child_id and new.child_id is not null and current_user <> 'throughline_linker') execute function access.hold_child();

-- Whose word a fact is, and its row, run and source, no login may change.

-- What a fact is of is not taken away before it. A source keeps its name; all other numbers are PostgreSQL's own, which it lets nobody change.
create function access.facts_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  left_behind boolean;
begin
  case tg_table_name
    when 'person' then left_behind := exists (select from gone g join public.entry e on e.child_id = g.id);
    when 'source_person' then left_behind := exists (select from gone g join public.entry e on e.source_person_id = g.id);
    when 'source_record' then left_behind := exists (select from gone g join public.entry e on e.source_record_id = g.id);
    when 'import_run' then left_behind := exists (select from gone g join public.entry e on e.run_id = g.id);
    when 'source' then left_behind := exists (select from gone g join public.entry e on e.source_id = g.id);
  end case;
  if left_behind then raise foreign_key_violation using message = 'Facts hang on what is taken away.'; end if;
  return null;
end $$;
create function access.name_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise foreign_key_violation using message = 'Facts hang on a source by its name.';
end $$;
create trigger name_stays before update of id on source for each row when (new.id is distinct from old.id) execute function access.name_stays();
do $$
declare held text;
begin
  foreach held in array '{person,source_person,source_record,import_run,source}'::text[] loop
    execute format('create trigger facts_stay after delete on public.%I referencing old table as gone for each statement execute function access.facts_stay()', held);
  end loop;
end $$;
revoke execute on function access.hold_facts(), access.hold_child(), access.facts_stay(), access.name_stays() from public;
