import { runMigrations } from 'graphile-worker'
import pg from 'pg'

// Workers run as a login that owns nothing, so what graphile-worker keeps under row security is opened to their
// group. Pages can read no job, and add one through one function alone: of a kind that migrations put into `job.kind`,
// asked for by an actor that it names, with its fields and no others, due within minutes. So SQL injected into a page
// has no job of its own choosing done with the worker's rights, and puts none of another kind off: a key begins with its kind.
const openToWorkers = `
  grant usage on schema graphile_worker to throughline_jobs;
  grant select, insert, update, delete on all tables in schema graphile_worker to throughline_jobs;
  grant usage, select on all sequences in schema graphile_worker to throughline_jobs;
  grant execute on all functions in schema graphile_worker to throughline_jobs;
  do $$ declare guarded regclass; begin
    for guarded in select oid from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity loop
      execute format('drop policy if exists workers on %s', guarded);
      execute format('create policy workers on %s to throughline_jobs using (true) with check (true)', guarded);
    end loop;
  end $$;
  create schema if not exists job;
  -- asked_by: the actors that may; null is whoever. queue: what its queue is called or begins with; null is none.
  create table if not exists job.kind (name text primary key, asked_by text[], fields text[] not null, queue text);
  create or replace function job.add(
    name text, payload json, key text, queue text, run_at timestamptz, max_attempts int, priority int
  ) returns bigint language plpgsql security definer set search_path = '' as $$
  declare
    asked job.kind;
    allowed boolean;
    moment timestamptz := now();
  begin
    if not pg_catalog.pg_has_role(session_user, 'throughline_jobs', 'member') then
      select k.* into asked from job.kind k where k.name = add.name;
      allowed := found;
      if asked.asked_by is not null then
        allowed := access.actor() = any (asked.asked_by);
        moment := access.at();
      end if;
      if not coalesce(allowed, false)
        or array(select f from json_object_keys(payload) f order by 1) <> array(select f from unnest(asked.fields) f order by 1)
        or exists (select from json_each(payload) p where json_typeof(p.value) not in ('number', 'string') or p.value #>> '{}' !~ '^[[:word:].:-]{1,100}$')
        or key <> name and not starts_with(key, name || ':') or queue is not null and not coalesce(starts_with(queue, asked.queue), false)
        or run_at > moment + interval '2 minutes'
        or max_attempts not between 1 and 25 or priority not between -1 and 0
      then raise insufficient_privilege using message = 'Not allowed.'; end if;
    end if;
    return (select j.id from graphile_worker.add_job(
      identifier => name, payload => payload, queue_name => queue, run_at => run_at,
      max_attempts => max_attempts, job_key => key, priority => priority) j);
  end $$;
  revoke all on function job.add from public;
  grant usage on schema job to throughline_pages, throughline_jobs;
  grant execute on function job.add to throughline_pages, throughline_jobs;`

/** Puts the job queue's tables into a database and opens them to the workers' group. Run by the owner; idempotent. */
export async function installJobs({ url }: { url: string }): Promise<void> {
  await runMigrations({ connectionString: url })
  const owner = new pg.Client({ connectionString: url, application_name: 'throughline migrate' })
  await owner.connect()
  try {
    await owner.query(`begin; ${openToWorkers}; commit`)
  } finally {
    await owner.end()
  }
}
