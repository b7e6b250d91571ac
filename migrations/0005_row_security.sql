-- The fence under every query (design part 4). A policy consults only tables without row security, definer functions, or
-- tables whose own policy can only say yes; never a negation over a table with row security (security.md 3.7).

-- Written once, used by every table that carries a child and a label. %1$s child column, %2$s category bit, %3$s sensitivity,
-- %4$s whether the row is of a kind marked summary. The cheap branch stands first, and a roll is read from the child (`offset 0`
-- keeps the planner from starting at the reader's schools): both are tried for every row.
create function access.reader_policy(child text, category_bit text, sensitivity text, summary text, existence boolean default false) returns text
language sql immutable as $f$
select format($p$
  %1$s is not null and %1$s <> all ((select access.refused())::bigint[]) and (
    (%3$s <= 1 and ((((select access.masks()))[4] & %2$s) <> 0 or (%4$s and (((select access.masks()))[5] & %2$s) <> 0)))
    or exists (select 1 from access.grant_row g where g.child_id = %1$s and %5$s)
    or exists (select 1 from access.roll r
               where r.child_id = %1$s and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date
               and exists (select 1 from access.grant_row g where g.establishment_id = r.establishment_id and %5$s offset 0))
  )$p$, child, category_bit, sensitivity, summary, format($s$
    %2$s <= least(g.max_sensitivity, greatest(((select access.masks()))[6], case when g.named then 4 else 0 end))
    and (((g.limit_mask & ((select access.masks()))[1]) | g.extra_mask) & %1$s <> 0
      or (%3$s and (g.limit_mask & ((select access.masks()))[2]) & %1$s <> 0)
      or (%4$s and (g.limit_mask & ((select access.masks()))[3]) & %1$s <> 0))$s$, category_bit, sensitivity, summary, existence::text))
$f$;

do $$
declare
  t text;
  -- the label columns of each table: child, category bit, sensitivity, summary, is existence enough
  labelled constant text[][] := array[
    ['entry', 'entry.child_id', 'entry.category_bit', 'entry.sensitivity', 'entry.summary', 'false'],
    ['search_key', 'search_key.child_id', 'search_key.category_bit', 'search_key.sensitivity', 'false', 'false'],
    ['attendance_year', 'attendance_year.child_id', '4', 'attendance_year.sensitivity', 'true', 'false'],
    ['household_member', 'household_member.child_id', '2', 'household_member.sensitivity', 'false', 'false'],
    ['family_member', 'family_member.child_id', '65536', '1', 'false', 'false'],
    ['involvement', 'involvement.child_id', 'involvement.category_bit', '1', 'false', 'true'],
    ['relationship', 'relationship.child_id', '1', '1', 'false', 'false']
  ];
  row text[];
begin
  foreach t in array array['entry', 'search_key', 'attendance_year', 'mark_change', 'household_member', 'family_member', 'family', 'involvement',
    'relationship', 'person', 'source_person', 'source_record', 'block_key', 'link', 'pair_decision', 'review_case', 'document', 'document_part',
    'import_run', 'import_file', 'import_part', 'import_problem', 'saved_search']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    -- system actors are signed contexts that policies name; what each may do is also a matter of table rights
    execute format($p$create policy actors on %I for all to throughline_pages, throughline_jobs
      using ((select access.actor()) in ('intake', 'linker', 'recorder', 'clearing-house', 'import-desk', 'arrangements', 'indexer'))
      with check ((select access.actor()) in ('intake', 'linker', 'recorder', 'clearing-house', 'import-desk', 'arrangements', 'indexer'))$p$, t);
  end loop;
  for i in 1 .. array_length(labelled, 1) loop
    execute format('create policy reader on %I for select to throughline_pages using (%s)', labelled[i][1],
      access.reader_policy(labelled[i][2], labelled[i][3], labelled[i][4], labelled[i][5], labelled[i][6]::boolean));
  end loop;
end $$;

-- A person is there for whoever may see something of them: identity at least.
do $$ begin
  execute 'create policy reader on person for select to throughline_pages using (' || access.reader_policy('person.id', '1', '1', 'true') || ')';
  -- definer functions (access.child_facts) look a random address up; a person row holds no data
  execute format('create policy definer on person for select to %I using (true)', current_user);
end $$;

-- A property's entry is read only through a live reason on a named child who lives there now, and its own label: a summary is for
-- kinds marked so, and a duty over every child is no reason to know a door.
do $$
declare
  label constant text := $p$entry.sensitivity <= least(g.max_sensitivity, ((select access.masks()))[6])
    and (((g.limit_mask & ((select access.masks()))[1]) | g.extra_mask) & entry.category_bit <> 0
      or (entry.summary and (g.limit_mask & ((select access.masks()))[2]) & entry.category_bit <> 0))$p$;
begin
  execute format($p$create policy reader_property on entry for select to throughline_pages using (
    entry.child_id is null and entry.uprn is not null
    and exists (select 1 from household_member h where h.uprn = entry.uprn and h.true_to > (select access.at())::date and (
      exists (select 1 from access.grant_row g where g.child_id = h.child_id and %1$s)
      or exists (select 1 from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
        where r.child_id = h.child_id and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date and %1$s))))$p$, label);
end $$;
create policy reader on mark_change for select to throughline_pages using (
  exists (select 1 from attendance_year y where y.source_person_id = mark_change.source_person_id
          and y.establishment_id = mark_change.establishment_id and y.year = mark_change.year));
create policy reader on family for select to throughline_pages using (exists (select 1 from family_member m where m.family_id = family.id));
create policy reader on document for select to throughline_pages using (exists (select 1 from entry e where e.id = document.entry_id));
create policy reader on document_part for select to throughline_pages using (exists (select 1 from document d where d.id = document_part.document_id));
-- Why a source's record is on this child: for whoever may see something that came from it.
create policy reader on link for select to throughline_pages using (exists (select 1 from entry e where e.source_person_id = link.source_person_id));
create policy own on saved_search for all to throughline_pages using (user_id = (select access.reader())) with check (user_id = (select access.reader()));

alter table access.access_event enable row level security;
alter table access.access_event force row level security;
create policy write on access.access_event for insert to throughline_pages, throughline_jobs with check (true);
create policy own on access.access_event for select to throughline_pages using (user_id = (select access.reader()) or (select access.actor()) = 'audit');
alter table access.request enable row level security;
alter table access.request force row level security;
create policy own on access.request for all to throughline_pages
  using (user_id = (select access.reader()) or (select access.actor()) = 'approvals')
  with check (user_id = (select access.reader()) or (select access.actor()) = 'approvals');
grant select on access.access_event to throughline_pages;

grant select on source to throughline_pages, throughline_jobs;
grant insert, update on source to throughline_pages, throughline_jobs;
grant select, insert, update on person, source_person, link, pair_decision, review_case, family, family_member, relationship, involvement, entry,
  attendance_year, mark_change, import_run, import_file, import_problem, document, source_record to throughline_pages, throughline_jobs;
grant select, insert, update, delete on block_key, search_key, household_member, import_part, document_part to throughline_pages, throughline_jobs;
grant delete on import_problem, family_member, relationship to throughline_jobs;
grant select, insert on search_word to throughline_pages, throughline_jobs;
grant select, insert, delete on saved_search to throughline_pages;
grant update on access.establishment to throughline_jobs;
-- What an entry says is never changed (design 2.1, rule 1): only its end on the known clock and its projection.
revoke update on entry from throughline_pages, throughline_jobs;
grant update (known_to, child_id) on entry to throughline_pages, throughline_jobs;
revoke update on source_record from throughline_pages, throughline_jobs;
grant update (known_to) on source_record to throughline_pages, throughline_jobs;
