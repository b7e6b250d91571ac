-- A fact of the home that a worker shares with education welfare (src/domains/attendance/sharing). On top of every other policy, whoever reads
-- it works with the child as education welfare, themselves or by their team: a school, which reads attendance in full as well, does not, nor
-- does an officer who is linked to the school alone. It is there until its last day, and once it is taken back in no version: neither now
-- nor as the record was known before.
create policy shared_home_fact on entry as restrictive for select to throughline_pages, throughline_jobs
  using (kind <> 'shared-home-fact' or (select access.actor()) is not null
    or (known_to = 'infinity' and due_on >= (select access.at())::date
      and exists (select from access.grant_row g where g.child_id = entry.child_id and g.reason = 'education-welfare'
        and g.principal = any ((select access.principals())::bigint[]) and g.starts_at <= (select access.at()) and g.ends_at > (select access.at()))));
