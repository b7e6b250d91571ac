// The rules that security.md 3.7 sets for the migrated database, each asked of PostgreSQL's own catalogue, so that a new table,
// policy, function or index cannot forget one. What is let through stands here with its reason.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { keptRecordFunctions } from './testing/kept-record-functions.ts'
import { planted } from './testing/planted-faults.ts'
import { policiesOfTables, unlistedTables } from './testing/policy-actors.ts'
import { asked, negations, reads } from './testing/policy-text.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db.drop())

const ours = `n.nspname in ('public', 'access', 'intake')`
const found = async (query: string): Promise<string[]> =>
  (await db.owner.query<{ found: string }>(query)).rows.map(row => row.found).sort()
const policies = async (is: (text: string, table: string) => boolean): Promise<string[]> =>
  (
    await db.owner.query<{ policy: string; tablename: string; text: string }>(
      `select tablename, tablename || '.' || policyname as policy, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies
       where schemaname in ('public', 'access', 'intake')`,
    )
  ).rows.flatMap(({ policy, tablename, text }) => (is(text, tablename) ? [policy] : []))
/** What is there and has no reason, and what has a reason and is no longer there. */
const without = (there: readonly string[], reasons: Readonly<Record<string, string>>): string[] => [
  ...there.filter(name => !(name in reasons)),
  ...Object.keys(reasons).filter(name => !there.includes(name)),
]

// Tables without row security. None holds a child's fact.
const open: Readonly<Record<string, string>> = {
  'access.family_account': 'accounts of families, with sealed e-mail addresses: asked before there is an account',
  'access.family_session': 'hashes of tokens, asked before there is an account',
  'access.hidden_person': 'numbers of source persons, and nothing of whom: policies are decided from it',
  'access.key': 'no login may read it',
  'access.session': 'hashes of tokens, asked before there is a reader',
  'access.vault_key': 'the names and marks of keys, which are files outside the database',
  'public.block_keys_kept': 'whether the keys of records are there: one row, of nobody',
  'public.search_word': 'a dictionary of words; whose they are stands in search_key',
  'public.ward_postcode': 'which ward a postcode is in: public facts of places',
}
const closedToPages = ['access.barrier', 'access.key', 'access.shield', 'access.shield_allowed']

// Functions that run with their owner's rights, and what each may tell.
const definers: Readonly<Record<string, string>> = {
  'access.actor': 'the actor of the signed context',
  'access.answered_cases': 'which cases the reader has answered',
  'access.at': 'the moment of the signed context',
  'access.register_arrivals': 'to whoever has a live reason to see a school: when its register came, and no number',
  'public.forget_publication': 'takes back what was published of absence once an agreement is withdrawn',
  'access.absence_counts': 'to the actor that counts: how many pupils missed how much, of whole groups',
  'public.count_pupil_years': 'the trigger that keeps the counted facts of a pupil’s year true to the marks',
  'public.recount_pupil_years': 'the same where marks change',
  'access.barred': 'to the linker: whether two source persons may meet',
  'access.child_facts': 'of one address: what the decision about it needs',
  'access.context': 'the signed context, checked',
  'access.copy_refusals': 'to the linker and the clearing house: copies refusals to a child that was joined or split',
  'access.desk_counts': 'to the clearing house: how many cases wait that it may open',
  'access.feed_troubles': 'to the clearing house: how many schools could not be asked, and services not be told',
  'access.admit_family': 'makes an account that the families’ issuer, or a code, vouches for, and no other principal',
  'access.close_family': 'to a family, of its own account alone: forgets who it is, and ends its sessions',
  'access.family_sent_before': 'to a family, of itself alone: how much went today from accounts that it closed',
  'access.forget_adopters': 'to the keeper: ends adopters who left or adopted long ago',
  'access.forget_families': 'to the keeper: ends accounts that nobody signs in by and of which nothing is kept',
  'access.quiet_records': 'to the keeper: which records nothing goes on in, and the last day of each kind of thing',
  'access.record_parts': 'to the keeper: how many of what would go with a record that is proposed, never what',
  'access.destroy_part': 'to the keeper: the end of a part of a record that two people agreed on',
  'access.make_audit_months': 'to the audit: makes the next months of the record of access; tells nothing',
  'access.keep_record': 'to the keeper: keeps one record that is named, in the name of whoever asks',
  'access.quiet_parts': 'to the keeper: of which parts of records nothing was said for long, and the last day',
  'access.destroy_record': 'to the keeper: the end of one record that two people agreed on',
  'access.family': 'the family’s account of the signed context',
  'access.family_places': 'where protected children of the family can be found, to those named to know it alone',
  'access.guards_place': 'whether the reader must be kept from where one child is',
  'access.named_seals': 'which seals name the reader',
  'access.places_kept_from_returns': 'the children whose places no statutory return tells: used by a policy',
  'access.seal_stays': 'keeps a seal on a fact until two people lift it',
  'access.held_children': 'to the vault: of which children it holds where they are',
  'access.kept_from_returns': 'the children whom no statutory return tells of: used by a policy',
  'access.hidden_sources': 'the sources whose agreement is withdrawn: used by policies',
  'access.hide_late_persons': 'keeps access.hidden_person',
  'access.hold_words': 'locks words and children that tokens are written of; answers nothing',
  'access.words_stay': 'refuses to take away what a child is found by; answers nothing',
  'access.hold_facts': 'locks what facts are written of; answers nothing',
  'access.hold_child': 'locks the child that a fact goes to; answers nothing',
  'access.facts_stay': 'refuses to take away what facts hang on; answers nothing',
  'access.hide_persons': 'keeps access.hidden_person',
  'access.withdrawn_sources': 'the same for the imports desk',
  'access.hidden_places': 'the children whose whereabouts the reader may not know: used by policies',
  'access.keep_consents': 'the trigger that makes of what a young carer agreed what row security asks, and ends it',
  'access.homes_to_compare': 'to the vault: which children of a protected child’s family have a home to compare',
  'access.cover_home': 'to the vault: keeps a home for the sake of a protected child’s',
  'access.name_for_covered': 'the trigger that names for both whoever is named for one',
  'access.end_covered': 'the trigger that ends what is kept for the sake of another',
  'access.homes_to_decide': 'to who is named for a child alone: whose home is kept for its sake, to be decided',
  'access.forget_named': 'takes from reasons what a shield that ended gave them; answers nothing',
  'access.end_kept': 'the trigger that asks for it',
  'access.decide_home': 'to the actor that records, for one of those: their decision, and nothing else',
  ...keptRecordFunctions,
  'access.is_named': 'whether one reader is named for one child',
  'access.looks_at_namesakes': 'to the nightly check of looks: who looked at a child of their surname, with numbers',
  'access.looks_at_carers_named': 'to the nightly check of looks: names of carers that may be the reader’s own',
  'access.looks_at_own_postcode': 'to the nightly check of looks: who looked at a child of their own family’s postcode',
  'access.looks_after_work': 'to the nightly check of looks: who looked after their work had ended',
  'access.tell_of_urgent_teams':
    'to the nightly check of looks: tells managers of teams whose looks are often urgent; how many',
  'access.looks_counted': 'to the nightly check of looks: how many children each person opened, none of them shielded',
  'access.located_and_left': 'to the nightly check of looks: how many children were located and nothing done',
  'access.lookers': 'to the clearing house: whom to tell of an undone join',
  'access.masks': 'what the role in use may see',
  'access.keeps_adopters': 'whether one of one’s own teams is of the adoption service, from the signed context',
  'access.named_places': 'to who is named to know where children are: which children those are',
  'access.night_duty': 'to recorder: ids of the out-of-hours team to tell, without those who may not have the child',
  'access.may_be_given': 'which of these people may be given work with a child, to who may have it; never why not',
  'access.notes_at': 'what is known of a house, to those named to know who lives there who may read such notes',
  'access.principals': 'the reader and the teams of the moment',
  'access.reader': 'the reader of the signed context',
  'access.refused': 'the children refused to the reader: used by policies',
  'access.people_at_school': 'to who works with a child: who at its schools may be told, unless its place is kept',
  'access.signed_for': 'whom the signed context is of, or works for',
  'access.settles_cases': 'to the linker: which cases end by themselves',
  'access.shielded': 'to the linker and the clearing house: which of these children are shielded',
  'access.seal_adopted': 'tells nothing: to the actor that records, who seals the record of before an adoption order',
  'access.shielded_children': 'to the clearing house: which children are shielded, for its lists of conflicts',
  'access.tell_holders_of_change': 'tells those who hold a shielded child that somebody told something of it',
  'access.tell_holders_of_contact': 'tells those who hold a shielded child that somebody told the front door of it',
  'access.admission_facts':
    'to the actor of admissions: yes or no, whether a child is in our care, has a plan, has a protected address',
  'access.admission_references':
    'to the actor of admissions: whose application each reference of a round is, and the schools it names',
  'access.admission_elsewhere':
    'how many places of a run are at schools of other councils and cannot stand, for the admissions actor: two counts, with children who are shut to whoever asks',
  'access.admission_left':
    'from which day children who hold an offer are on the school’s roll no more, for its place; of nobody with a shield or a sealed place',
  'access.admission_pupils': 'how many of a round’s age are on a school’s roll without an offer: a number, and nobody',
  'access.admission_by_appeal':
    'to the actor of admissions: how many places of each school are held by children whom a panel admitted, a number',
  'access.admission_places': 'to the actor of admissions: places of each school held, put, proposed, waited for',
  'access.searched_since': 'to the reader: whether they searched since, not for what',
  'access.admission_reminders':
    'to the actor of admissions: how many families began an application of a round and were reminded, numbers alone',
  'access.admission_next': 'to the actor of admissions: who is next on a waiting list, to be proposed',
  'access.refused_with_joined':
    'the records that are shut to the reader, and those that were joined to one: used by policies of admissions',
  'access.shut_applications':
    'the applications of children who are shut to the reader: used by policies of admissions and appeals',
  'access.shielded_since': 'to the messenger alone, which of its own deliveries to hold',
  'access.family_news':
    'to the messenger: that something has come up for an account to read, and about which child; never what it is',
  'access.family_rounds': 'to a family’s account: the rounds that take applications, as their prospectus has them',
  'access.family_appeals_to': 'to a family’s account: where appeals are sent, as letters print it',
  'access.family_days': 'to a family’s account: the days that the rounds of its own applications publish',
  'access.family_outcomes':
    'to a family’s account: what came of its own applications once the offers are out, and nothing of another child',
  'access.appeal_refusals': 'to the clerk of appeals: which schools refused one child, by the reference and birth date',
  'access.appeal_facts': 'to the clerk of appeals: who appeals, and what the round says of that child at that school',
  'access.appeal_rounds': 'to the clerk of appeals: the last days to lodge that rounds published',
  'access.support_told': 'counts of everybody, to the actor of counts, suppressed before they are shown',
  'access.support_schools': 'the same, by school',
  'access.told_shields': 'to the actor that records: which of these children are shielded, and from whom it works for',
  'access.tell_holders': 'tells those who hold a sealed child that somebody looked',
  'access.whom_to_ask': 'whom the reader may ask about what is sealed of one child: people, never the fact',
  'job.add': 'adds a job to the queue; for the pages’ login one of the kinds that an actor of pages asks for',
}

// Columns that decide who sees a row, which a login may write anew.
const relabelled: Readonly<Record<string, string>> = {
  'access.grant_row.extra_mask': 'urgent access and requests that are answered: policies bind them to the actor',
  'access.grant_row.limit_mask': 'as extra_mask',
  'access.grant_row.max_sensitivity': 'arrangements name readers of a shielded child',
  'access.organisation.categories': 'what an agreement names: told by information governance, and cuts what roles open',
  'public.entry.sensitivity': 'may only rise: a trigger holds it',
  'public.entry.seal': 'put on by the recorder, and kept by a trigger until two people lift it',
}

const withRights = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and n.nspname in ('public', 'access', 'intake', 'job')`

// Each rule gives what breaks it.
const rules: Readonly<Record<string, () => Promise<string[]>>> = {
  'row security is on and forced for every table, but for those with a reason': async () =>
    without(
      await found(`select n.nspname || '.' || c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`),
      open,
    ),
  // Functions with their owner's rights, and `keys rotate`, would find forced tables empty wherever the owner is no superuser.
  'every table that holds its owner too lets the owner through': () =>
    found(`select c.oid::regclass::text as found from pg_class c where c.relforcerowsecurity and not exists (select from pg_policy p
      where p.polrelid = c.oid and p.polroles = array[c.relowner] and p.polcmd = '*' and pg_get_expr(p.polqual, c.oid) = 'true')`),
  'no page touches what only functions may read': () =>
    found(`select c.oid::regclass::text as found from pg_class c where c.oid = any ('{${closedToPages.join(',')}}'::regclass[])
      and has_any_column_privilege('throughline_pages', c.oid, 'select, insert, update')`),
  'no view or stored copy passes row security by': () =>
    found(`select n.nspname || '.' || c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)))`),
  'every policy says whom it is for, and every one that writes what may be written': () =>
    found(`select schemaname || '.' || tablename || '.' || policyname as found from pg_policies join pg_tables using (schemaname, tablename)
      where schemaname in ('public', 'access', 'intake') and (not roles <@ array['throughline_pages', 'throughline_jobs', 'throughline_linker', tableowner]::name[]
        or (cmd not in ('SELECT', 'DELETE') and with_check is null))`),
  // An event that names somebody else than the signed context does would be their deed by another's hand.
  'what somebody did is written down in their own name alone': () =>
    found(`select policyname::text as found from pg_policies where schemaname = 'access' and tablename = 'access_event' and cmd in ('INSERT', 'UPDATE', 'ALL')
      and roles && '{throughline_pages,throughline_jobs,throughline_linker}'::name[] and coalesce(with_check, '') !~ 'signed_for'`),
  'each table lets those actors read it, and those write it, that its list names': async () =>
    unlistedTables((await db.owner.query(policiesOfTables)).rows),
  'a policy reads who asks once for a statement, not once for a row': () =>
    policies(text => /\baccess\.\w+\(/.test(text.replace(/\( ?SELECT access\.\w+\(\)( AS \w+)?\)/g, ''))),
  // `not exists` over a table that hides rows from the reader is true where it should be false: the leak of security.md 3.6.
  'no policy is decided by the absence of what row security hides': async () => {
    const fenced = await found(`select relname::text as found from pg_class where relrowsecurity`)
    return policies(text => negations(text).some(part => fenced.some(table => reads(part, table))))
  },
  // A column that stands unqualified inside `exists` is the inner table's wherever that has one of its name: `child_id = child_id` is true of every
  // row. PostgreSQL keeps what it understood: each column with its table.
  'what a policy asks of another table it asks for its own row': () =>
    policies(
      (text, table) =>
        /(?<![\w.])(\w+\.\w+) = \1(?!\w)/.test(text) || asked(text).some(part => !part.includes(`${table}.`)),
    ),
  'indexes under row security are of kinds whose operators tell nothing of rows that it hides': async () => [
    ...(await found(`select c.relname || ' ' || am.amname as found from pg_index i
      join pg_class c on c.oid = i.indexrelid join pg_am am on am.oid = c.relam join pg_class t on t.oid = i.indrelid
      join pg_namespace n on n.oid = t.relnamespace where ${ours} and t.relrowsecurity and (am.amname <> 'btree' or i.indexprs is not null)`)),
    ...(await found(`select distinct o.oprname || ' on ' || t.relname as found from pg_index i join pg_class t on t.oid = i.indrelid
      join pg_namespace n on n.oid = t.relnamespace cross join unnest(i.indclass::oid[]) k(class) join pg_opclass oc on oc.oid = k.class
      join pg_amop ao on ao.amopfamily = oc.opcfamily and ao.amoplefttype = oc.opcintype and ao.amoprighttype = oc.opcintype
      join pg_operator o on o.oid = ao.amopopr join pg_proc p on p.oid = o.oprcode where ${ours} and t.relrowsecurity and not p.proleakproof`)),
  ],
  'the two logins and the linker own nothing, make nothing and bypass nothing': () =>
    found(`select rolname::text as found from pg_roles r where rolname in ('throughline_pages', 'throughline_jobs', 'throughline_linker')
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or has_database_privilege(r.oid, current_database(), 'create, temp')
        or exists (select from pg_class c where c.relowner = r.oid)
        or exists (select from pg_namespace n where n.nspname !~ '^pg_' and has_schema_privilege(r.oid, n.oid, 'create')))`),
  'one policy lets the linker’s role in, in the linker’s signed context alone': () =>
    found(`select schemaname || '.' || tablename || '.' || policyname as found from pg_policies where 'throughline_linker' = any (roles)
      and (permissive, cmd, qual, with_check) is distinct from ('PERMISSIVE', 'ALL', '(( SELECT access.actor() AS actor) = ''linker''::text)', qual)`),
  'no policy of the two logins names the linker, which works under its own role alone': () =>
    found(`select schemaname || '.' || tablename || '.' || policyname as found from pg_policies where 'throughline_linker' <> all (roles)
      and concat(qual, with_check) ~ $q$'linker'::text$q$`),
  'the linker’s role may do nothing that the jobs’ login may not': async () => [
    ...(await found(`select c.oid::regclass || '.' || a.attname || ' ' || p.may as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped cross join (values ('select'), ('insert'), ('update')) p(may)
      where ${ours} and c.relkind in ('r', 'p') and has_column_privilege('throughline_linker', c.oid, a.attname, p.may)
        and not has_column_privilege('throughline_jobs', c.oid, a.attname, p.may)`)),
    ...(await found(`select c.oid::regclass || ' ' || p.may as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join (values ('delete'), ('truncate'), ('references'), ('trigger'), ('maintain')) p(may)
      where ${ours} and c.relkind in ('r', 'p') and has_table_privilege('throughline_linker', c.oid, p.may) and not has_table_privilege('throughline_jobs', c.oid, p.may)`)),
    ...(await found(`select p.oid::regprocedure::text as found ${withRights} and has_function_privilege('throughline_linker', p.oid, 'execute')
      and not has_function_privilege('throughline_jobs', p.oid, 'execute')`)),
  ],
  'the jobs’ login alone may become the linker, and has none of its rights before it does': () =>
    found(`select m.member::regrole::text as found from pg_auth_members m join pg_roles r on r.oid = m.member
      where m.roleid = 'throughline_linker'::regrole and (m.inherit_option or not m.admin_option and m.set_option
        and r.rolname = any (array[current_database() || '_as_pages', 'throughline_pages', 'throughline_jobs']))`),
  'the two logins cannot write a label anew, but where there is a reason': async () =>
    without(
      await found(`select distinct n.nspname || '.' || c.relname || '.' || a.attname as found from pg_attribute a
        join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace cross join (values ('throughline_pages'), ('throughline_jobs'), ('throughline_linker')) r(login)
        where ${ours} and c.relkind = 'r' and a.attname in ('category_bit', 'sensitivity', 'seal', 'summary', 'limit_mask', 'extra_mask', 'max_sensitivity', 'categories')
          and has_column_privilege(r.login, c.oid, a.attname, 'update')`),
      relabelled,
    ),
  'no page reads from a counter how many rows there are': () =>
    found(`select c.relname::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and case when c.relkind = 'S' then has_sequence_privilege('throughline_pages', c.oid, 'usage, select') end`),
  'functions with their owner’s rights are known': async () =>
    without(await found(`select n.nspname || '.' || p.proname as found ${withRights}`), definers),
  'functions with their owner’s rights look names up in no schema of a caller, and are for the two logins alone': () =>
    found(`select p.oid::regprocedure::text as found ${withRights}
      and (has_function_privilege('public', p.oid, 'execute') or not coalesce(p.proconfig && array['search_path=pg_catalog', 'search_path=""'], false))`),
  'no function sends a signal that every listener would read': () =>
    found(`select n.nspname || '.' || p.proname as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} and p.prosrc ~* 'notify'`),
}

describe('the migrated database', () => {
  for (const [rule, broken] of Object.entries(rules)) test(rule, async () => assert.deepEqual(await broken(), []))

  test('would be told of a fault against each of these rules', async () => {
    await db.owner.query(planted)
    const unseen: string[] = []
    for (const [rule, broken] of Object.entries(rules)) if ((await broken()).length === 0) unseen.push(rule)
    assert.deepEqual(unseen, [])
  })
})
