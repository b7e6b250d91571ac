-- What the linker asks of every person that it touches: did anybody write of them here? Of most, nobody did, however long the record.
create index entry_written on entry (child_id) where author_id is not null;

-- The keys by which a record is looked up: two dozen for each, written by the linker alone in the transaction that has read the record. To check each
-- of them against the record once more took longer than to write it. They still go when their record goes.
alter table block_key drop constraint block_key_source_person_id_fkey;
create function forget_block_keys() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'TRUNCATE' then
    truncate public.block_key;
  else
    delete from public.block_key k using gone where k.source_person_id = gone.id;
  end if;
  return null;
end $$;
create trigger forget_block_keys after delete on source_person referencing old table as gone for each statement execute function forget_block_keys();
create trigger forget_all_block_keys after truncate on source_person for each statement execute function forget_block_keys();
revoke execute on function forget_block_keys() from public;
