-- Whether a run brought registers is asked after each: by itself, and not of all rows that ever came.
create index source_record_register on source_record (run_id) where register;
