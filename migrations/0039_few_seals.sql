-- Few facts are sealed, and PostgreSQL does not know it before it has counted: of a table that has just begun to grow it believes that most
-- rows have a seal, and would read all of them for every statement that writes facts. Their indexes are all but empty.
create index entry_seal on entry (seal) where seal is not null;
alter function access.keep_seals() set enable_seqscan = off;
alter function access.shielded_children() set enable_seqscan = off;
