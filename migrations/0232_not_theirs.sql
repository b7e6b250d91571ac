-- Somebody whom a file names as a child's worker says that the child is not theirs: whoever owns the agreement with the source is asked whether the file is right.
-- A question is asked for a conflict, for a pair of records, or for such a row.
alter table source_question add column involvement_id bigint references involvement (id) on delete cascade;
alter table source_question drop constraint source_question_check;
alter table source_question add constraint source_question_check check (num_nonnulls(conflict_id, case_id, involvement_id) = 1);
create index on source_question (involvement_id) where involvement_id is not null;
create policy named on source_question for select to throughline_pages
  using ((select access.actor()) = 'recorder' and involvement_id is not null);
create policy named_asks on source_question for insert to throughline_pages
  with check ((select access.actor()) = 'recorder' and involvement_id is not null);
create index on access.involvement_answer (user_id);
