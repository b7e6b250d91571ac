-- What list 11 of Annex A asks of each adopter (ethnicity by its code, disability), first and second as they stand in who they are; and the number their family has in another system,
-- by which adopters who are in a file too stand in the list once. How often who they are was changed tells the second of two writers that they are second.
alter table adopters add column ethnicities text[] not null default '{}', add column disabilities text[] not null default '{}',
  add column family_number text, add column changes integer not null default 0;
grant update (names, who, fostering, ethnicities, disabilities, family_number, changes) on adopters to throughline_pages;
