-- Letters of refusals outside the round go out as one batch, and are noted as gone like the others. `about` is the refusal's number.
alter table admission_letter drop constraint admission_letter_sort_check,
  add constraint admission_letter_sort_check check (sort in ('outcome', 'reminder', 'reply', 'refusal'));
