-- Targeting support meetings of each school and term (Working together to improve school attendance, August 2024): when one is planned and
-- held, who was there, and what was agreed for the school as a whole. What is agreed for a pupil is an entry on the pupil's record.
create table support_meeting (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  establishment_id bigint not null references access.establishment (id),
  year smallint not null,
  -- as the school's term dates name it
  term text not null,
  planned_on date,
  held_on date,
  present text,
  recorded_by bigint not null references access.principal (id),
  recorded_at timestamptz not null,
  unique (establishment_id, year, term),
  check ((held_on is null) = (present is null))
);
create table support_meeting_action (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  establishment_id bigint not null references access.establishment (id),
  year smallint not null,
  term text not null,
  what text not null,
  doer text not null check (doer in ('officer', 'school', 'other')),
  who text not null,
  due_on date not null,
  agreed_by bigint not null references access.principal (id),
  agreed_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done', 'not-done')),
  became text,
  became_on date,
  decided_by bigint references access.principal (id)
);
create index on support_meeting_action (establishment_id);

-- Those who are linked to the school and read attendance in full: its officer, and the school itself.
do $$
declare t text;
begin
  foreach t in array array['support_meeting', 'support_meeting_action'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy actors on %I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) in ('recorder', 'arrangements')) with check ((select access.actor()) in ('recorder', 'arrangements'))$p$, t);
    execute format($p$create policy reader on %I for select to throughline_pages using (
      establishment_id = any ((select access.establishments())::bigint[]) and ((select access.masks()))[1] & 4 <> 0)$p$, t);
    execute format('grant select, insert on %I to throughline_pages', t);
  end loop;
end $$;
grant update (planned_on, held_on, present, recorded_by, recorded_at) on support_meeting to throughline_pages;
grant update (due_on, state, became, became_on, decided_by) on support_meeting_action to throughline_pages;

-- An action that was agreed with a school says which school the child is at.
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school', 'school-return', 'meeting-action')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[]))
    or (kind in ('school-return', 'meeting-action') and exists (select from access.establishment x
      where x.uuid::text = entry.body->>'school' and x.id = any ((select access.establishments())::bigint[]))));
