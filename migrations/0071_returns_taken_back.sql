-- Whoever sent a return may take it back until somebody of the council has looked at it.
alter table school_return drop constraint school_return_state_check;
alter table school_return add constraint school_return_state_check check (state in ('sent', 'taken-up', 'done', 'taken-back'));
