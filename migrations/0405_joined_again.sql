-- What was written while two records were one stands on both halves after a split. Where the two are joined again it would be read twice: the copy is
-- folded away while they are one, and is made anew when they come apart. Meanwhile nobody is asked whose it is.
alter table split_entry add column folded_at timestamptz;
create index on split_entry (entry_id) where folded_at is not null;
