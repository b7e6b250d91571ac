-- Who opened which question of the clearing house in the last minutes is asked once for the whole list, by the time of the step.
create index on case_step (at);
