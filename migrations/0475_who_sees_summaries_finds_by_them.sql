-- A word to find a child by is seen by whoever sees the fact that it is of. Names, birth dates, schools and addresses are summaries, which a school's office and a
-- youth worker read of their own children: but their words were shown to full sight alone, and such a reader's search found nobody.
drop policy reader on search_key;
do $$ begin
  execute format('create policy reader on search_key for select to throughline_pages using (%s)',
    access.reader_policy('search_key.child_id', 'search_key.category_bit', 'search_key.sensitivity',
      '(search_key.category_bit = 1 and search_key.field in (''forename'', ''surname'', ''known-as'', ''former'', ''birth'', ''school'')
        or search_key.category_bit = 2 and search_key.field = ''postcode'')'));
end $$;
