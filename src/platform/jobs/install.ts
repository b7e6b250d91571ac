import { runMigrations } from 'graphile-worker'
import pg from 'pg'

// Workers run as a login that owns nothing, so what graphile-worker keeps under row security is opened to their
// group. Pages may only add a job, through one function, and can read none.
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
  create or replace function job.add(
    name text, payload json, key text, queue text, run_at timestamptz, max_attempts int, priority int
  ) returns bigint language sql security definer set search_path = '' as $$
    select id from graphile_worker.add_job(
      identifier => name, payload => payload, queue_name => queue, run_at => run_at,
      max_attempts => max_attempts, job_key => key, priority => priority);
  $$;
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
