-- Whether the source keeps a child once: the whole of it, or each school for itself, whose number the key of its children begins with. It follows the code, as
-- what the source is called does; a spreadsheet's follows its confirmed columns, here for those that were confirmed before.
alter table source add column keeps_once text check (keeps_once in ('source', 'school'));
update source set keeps_once = 'source' where mapping ->> 'mode' = 'snapshot' and mapping ->> 'key' in ('own-id', 'upn');
