-- Statutory returns are written from the record by an actor of its own (docs/returns.md): it reads what a return is made of and writes nothing.
-- What the law asks of the council is asked of every child, so that it needs no reason for each; the hard refusals stand all the same.

-- The children whose record a return may not read, and those whose places it may not: for the policies below alone.
create function access.kept_from_returns() returns bigint[] language sql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
  select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s
  where s.kind in ('restricted', 'sealed') and access.at() >= s.starts_at and access.at() < s.ends_at and access.actor() = 'returns' $$;
create function access.places_kept_from_returns() returns bigint[] language sql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
  select coalesce(array_agg(distinct s.child_id), '{}') from access.shield s
  where s.kind = 'protected' and access.at() >= s.starts_at and access.at() < s.ends_at and access.actor() = 'returns' $$;
revoke all on function access.kept_from_returns(), access.places_kept_from_returns() from public;
grant execute on function access.kept_from_returns(), access.places_kept_from_returns() to throughline_pages, throughline_jobs;

-- Neither what a source told whose sharing agreement was withdrawn, nor a sealed fact, nor one of the vault, nor where a child with a protected address lives is in any return.
create policy returns on entry for select to throughline_jobs using ((select access.actor()) = 'returns'
  and known_to = 'infinity' and seal is null and not held
  and source_id <> all ((select access.withdrawn_sources())::text[]) and child_id <> all ((select access.kept_from_returns())::bigint[])
  and (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode')
    or child_id <> all ((select access.places_kept_from_returns())::bigint[])));
-- Of a source's row only the moment it speaks of: which of two arrivals is the later.
create policy returns on source_record for select to throughline_jobs using ((select access.actor()) = 'returns');
