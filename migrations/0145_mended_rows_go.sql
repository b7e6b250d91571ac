-- Where a record comes to its end (0137) its rejected rows go, and who mended them.
alter table mended_row drop constraint mended_row_problem_id_fkey;
alter table mended_row add foreign key (problem_id) references import_problem (id) on delete cascade;
