-- A question that a person asked, not the machine: "is this record two children's?" It stands until people answer it.
alter table review_case add column opened_by bigint references access.principal (id);
-- What a reviewer said of each source person of a record that is to be parted: kept until a second says the same.
alter table case_step add column halves jsonb;
