-- The keys by which records are looked up follow from what the records say. They are kept out of PostgreSQL's log: there they were a third of all that
-- the linker wrote, and after each checkpoint, as they lie scattered, a page of eight kilobytes for nearly every one of them. PostgreSQL empties such tables when it has crashed, and in
-- a copy that is made from its log; this row goes with them, and the linker, who misses it, makes the keys again (decision 14).
alter table block_key set unlogged;
create unlogged table block_keys_kept (kept boolean primary key default true check (kept));
grant select, insert on block_keys_kept to throughline_jobs;
grant select on block_keys_kept to throughline_pages;
insert into block_keys_kept default values;
