-- The record of access is kept by calendar month (UTC), so that an old month can be taken off and archived without touching the rest (decision 22). Months
-- stand in a schema of their own into which no login may look: who reads or writes goes through access.access_event, and by its policies.
create schema audit_trail;

alter table access.access_event rename to access_event_before;
alter sequence access.access_event_id_seq rename to access_event_before_id_seq;
create table access.access_event (like access.access_event_before including all excluding identity excluding indexes) partition by range (at);
alter table access.access_event alter id add generated always as identity;
-- Where a clock is off, or the worker stood still for months: no look goes unwritten because its month is not there.
create table audit_trail.events_of_no_month partition of access.access_event default;

-- Makes one month, unless it is there, and moves into it what was written while it was not. Nothing else may be written meanwhile where that stands.
create function access.make_audit_month(month date) returns void language plpgsql set search_path = pg_catalog as $$
declare
  starts constant timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  ends constant timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
  events constant text := 'audit_trail.' || to_char(month, '"events_"YYYY_MM');
begin
  if to_regclass(events) is not null then return; end if;
  lock table audit_trail.events_of_no_month in access exclusive mode;
  if to_regclass(events) is not null then return; end if; -- Another worker made it meanwhile.
  execute format('create table %s (like access.access_event including all excluding identity)', events);
  execute format('alter table %s enable row level security, force row level security', events);
  execute format('create policy definer on %s to %I using (true) with check (true)', events, current_user);
  execute format('with moved as (delete from audit_trail.events_of_no_month where at >= $1 and at < $2 returning *) insert into %s select * from moved', events)
    using starts, ends;
  execute format('alter table access.access_event attach partition %s for values from (%L) to (%L)', events, starts, ends);
end $$;
revoke all on function access.make_audit_month(date) from public;

-- This month and the next three, for the job that keeps the trail. It waits a second for its turn, since whoever reads waits behind it, and tries again in an hour.
create function access.make_audit_months() returns void
language plpgsql security definer set search_path = pg_catalog set lock_timeout = '1s' as $$
begin
  if coalesce(access.actor(), '') <> 'audit' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  for ahead in 0..3 loop
    perform access.make_audit_month((access.at() at time zone 'UTC' + make_interval(months => ahead))::date);
  end loop;
end $$;
revoke all on function access.make_audit_months() from public;
grant execute on function access.make_audit_months() to throughline_jobs;

do $$ declare month date; begin
  for month in
    select date_trunc('month', at at time zone 'UTC') from access.access_event_before
    union select date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead) from generate_series(0, 3) ahead order by 1
  loop
    perform access.make_audit_month(month);
  end loop;
end $$;

-- Each event as it was, with its number and its transaction: that is what the roots are signed over.
insert into access.access_event overriding system value select * from access.access_event_before;
select setval('access.access_event_id_seq', last_value, is_called) from access.access_event_before_id_seq;
drop table access.access_event_before;

-- PostgreSQL wants the key of the parts in every unique index. Numbers come from the sequence alone, and one that came twice would be an event too many under its root.
alter table access.access_event add primary key (id, at);
create index on access.access_event (child_id, at);
create index on access.access_event (user_id, at);
create index on access.access_event (xid, id);

alter table audit_trail.events_of_no_month enable row level security, force row level security;
alter table access.access_event enable row level security, force row level security;
create policy write on access.access_event for insert to throughline_pages, throughline_jobs
  with check (user_id is null or user_id = any ((select access.signed_for())::bigint[]));
create policy own on access.access_event for select to throughline_pages using (user_id = (select access.reader()) or (select access.actor()) = 'audit');
create policy own_events on access.access_event for select to throughline_pages
  using ((select access.actor()) = 'recorder' and user_id = any ((select access.principals())::bigint[]));
create policy audit_trail on access.access_event for select to throughline_jobs using ((select access.actor()) = 'audit');
create policy urgent_review on access.access_event for select to throughline_pages using ((select access.actor()) = 'approvals'
  and exists (select 1 from access.urgent_access u where u.user_id = access_event.user_id and u.child_id = access_event.child_id
    and access_event.at >= u.starts_at and access_event.at < u.ends_at));
grant select on access.access_event to throughline_pages, throughline_jobs;
grant insert (at, user_id, actor, role, purpose, action, child_id, categories, outcome, rule, rows_shown, request_id, detail)
  on access.access_event to throughline_pages, throughline_jobs;
