import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandGrant, readerOfAct, type Tx } from '../../../access/index.ts'
import { Conflict, NotFound, parseUuid } from '../../../kernel/index.ts'
import type { NewAdopters, StepTaken } from './adopter-steps.ts'

/** Adopters with the steps that stand, the first first. */
export type Adopters = NewAdopters & {
  readonly id: number
  readonly address: string
  readonly reference: string
  readonly taken: readonly StepTaken[]
}
type Command = CommandGrant<'recorder'>

/** @throws NotFound for whoever is in no team of the adoption service, as at any address that is not there. */
export const mustKeepAdopters = async (tx: Tx): Promise<void> => {
  const { rows } = await sql<{ keeps: boolean }>`select access.keeps_adopters() as keeps`.execute(tx)
  if (!rows[0]?.keeps) throw new NotFound()
}

/** All of the register, or those at one address; none for whoever is not of the adoption team. The latest written first; at most so many, or all. */
export const listAdopters = async (
  tx: Tx,
  { address, most }: { readonly address?: string | undefined; readonly most?: number } = {},
): Promise<readonly Adopters[]> => {
  const { rows } = await sql<Adopters>`
    select a.id, a.uuid as address, a.reference, a.names, a.who, a.fostering, coalesce((
      select json_agg(json_build_object('id', s.id, 'step', s.step, 'on', s.on_day, 'children', s.children, 'words', s.words, 'by', p.name) order by s.id)
      from adopters_step s join access.principal p on p.id = s.written_by where s.adopters_id = a.id and s.taken_back_at is null), '[]') as taken
    from adopters a where ${address === undefined ? sql`true` : sql`a.uuid = ${parseUuid(address) ?? null}::uuid`} order by a.id desc limit ${most ?? null}`.execute(
    tx,
  )
  return rows
}

/** Those at an address. @throws NotFound where there are none that the reader may know of. */
export const findAdopters = async (tx: Tx, address: string | undefined): Promise<Adopters> => {
  const [found] = await listAdopters(tx, { address: address ?? '' })
  if (!found) throw new NotFound()
  return found
}

/** Writes adopters down. Gives their address. */
export const addAdopters = async (command: Command, { names, who, fostering }: NewAdopters): Promise<string> => {
  const reference = `TL-${randomBytes(4).toString('hex').toUpperCase()}`
  const { rows } = await sql<{ address: string }>`
    insert into adopters (reference, names, who, fostering, written_by, written_at)
    values (${reference}, ${names}, ${who}, ${fostering}, ${readerOfAct(command)}, ${command.at}) returning uuid as address`.execute(
    command.tx,
  )
  return rows[0]?.address ?? ''
}

/** Writes a step down. @throws Conflict where somebody else wrote one meanwhile. */
export const addStep = async (
  command: Command,
  { id, taken }: Adopters,
  { step, on, children, words }: Pick<StepTaken, 'step' | 'on' | 'children' | 'words'>,
): Promise<void> => {
  await lockOn(command, id, taken)
  await sql`insert into adopters_step (adopters_id, step, on_day, children, words, written_by, written_at)
    values (${id}, ${step}, ${on}::date, ${children}, ${words}, ${readerOfAct(command)}, ${command.at})`.execute(
    command.tx,
  )
}

/** Takes the last step back: it stays written, and counts no more. @throws Conflict where it is not the last any more. */
export const takeStepBack = async (
  command: Command,
  { id, taken }: Adopters,
  step: string | undefined,
): Promise<void> => {
  const last = taken.at(-1)
  if (!last || String(last.id) !== step) throw changed()
  await lockOn(command, id, taken)
  await sql`update adopters_step set taken_back_by = ${readerOfAct(command)}, taken_back_at = ${command.at} where id = ${last.id}`.execute(
    command.tx,
  )
}

/** Steps are written one after another: two of one moment collide here, and the second begins again on what the first left. */
const lockOn = async ({ tx }: Command, id: number, taken: readonly StepTaken[]): Promise<void> => {
  await sql`update adopters set reference = reference where id = ${id}`.execute(tx)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from adopters_step where adopters_id = ${id} and taken_back_at is null`.execute(tx)
  if (rows[0]?.n !== taken.length) throw changed()
}
const changed = () => new Conflict('Somebody else wrote here meanwhile.', 'Load the page again to see it as it is now.')
