-- One policy let five actors read and write every table of the spine. Each table names its own now, who reads and who writes apart: what each needs was measured over the
-- tests that work as them (which actor a policy was asked for, of which table and which command) and read in the code. Of block_key none of them needs anything.
-- src/app/testing/table-actors.ts is the list of every table, and src/app/catalogue.contract.test.ts holds the database to it.
do $$
declare
  may text[];
  reads text;
  writes text;
  lists constant text[][] := array[
    ['attendance_year', 'intake recorder clearing-house', 'intake clearing-house'],
    ['block_key', '', ''],
    ['document', 'recorder clearing-house', 'recorder clearing-house'],
    ['document_part', 'recorder clearing-house', 'recorder clearing-house'],
    ['entry', 'intake recorder clearing-house import-desk arrangements', 'intake recorder clearing-house arrangements'],
    ['family', 'clearing-house', 'clearing-house'],
    ['family_member', 'recorder clearing-house', 'clearing-house'],
    ['household_member', 'recorder clearing-house import-desk arrangements', 'recorder clearing-house import-desk'],
    ['import_file', 'intake import-desk', 'intake import-desk'],
    ['import_part', 'intake import-desk', 'intake'],
    ['import_problem', 'intake import-desk', 'intake'],
    ['import_run', 'intake clearing-house import-desk', 'intake import-desk'],
    ['involvement', 'intake recorder clearing-house arrangements', 'intake recorder clearing-house arrangements'],
    ['link', 'recorder clearing-house', 'recorder clearing-house arrangements'],
    ['mark_change', 'intake recorder', 'intake'],
    ['pair_decision', 'clearing-house', 'clearing-house'],
    ['person', 'intake recorder clearing-house arrangements', 'intake recorder clearing-house'],
    ['relationship', 'recorder clearing-house', 'recorder clearing-house'],
    ['review_case', 'intake recorder clearing-house', 'recorder clearing-house'],
    ['saved_search', 'recorder', 'recorder'],
    ['search_key', 'recorder clearing-house', 'recorder clearing-house'],
    ['source_person', 'intake recorder clearing-house import-desk arrangements', 'intake recorder clearing-house arrangements'],
    ['source_record', 'intake recorder clearing-house import-desk', 'intake']];
begin
  foreach may slice 1 in array lists loop
    execute format('drop policy actors on %I', may[1]);
    continue when may[2] = '';
    reads := format('(select access.actor()) = any (%L::text[])', string_to_array(may[2], ' '));
    writes := format('(select access.actor()) = any (%L::text[])', string_to_array(may[3], ' '));
    execute format('create policy actors_read on %I for select to throughline_pages, throughline_jobs using (%s)', may[1], reads);
    execute format('create policy actors_insert on %I for insert to throughline_pages, throughline_jobs with check (%s)', may[1], writes);
    execute format('create policy actors_update on %I for update to throughline_pages, throughline_jobs using (%s) with check (%s)', may[1], writes, writes);
    execute format('create policy actors_delete on %I for delete to throughline_pages, throughline_jobs using (%s)', may[1], writes);
  end loop;
end $$;
