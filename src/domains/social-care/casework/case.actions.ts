import { sql } from 'kysely'
import {
  type ChildGrant,
  type CommandGrant,
  keepNamedFor,
  labelledParts,
  type RecordKind,
  shutToNamed,
} from '../../../access/index.ts'
import { askRules, type Body, closeWriting, type KnownFact, tellOfChange, writeParts } from '../../../children/index.ts'
import { Conflict, type PlainDate } from '../../../kernel/index.ts'
import { unaccompanied } from '../care.record.ts'
import { factor } from '../referral.record.ts'
import { namingStep, shuttingStep } from './adoption-steps.ts'
import { kindOfStep } from './case.record.ts'
import type { CaseWithout } from './case-file.queries.ts'
import { type CaseFile, caseFacts, factKinds, isSameFact, type StepDone } from './case-file.ts'
import { type CaseStep, onDay, type Telling } from './case-step.ts'
import { stepOf, stepsToTakeBack } from './case-steps.ts'
import { factorsFound, withoutYoungCarer, youngCarerFactor } from './need-steps.ts'

type Command = CommandGrant<'recorder'>
type Act = {
  readonly grant: Pick<ChildGrant<string>, 'childId' | 'reader'>
  readonly command: Command
  readonly known: readonly KnownFact[]
  /** What was told by the step in whose place this one stands. */
  readonly told?: readonly KnownFact[]
}
/** The kinds of other services that an assessment may find something for: a young carer is theirs to know. */
export type FoundKinds = { readonly youngCarer: RecordKind }

/**
 * Writes a step down, and what it tells: the facts of the case that returns are written from, each in place of what was told here of the same
 * thing before. What a file told stays as it came.
 */
export const takeStep = async (
  act: Act,
  step: CaseStep,
  body: Body,
  file: CaseFile,
  found: FoundKinds,
): Promise<void> => {
  const on = onDay(body)
  const kept = Object.fromEntries(
    Object.entries(withoutYoungCarer(body)).filter(([name]) => !step.keepOut?.includes(name)),
  )
  const taken = step.key === 'take-back' ? stepsToTakeBack(file).find(one => one.address === body.which) : undefined
  // that something was taken back is told to whoever might read it, and to nobody else
  await put(act, kindOfStep(stepOf(taken?.step)?.of ?? step.of), { ...kept, step: step.key }, on)
  if (step.key === 'take-back') await takeBack(act, taken)
  for (const telling of step.tells?.(body, file) ?? []) await tell(act, telling)
  if (step.key === 'assessment-end') await keepFactors(act, body, found)
  if (step.key === shuttingStep) await shutToNamed(act.command, act.grant.childId, 'adoption')
  if (step.key === namingStep || step.key === 'take-back') await keepNamed(act)
  await tellOfChange(act.command, act.grant.childId)
  await askRules(act.command, [act.grant.childId])
}

/** The same step written by two at once, put together: the first ends on the known clock, and the other stands in its place. */
export const takeInPlace = async (
  act: Pick<Act, 'grant' | 'command'>,
  { step, known, told }: CaseWithout,
  { youngCarer }: FoundKinds,
): Promise<Act> => {
  // what the young carers' service reads alone is in no form that both saw: it stays
  const anew = await takeBack({ ...act, known }, step, youngCarer)
  return { ...act, told, known: known.map(fact => ({ ...fact, entry: anew.get(fact.entry) ?? fact.entry })) }
}

/**
 * What a step wrote and told ends on the known clock, and what stood in its place stands again: all of it was written, and closed, at one moment.
 * Gives the new entry of each that stands again, by the old. What is of the kind `spared` stays.
 * @throws Conflict where somebody else has taken it back meanwhile.
 */
const takeBack = async (
  act: Act,
  step: StepDone | undefined,
  spared?: RecordKind,
): Promise<ReadonlyMap<number, number>> => {
  const at = step?.writtenAt
  if (!at) throw takenAway()
  const { grant, command } = act
  // what the step told, and the same again where it was built upon and that was taken back
  const { rows: told } = await sql<{ id: number; builtOn: boolean }>`
    with recursive own as (
      select id from entry where child_id = ${grant.childId} and source_id = 'throughline' and known_from = ${at}
        and author_id = (select author_id from entry where uuid = ${step.address}::uuid) and kind is distinct from ${spared?.kind ?? null} and kind <> all(${toldOnceKinds}::text[])
      union select e.id from entry e join own on e.replaces = own.id where e.child_id = ${grant.childId} and e.kind = any(${factKinds}::text[]))
    select e.id, e.known_from <> ${at} and not exists (select from entry b where b.child_id = e.child_id and b.source_id = 'throughline'
      and b.code = 'take-back' and b.known_from = e.known_from) as "builtOn"
    from entry e where e.id in (select id from own) and e.known_to = 'infinity'`.execute(command.tx)
  if (told.some(one => one.builtOn)) throw takenAway()
  for (const { id } of told) await closeWriting(command, id)
  const { rows: before } = await sql<{ id: number; kind: string; body: Body; on: PlainDate }>`
    select id, kind, body, true_from::text as on from entry where child_id = ${grant.childId} and source_id = 'throughline' and known_from < ${at} and known_to = ${at}
      and kind = any(${factKinds}::text[]) order by id`.execute(command.tx)
  const anew = new Map<number, number>()
  for (const { id, kind, body, on } of before) {
    const known = Object.values(caseFacts).find(one => one.kind.kind === kind)?.kind
    const [made] = known ? await put(act, known, body, on, id) : []
    if (made) anew.set(id, made.id)
  }
  return anew
}

/** What a form corrected and told once was told to services as well: it stays, and is corrected by telling again. */
const toldOnceKinds = ['told-school', 'carer', 'doctor', 'background']

const takenAway = () =>
  new Conflict('It cannot be taken back any more.', 'Load the page again to see the case as it is now.')

const put = async (
  { grant, command }: Act,
  kind: RecordKind,
  body: Body,
  on: PlainDate,
  replaces?: number,
): Promise<readonly { readonly id: number }[]> => {
  const writing = {
    childId: grant.childId,
    kind,
    on,
    authorId: grant.reader.userId,
    // What is kept to named people stays so in its next version.
    ...(replaces === undefined ? {} : { replaces, sealedAs: replaces }),
  }
  return await writeParts(command, writing, labelledParts(kind, body))
}

/**
 * Whoever two different people have named for adoption may know of it; nobody else any more. Neither reads what the other wrote: the second names the same by their own word,
 * so that a name by one alone tells nobody anything. Before that was asked (`counts`) one named, and themselves with it: that stands.
 */
const keepNamed = async ({ grant, command }: Act): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    with named as (select author_id as author, body->>'counts' is null as alone, body->'people' as people from entry
      where child_id = ${grant.childId} and kind = ${kindOfStep('adoption').kind} and code = ${namingStep} and known_to = 'infinity'),
    word as (select author, alone, jsonb_array_elements_text(people)::bigint as id from named union all select author, alone, author from named where alone)
    select id from word group by id having count(distinct author) >= 2 or bool_or(alone) order by id`.execute(
    command.tx,
  )
  await keepNamedFor(
    command,
    grant.childId,
    'adoption',
    rows.map(row => row.id),
  )
}

/** What stands here of the thing stays, but for what is told now. A referral that the front door wrote is the front door’s: it stays beside. */
const tell = async (act: Act, { key, begins, body }: Telling): Promise<void> => {
  const { kind } = caseFacts[key]
  const own = act.known
    .filter(fact => fact.kind === kind.kind && fact.source === 'throughline' && fact.from === begins)
    .filter(fact => isSameFact(key, fact.body, body))
    .toSorted((a, b) => a.entry - b.entry)
  const ofDoor = key === 'referral' ? await listOfDoor(act) : []
  const replaced = own.filter(fact => !ofDoor.includes(fact.entry))
  for (const { entry } of replaced) await closeWriting(act.command, entry)
  const before = own.find(fact => fact.kept) ?? replaced[0]
  const told = (act.told ?? []).filter(
    fact => fact.kind === kind.kind && fact.from === begins && isSameFact(key, fact.body, body),
  )
  const said =
    told.length > 0 ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) : body
  await put(
    act,
    kind,
    Object.assign({}, ...[...own, ...told].map(fact => fact.body), said) as Body,
    begins,
    before?.entry,
  )
}

const listOfDoor = async ({ grant, command }: Act): Promise<readonly number[]> => {
  const { rows } = await sql<{ entries: number[] }>`
    select entries from front_door_contact where child_id = ${grant.childId}`.execute(command.tx)
  return rows.flatMap(row => row.entries)
}

/** Factors about a parent or another adult at home say whose they are; a young carer and a child who came alone are facts of their own. */
const keepFactors = async (act: Act, body: Body, { youngCarer }: FoundKinds): Promise<void> => {
  const on = onDay(body)
  const codeSet = 'CIN census 2026'
  for (const { code, label } of factorsFound(body)) {
    const [kind, more] =
      code === youngCarerFactor ? [youngCarer, {}] : [factor, { aboutParent: /^[1-6][BC]$/.test(code) }]
    await put(act, kind, { code, label, on, codeSet, ...more }, on)
    if (code === '9A') await put(act, unaccompanied, { unaccompanied: true }, on)
  }
}
