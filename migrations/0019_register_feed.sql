-- When each school's registers are due, and the last day whose register came: a school that has sent nothing is told apart from
-- a child without a mark. It says nothing of any child.
alter table access.establishment
  add column register_due time not null default '10:00',
  add column register_on date,
  add column register_at timestamptz;
