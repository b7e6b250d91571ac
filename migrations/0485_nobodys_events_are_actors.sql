-- What is written down as nobody's deed is an actor's, or of somebody who is not signed in, whose context says so by the number 0: a worker in whose page SQL was
-- injected is neither, and wrote events of nobody's on any record, which whoever looks after that record read as the system's.
drop policy write on access.access_event;
create policy write on access.access_event for insert to throughline_pages, throughline_jobs
  with check (case when user_id is null then (select access.actor()) is not null or coalesce((select access.reader()) = 0, false)
    else user_id = any ((select access.signed_for())::bigint[]) end);
