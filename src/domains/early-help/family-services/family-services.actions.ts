import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../../access/index.ts'
import { addDays, Conflict, londonDate } from '../../../kernel/index.ts'
import type { FamilyService } from './family-services.ts'

type Command = CommandGrant<'recorder'>
type Said = Omit<FamilyService, 'service'>

const insert = (command: Command, said: Said, days: { from: string; to: string | null }, service: string | null) =>
  sql`insert into family_service (service, name, does, for_whom, how, phone, from_on, to_on, told_by, known_from)
    values (coalesce(${service}::uuid, gen_random_uuid()), ${said.name}, ${said.does}, ${said.forWhom}, ${said.how}, ${said.phone}, ${days.from}::date,
      coalesce(${days.to}::date, 'infinity'), ${readerOfAct(command)}, ${command.at})`.execute(command.tx)

/** Puts a service on the list from today. */
export const addService = async (command: Command, said: Said): Promise<void> => {
  await insert(command, said, { from: londonDate(command.at), to: null }, null)
}

/** Ends the row that stands, and gives the day it was on the list from. @throws Conflict where it is not on the list any more. */
const closeRow = async (command: Command, service: string): Promise<string> => {
  const { rows } = await sql<{ from: string }>`update family_service set known_to = ${command.at}
    where service = ${service}::uuid and known_to = 'infinity' and to_on >= ${londonDate(command.at)} returning from_on::text as from`.execute(
    command.tx,
  )
  const [row] = rows
  if (!row) throw new Conflict('This service is not on the list any more.', 'Load the page again to see the list.')
  return row.from
}

/** Changes what the list says of a service; what it said stays on the known clock. */
export const changeService = async (command: Command, { service, ...said }: FamilyService): Promise<void> => {
  const from = await closeRow(command, service)
  await insert(command, said, { from, to: null }, service)
}

/** Takes a service off the list: nobody is sent there from today. */
export const endService = async (command: Command, { service, ...said }: FamilyService): Promise<void> => {
  const [from, yesterday] = [await closeRow(command, service), addDays(londonDate(command.at), -1)]
  // one that was put on the list today was never on it
  if (from <= yesterday) await insert(command, said, { from, to: yesterday }, service)
}
