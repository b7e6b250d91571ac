-- What no school can be asked is asked of whoever owns the sharing agreement with the source that told it: a question is to a school or to a source.
alter table source_question alter column establishment_id drop not null;
alter table source_question add column source_id text references source (id);
alter table source_question add check (num_nonnulls(establishment_id, source_id) = 1);
create index on source_question (source_id) where answered_at is null;
