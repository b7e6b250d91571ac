-- What a governing board decides of a suspension or exclusion is a return as well.
alter table school_return drop constraint school_return_sort_check;
alter table school_return add constraint school_return_sort_check
  check (sort in ('added-to-roll', 'taken-off-roll', 'ten-days', 'sickness', 'part-time', 'suspension', 'board-decision'));
