import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandGrant, type RecordKind, readerOfAct } from '../../../access/index.ts'
import { closeWriting, locateChild, write } from '../../../children/index.ts'
import { Conflict, foldName, londonDate, nameParts, type PlainDate } from '../../../kernel/index.ts'
import { type Key, type SealedColumn, seal } from '../../../platform/keys/index.ts'
import { announce } from '../../../platform/live/index.ts'
import { contact as contactKind, referral as referralKind } from '../referral.record.ts'
import { referenceFrom, type ToldWorry } from './contact.ts'
import { type Contact, type ContactStep, listContacts, type StepWords, sealedAs } from './contacts.queries.ts'
import { contactTold, frontDoorStep } from './front-door.record.ts'
import { assessBy, decideBy, isOutOfHours, sourceCodeSet, sourceOf } from './lists.ts'
import type { ReadStep } from './steps.ts'
import { tellDuty } from './tell-duty.actions.ts'
import { frontDoorTopic } from './waiting.queries.ts'

type Command = CommandGrant<'recorder'>

/** The most that is taken from the open page in an hour, from everybody together: more is no council's families. */
const mostOpenAnHour = 300

/** What two contacts about one child share, as far as they tell a name and a birth date; of no use to whoever reads it without the key. */
const alikeOf = (key: Key, { birthDate, childName }: ToldWorry): Buffer | null =>
  birthDate
    ? createHmac('sha256', key)
        .update(`alike ${birthDate} ${foldName(childName)}`)
        .digest()
    : null

/** What was told and decided, as a change of key seals it anew. */
export const sealedContacts: readonly SealedColumn[] = [
  {
    ...{ ring: 'told', table: 'front_door_contact', column: 'words', id: 't.id', place: 't.uuid::text' },
    about: contact => sealedAs(contact, 'told'),
    also: { column: 'alike', make: (key, content) => alikeOf(key, JSON.parse(content.toString()) as ToldWorry) },
  },
  {
    ...{ ring: 'told', table: 'front_door_step', column: 'words', id: 't.id' },
    place: '(select c.uuid::text from front_door_contact c where c.id = t.contact_id)',
    about: contact => sealedAs(contact, 'step'),
  },
]

/**
 * Keeps a contact. Gives the reference for who told it, alike whatever stands on any record; undefined where more comes from the open page
 * than people can send. No record is opened: one that the name and birth date lead to only keeps the contact from who may not have it, and
 * whoever holds it is told. `known` is the child of a worker who tells it from the record.
 */
export const receiveContact = async (
  command: Command,
  key: Key,
  told: ToldWorry,
  way: Contact['way'],
  known?: number,
): Promise<string | undefined> => {
  if (way === 'open' && (await countOpenLately(command)) >= mostOpenAnHour) return undefined
  const [uuid, reference] = [randomUUID(), referenceFrom(randomBytes(8))]
  const words = nameParts(told.childName)
  const { birthDate } = told
  const outcome =
    known === undefined && birthDate && words.length >= 2
      ? await locateChild(command, { name: told.childName, words, birthDate, number: '', reason: '' })
      : undefined
  const alike = alikeOf(key, told)
  const typed = way === 'telephone' || way === 'word-of-mouth'
  const by = command.reader?.userId ?? null
  await sql`
    insert into front_door_contact (uuid, reference, told_at, told_by, typed_by, way, source, out_of_hours, words, alike, exact_id)
    values (${uuid}::uuid, ${reference}, ${command.at}, ${typed ? null : by}, ${typed ? by : null}, ${way}, ${told.source}, ${isOutOfHours(command.at)},
      ${seal(key, Buffer.from(JSON.stringify(told)), sealedAs(uuid, 'told'))}, ${alike}, ${known ?? outcome?.childId ?? null})`.execute(
    command.tx,
  )
  await announce(command.tx, frontDoorTopic)
  if (isOutOfHours(command.at)) await tellDuty(command, known ?? outcome?.childId)
  const shut = known ?? (outcome?.outcome === 'found' ? undefined : outcome?.childId)
  if (shut !== undefined) await sql`select access.tell_holders_of_contact(${shut})`.execute(command.tx)
  return reference
}

const countOpenLately = async ({ tx, at }: Command): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from front_door_contact
    where way = 'open' and told_at > ${at}::timestamptz - interval '1 hour'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Writes one step of a contact down. */
const keepStep = async (
  command: Command,
  key: Key,
  contact: Contact,
  step: { readonly sort: ContactStep['sort']; readonly outcome: string; readonly due?: PlainDate } & StepWords,
): Promise<void> => {
  const { sort, outcome, due, ...words } = step
  await sql`insert into front_door_step (contact_id, sort, outcome, at, by_id, due_on, words)
    values (${contact.id}, ${sort}, ${outcome}, ${command.at}, ${readerOfAct(command)}, ${due ?? null}::date,
      ${seal(key, Buffer.from(JSON.stringify(words)), sealedAs(contact.address, 'step'))})`.execute(command.tx)
}

/** Says how soon a contact must be screened. */
export const rankContact = (
  command: Command,
  key: Key,
  contact: Contact,
  level: string,
  due: PlainDate,
): Promise<void> => keepStep(command, key, contact, { sort: 'ranked', outcome: level, due, why: '' })

/** Writes down how the team made sure that a professional is who they say they are. */
export const verifyContact = async (command: Command, key: Key, contact: Contact, how: string): Promise<void> => {
  await keepStep(command, key, contact, { sort: 'verified', outcome: 'yes', why: how })
  await sql`update front_door_contact set verified_by = ${readerOfAct(command)} where id = ${contact.id}`.execute(
    command.tx,
  )
}

/**
 * Screens a contact, or decides a referral, and writes it on the child's record where the record is known.
 * @throws Conflict where somebody else has done so meanwhile.
 */
export const takeStep = async (command: Command, key: Key, contact: Contact, step: ReadStep): Promise<void> => {
  const goesOn = step.sort === 'screened' && step.outcome === 'referral'
  const { rows } = await sql<{ id: number }>`
    update front_door_contact set state = ${goesOn ? 'referral' : 'closed'} where id = ${contact.id} and state = ${contact.state} returning id`.execute(
    command.tx,
  )
  if (rows.length === 0)
    throw new Conflict('Somebody else has decided this already.', 'Load the page again to see what they decided.')
  const due = goesOn ? decideBy(contact.toldAt) : step.outcome === 'assessment' ? assessBy(contact.toldAt) : undefined
  await announce(command.tx, frontDoorTopic)
  const { sort, outcome, why, answerWay, answer } = step
  await keepStep(command, key, contact, { sort, outcome, why, answerWay, answer, ...(due ? { due } : {}) })
  if (contact.child) await putOnRecord(command, key, contact.address, contact.child.id)
}

/** A person says whose contact it is: it goes on that record, with all that was decided so far. */
export const matchContact = async (command: Command, key: Key, contact: Contact, childId: number): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    update front_door_contact set child_id = ${childId}, matched_by = ${readerOfAct(command)}, matched_at = ${command.at}
    where id = ${contact.id} and child_id is null returning id`.execute(command.tx)
  if (rows.length === 0)
    throw new Conflict('Somebody else has said whose this is.', 'Load the page again to see it as it is now.')
  await putOnRecord(command, key, contact.address, childId)
}

/** It was another child's: what was written on the record ends there, and the contact waits to be found again. */
export const unmatchContact = async (command: Command, contact: Contact): Promise<void> => {
  const { rows } = await sql<{
    id: number
  }>`select e.id from front_door_contact c join entry e on e.id = any (c.entries)
    where c.id = ${contact.id} and e.known_to = 'infinity'`.execute(command.tx)
  for (const { id } of rows) await closeWriting(command, id)
  await sql`update front_door_contact set child_id = null, matched_by = null, matched_at = null, entries = '{}' where id = ${contact.id}`.execute(
    command.tx,
  )
  await sql`update front_door_step set entry_id = null where contact_id = ${contact.id}`.execute(command.tx)
}

/** Writes on the record what is not there yet: the contact, each decision, and the referral that returns count. */
const putOnRecord = async (command: Command, key: Key, address: string, childId: number): Promise<void> => {
  const [contact] = await listContacts(command, key, { one: address })
  if (!contact) return
  const { told } = contact
  const on = londonDate(contact.toldAt)
  const source = sourceOf(told.source, on)
  const from = { source: source?.text ?? '', sourceCode: source?.code ?? '', codeSet: sourceCodeSet }
  const put = async (kind: RecordKind, body: Readonly<Record<string, unknown>>, day: PlainDate, replaces?: number) => {
    if (replaces !== undefined) await closeWriting(command, replaces)
    const authorId = readerOfAct(command)
    const { id } = await write(command, {
      childId,
      kind,
      category: kind.category,
      body,
      on: day,
      authorId,
      ...(replaces === undefined ? {} : { replaces }),
    })
    await sql`update front_door_contact set entries = entries || ${id}::bigint where id = ${contact.id}`.execute(
      command.tx,
    )
    return id
  }
  const { rows } = await sql<{ written: boolean; kept: boolean }>`select c.entries <> '{}' as written,
    exists (select from access.told_shields(array[${childId}]::bigint[])) as kept from front_door_contact c where c.id = ${contact.id}`.execute(
    command.tx,
  )
  if (!rows[0]?.written) {
    await put(contactKind, { on, ...from }, on)
    await put(contactTold, { contact: address, ...toldBody(contact, from.source, rows[0]?.kept === true) }, on)
  }
  const { rows: undone } = await sql<{ id: number; entry_id: number | null }>`
    select id, entry_id from front_door_step where contact_id = ${contact.id} order by id`.execute(command.tx)
  const entryOf = new Map(undone.map(step => [step.id, step.entry_id]))
  for (const step of contact.steps) {
    if ((step.sort !== 'screened' && step.sort !== 'decided') || entryOf.get(step.id)) continue
    const day = londonDate(step.at)
    let entry = await put(frontDoorStep, stepBody(address, step), day)
    if (step.sort === 'screened' && step.outcome === 'referral') entry = await put(referralKind, { on, ...from }, on)
    const before = contact.steps.find(one => one.sort === 'screened')
    if (step.sort === 'decided' && step.outcome !== 'assessment' && before) {
      const body = { on, ...from, noFurtherAction: true }
      entry = await put(referralKind, body, on, entryOf.get(before.id) ?? undefined)
    }
    entryOf.set(step.id, entry)
    await sql`update front_door_step set entry_id = ${entry} where id = ${step.id}`.execute(command.tx)
  }
}

/** What was told, for the record. Of a shielded child the words stay at the front door: they may say where the child is. */
const toldBody = ({ told, toldAt, way, teller }: Contact, source: string, shielded: boolean) => ({
  on: londonDate(toldAt),
  source,
  way,
  ...(told.organisation || teller ? { organisation: told.organisation ?? teller } : {}),
  ...(told.knows ? { knows: told.knows } : {}),
  ...(shielded ? {} : { passages: [{ text: told.worry, about: 'child' }] }),
})
const stepBody = (address: string, step: ContactStep) => ({
  contact: address,
  sort: step.sort,
  outcome: step.outcome,
  on: londonDate(step.at),
  ...(step.due ? { due: step.due } : {}),
  ...(step.answer ? { answer: step.answer } : {}),
  passages: [{ text: step.why, about: 'child' }],
})
