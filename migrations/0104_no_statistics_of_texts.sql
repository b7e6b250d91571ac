-- No plan turns on which bodies, identities and rows are common: they differ from one another nearly always. To compare them took most of the time that
-- PostgreSQL needed to count a table again, which it does often while a first import runs.
alter table entry alter column body set statistics 0, alter column uuid set statistics 0, alter column seen_through set statistics 0;
alter table source_record alter column content set statistics 0, alter column identity set statistics 0, alter column content_hash set statistics 0;
alter table source_person alter column identity set statistics 0, alter column identity_hash set statistics 0, alter column linked_hash set statistics 0;
alter table link alter column evidence set statistics 0;
alter table link_edge alter column vector set statistics 0, alter column commonness set statistics 0;
