-- What the directory calls somebody's number (work, mobile): told as work alone, it would take another for the number it gave, and not change it.
alter table access.principal add column phone_type text check (phone_type is null or kind = 'user');
