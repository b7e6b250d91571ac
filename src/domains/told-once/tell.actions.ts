import { sql } from 'kysely'
import { actConcerns, type CommandGrant, readerOfAct } from '../../access/index.ts'
import { askRules, projectFacts, write } from '../../children/index.ts'
import { NotFound, type PlainDate, parseUuid } from '../../kernel/index.ts'
import { addJob } from '../../platform/jobs/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import { findAbout } from './about.queries.ts'
import { factsOf } from './apply-change.ts'
import type { Change } from './change.ts'
import { readGateFacts, readSubject, type ToldAbout } from './changes.queries.ts'
import { type HeldReason, reasonsToHold } from './gate.ts'
import { type ToldService, toldOf } from './told-service.ts'
import { openWords, sealSubject, sealWords } from './words.actions.ts'

type Command = CommandGrant<'recorder'>

/** What telling goes on with: the services outside, and which of the others a person looks at as well. */
export type TellOptions = {
  readonly services: readonly ToldService[]
  readonly isSampled: (uuid: string) => boolean
  /** Seals what was told. */
  readonly key: Key
}

/** Whose change it is: the child whose record is open, or who the teller says it is. */
export type ToldOf = { readonly childId: number } | { readonly about: ToldAbout }

/**
 * Keeps what was told and, unless it stops at the gate, puts it on the record and before the services. Gives the random address of the
 * teller's own receipt, alike whatever came of it.
 */
export const tellChange = async (
  command: Command,
  change: Change,
  of: ToldOf,
  options: TellOptions,
): Promise<string> => {
  const teller = readerOfAct(command)
  const about = 'about' in of ? of.about : undefined
  const found = about ? await findAbout(command, about) : { childId: (of as { childId: number }).childId, why: [] }
  const why: HeldReason[] =
    found.childId === undefined || found.why.length > 0
      ? found.why
      : reasonsToHold(change.kind, await readGateFacts(command, found.childId))
  const {
    rows: [fresh],
  } = await sql<{ uuid: string }>`select gen_random_uuid() as uuid`.execute(command.tx)
  const words = sealWords(options.key, fresh?.uuid ?? '', { saidBy: change.saidBy, fields: change.fields, about })
  const { rows } = await sql<{ id: number; uuid: string }>`
    insert into told_change (uuid, told_by, told_at, kind, from_on, words, child_id, state, held_why)
    values (${fresh?.uuid ?? ''}::uuid, ${teller}, ${command.at}, ${change.kind}, ${change.from}::date, ${words}, ${found.childId ?? null}, 'held', array['sample'])
    returning id, uuid`.execute(command.tx)
  const [made] = rows
  if (!made) throw new Error('Nothing was kept')
  const held: HeldReason[] = why.length === 0 && options.isSampled(made.uuid) ? ['sample'] : why
  // Whose record it went to stands in the record of access, where the teller named no record.
  if (about) actConcerns(command, found.childId, { categories: ['identity', 'contact'] })
  if (held.length > 0)
    await sql`update told_change set held_why = ${held}::text[] where id = ${made.id}`.execute(command.tx)
  // Whoever holds a shielded record is told, whether or not the change waits. Of no other record is anybody.
  if (found.childId !== undefined)
    await sql`select access.tell_holders_of_change(${found.childId}, ${teller})`.execute(command.tx)
  if (held.length === 0 && found.childId !== undefined)
    await apply(command, { id: made.id, uuid: made.uuid, change, childId: found.childId, teller }, options)
  return made.uuid
}

export type Applied = {
  readonly id: number
  readonly uuid: string
  readonly change: Change
  readonly childId: number
  readonly teller: number
  readonly decidedBy?: number
}

/** Puts it on the record, in the teller's name, and before each service that takes such a change. */
export const apply = async (
  command: Command,
  { id, uuid, change, childId, teller, decidedBy }: Applied,
  { services, key }: TellOptions,
): Promise<void> => {
  const subject = await readSubject(command, childId)
  let entry: number | undefined
  for (const { kind, body } of factsOf(change))
    entry = (await write(command, { childId, kind, category: kind.category, body, on: change.from, authorId: teller }))
      .id
  await projectFacts(command.tx, [childId], command.at)
  await sql`update told_change set state = 'applied', child_id = ${childId}, entry_id = ${entry ?? null}, subject = ${sealSubject(key, uuid, subject)},
    decided_by = ${decidedBy ?? null}, decided_at = ${decidedBy === undefined ? null : command.at} where id = ${id}`.execute(
    command.tx,
  )
  if (change.kind === 'address' || change.kind === 'school') await askRules(command, [childId])
  await addJob(command.tx, 'see-to-conflicts', { child: childId }, { key: `see-to-conflicts:${childId}` })
  for (const service of toldOf(services, change.kind)) {
    const { rows } = await sql<{ id: number }>`insert into told_delivery (change_id, service, at)
      values (${id}, ${service.id}, ${command.at}) returning id`.execute(command.tx)
    if ('webhook' in service.way)
      await addJob(command.tx, 'tell-service', { delivery: rows[0]?.id ?? 0 }, { maxAttempts: 12 })
  }
}

type HeldRow = {
  id: number
  kind: Change['kind']
  from_on: PlainDate
  words: Buffer
  uuid: string
  child_id: number | null
  told_by: number
}

/** What came of a person's look: put on the record, refused, or found to be of a child whose record stops it for another look. */
export type Decided = 'applied' | 'refused' | 'held'

/**
 * A person who did not tell it decides: it goes on, or is refused with a reason that the teller reads. `child` is the address of the
 * record that it is of, where the teller's words found none. @throws NotFound where it waits no longer, or is not theirs to look at.
 */
export const decideHeld = async (
  command: Command,
  uuid: string | undefined,
  decision:
    | { readonly yes: true; readonly child: number | undefined }
    | { readonly yes: false; readonly answer: string },
  options: TellOptions,
): Promise<Decided> => {
  const checker = readerOfAct(command)
  const { rows } = await sql<HeldRow>`select id, uuid, kind, from_on, words, told_by,
      (select coalesce(p.redirect_to, p.id) from person p where p.id = told_change.child_id) as child_id from told_change
    where uuid = ${parseUuid(uuid ?? '') ?? null}::uuid and state = 'held' and claim is null and told_by <> ${checker} for update`.execute(
    command.tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  if (!decision.yes) {
    await sql`update told_change set state = 'refused', answer = ${decision.answer}, decided_by = ${checker}, decided_at = ${command.at} where id = ${row.id}`.execute(
      command.tx,
    )
    return 'refused'
  }
  const { saidBy, fields } = openWords(options.key, row.uuid, row.words)
  const change: Change = { kind: row.kind, from: row.from_on, saidBy, fields }
  const childId = row.child_id ?? decision.child
  if (childId === undefined) throw new NotFound()
  const why = row.child_id === null ? reasonsToHold(change.kind, await readGateFacts(command, childId)) : []
  if (why.length > 0) {
    await sql`update told_change set child_id = ${childId}, held_why = ${why}::text[] where id = ${row.id}`.execute(
      command.tx,
    )
    return 'held'
  }
  await apply(
    command,
    { id: row.id, uuid: row.uuid, change, childId, teller: row.told_by, decidedBy: checker },
    options,
  )
  return 'applied'
}
