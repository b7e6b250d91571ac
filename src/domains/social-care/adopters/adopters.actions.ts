import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../../access/index.ts'
import { Conflict } from '../../../kernel/index.ts'
import type { StepTaken } from './adopter-steps.ts'
import type { Adopters } from './adopters.queries.ts'
import type { OneAdopter, WhoAdopters } from './who-adopters.ts'

type Command = CommandGrant<'recorder'>

/** Writes adopters down. Gives their address. */
export const addAdopters = async (command: Command, they: WhoAdopters): Promise<string> => {
  const { names, who, fostering, familyNumber, people } = they
  const reference = `TL-${randomBytes(4).toString('hex').toUpperCase()}`
  const { rows } = await sql<{ address: string }>`
    insert into adopters (reference, names, who, fostering, family_number, ethnicities, disabilities, written_by, written_at)
    values (${reference}, ${names}, ${who}, ${fostering}, ${familyNumber ?? null}, ${of(people, 'ethnicity')}::text[], ${of(people, 'disability')}::text[], ${readerOfAct(command)}, ${command.at}) returning uuid as address`.execute(
    command.tx,
  )
  return rows[0]?.address ?? ''
}

const of = (people: readonly OneAdopter[], what: keyof OneAdopter): string[] => people.map(one => one[what] ?? '')

/** Writes who they are in place of what stood. Gives whether it did: not where somebody else changed it since `changes`. */
export const changeAdopters = async (
  { tx }: Command,
  { id }: Adopters,
  { names, who, fostering, familyNumber, people }: WhoAdopters,
  changes: number,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update adopters set names = ${names}, who = ${who}, fostering = ${fostering}, family_number = ${familyNumber ?? null}, changes = changes + 1,
      ethnicities = ${of(people, 'ethnicity')}::text[], disabilities = ${of(people, 'disability')}::text[]
    where id = ${id} and changes = ${changes}`.execute(tx)
  return numAffectedRows === 1n
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
