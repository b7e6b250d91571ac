-- What was written while two records were one is asked of who wrote it: the clearing house may read little of it.
alter table split_entry add column author_id bigint references access.principal (id);
-- The copy on the other half is known from the split only: the day on which it was written goes with the question.
alter table split_entry add column written_at timestamptz;
create index on split_entry (author_id) where given_to is null;
create policy own on split_entry for select to throughline_pages using (author_id = (select access.reader()));
create policy own on split for select to throughline_pages
  using (exists (select from split_entry t where t.split_id = split.id and t.author_id = (select access.reader())));
