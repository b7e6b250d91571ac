-- Statutory returns of schools (SI 2024/208, regulation 13; Education Act 2002, section 51A): which school told what of whom, and how far the
-- council has come with it. What the return says is an entry on the child's record; here stands no word of it but its sort, its ground and
-- its days, so that a return does not vanish from the officer's list when the pupil has left the roll.
create table school_return (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  establishment_id bigint not null references access.establishment (id),
  child_id bigint not null references person (id),
  entry_id bigint not null references entry (id),
  sort text not null check (sort in ('added-to-roll', 'taken-off-roll', 'ten-days', 'sickness', 'part-time', 'suspension')),
  category_bit bigint not null,
  -- the ground of regulation 9, or whether a suspension is for good
  ground text,
  happened_on date not null,
  ends_on date,
  -- the day by which something is owed: the sixth school day, the day of review, ten working days for an enquiry
  due_on date,
  sent_by bigint not null references access.principal (id),
  sent_at timestamptz not null,
  state text not null default 'sent' check (state in ('sent', 'taken-up', 'done')),
  -- what the council answers the school: never what it knows from elsewhere
  answer text,
  decided_by bigint references access.principal (id),
  decided_at timestamptz,
  check ((state = 'sent') = (decided_by is null))
);
create index on school_return (establishment_id, sent_at);
create index on school_return (child_id);

alter table school_return enable row level security;
alter table school_return force row level security;
create policy actors on school_return for all to throughline_pages, throughline_jobs
  using ((select access.actor()) = 'recorder') with check ((select access.actor()) = 'recorder');
-- The school itself and the officer who is linked to it, as far as their role knows the category; and whoever may read such an entry of the
-- child, but for a child whose whereabouts are kept from them.
do $$ begin
  execute format($p$create policy reader on school_return for select to throughline_pages using (
    child_id <> all ((select access.refused())::bigint[]) and (
      (establishment_id = any ((select access.establishments())::bigint[])
        and (((select access.masks()))[1] | ((select access.masks()))[2]) & category_bit <> 0)
      or (child_id <> all ((select access.hidden_places())::bigint[]) and (%s))))$p$,
    access.reader_policy('school_return.child_id', 'school_return.category_bit', '1', 'false'));
end $$;
grant select, insert on school_return to throughline_pages;
grant update (state, answer, decided_by, decided_at) on school_return to throughline_pages;

-- A return says which school the child is at, or goes to.
alter policy protected_address on entry
  using (kind not in ('address', 'contact-detail', 'carer', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
      'centre-registration', 'youth-membership', 'told-school', 'school-return')
    or child_id is null or child_id <> all ((select access.hidden_places())::bigint[])
    or (kind in ('session-count', 'attendance-total', 'suspension') and not body ?| array['laestab', 'school'])
    or exists (select from access.establishment x where x.laestab = entry.body->>'laestab' and x.id = any ((select access.establishments())::bigint[]))
    or (kind = 'school-return' and exists (select from access.establishment x
      where x.uuid::text = entry.body->>'school' and x.id = any ((select access.establishments())::bigint[]))));
