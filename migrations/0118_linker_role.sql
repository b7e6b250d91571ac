-- The linker works as a role of its own. Each statement begins with all that the policies of the role that asks may need, whether or not a row comes to it: of
-- the jobs' login some forty questions for a table like `entry`, which for one record was half of PostgreSQL's time. To this role one policy applies at each
-- table, and lets in the linker's signed context alone: what the policies of the jobs' login let the linker see and write, and nobody else.
-- It may do less than the jobs' login: what the linker does, table by table. That login alone may become it, and gets nothing from it unasked (decision 17).
do $$
declare
  t text;
begin
  foreach t in array array['public.source_person', 'public.person', 'public.link', 'public.link_edge', 'public.block_key', 'public.pair_decision', 'public.review_case',
    'public.source_record', 'public.entry', 'public.attendance_year', 'public.involvement', 'public.relationship', 'public.family', 'public.family_member',
    'public.household_member', 'public.search_key', 'public.fact_conflict', 'public.conflict_shape', 'intake.enrolment', 'intake.family_claim', 'access.roll',
    'access.grant_row', 'access.oversight']
  loop
    execute format($p$create policy linker on %s for all to throughline_linker
      using ((select access.actor()) = 'linker') with check ((select access.actor()) = 'linker')$p$, t);
    execute format('grant select on %s to throughline_linker', t);
  end loop;
end $$;
grant usage on schema access, intake to throughline_linker;
grant select on source, access.establishment, search_word, block_keys_kept to throughline_linker;
grant insert on person, link, link_edge, block_key, block_keys_kept, review_case, relationship, family, family_member, household_member, search_key, search_word,
  fact_conflict, conflict_shape, access.roll, access.grant_row to throughline_linker;
grant delete on link_edge, block_key, household_member, search_key, access.roll, access.grant_row to throughline_linker;
grant update (person_id, to_link, linked_hash, provisional) on source_person to throughline_linker;
grant update (redirect_to, changed_at, has_record) on person to throughline_linker;
grant update (known_to) on link, relationship, family_member to throughline_linker;
grant update (a_person, b_person, a_source_person, b_source_person, kind, bits, evidence, state, decided_at) on review_case to throughline_linker;
grant update (shape_id, since, state, decided_at, answered_at) on fact_conflict to throughline_linker;
grant update (child_id) on entry, attendance_year, involvement, family_member, access.grant_row to throughline_linker;
grant update (ends_on) on access.roll to throughline_linker;
grant execute on function access.context(), access.actor(), access.at(), access.barred(text[], text[]), access.shielded(bigint[]),
  access.copy_refusals(bigint[], bigint[]), access.write_oversight(bigint[], bigint[]) to throughline_linker;
