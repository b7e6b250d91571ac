import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { findWard, listTeamPlaces, listTeamsThatDo, teamsNearFirst } from '../../../children/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import type { Passing } from './contact.view.ts'
import type { Contact } from './contacts.queries.ts'

/** What each decision asks a team to do, and why it comes to the team, in words that tell nothing of what was said. */
const workOf: Readonly<Record<string, { readonly work: string; readonly why: string }>> = {
  assessment: { work: 'social-work', why: 'a referral to be assessed' },
  'early-help': { work: 'family-support', why: 'early help to be offered' },
}

/** Who can take on what was decided about a contact; undefined where nobody is to, or the child is not known yet. */
export const findPassing = async (
  command: CommandGrant<'recorder'>,
  { child, state, steps, told }: Contact,
): Promise<(Passing & { readonly work: string; readonly why: string }) | undefined> => {
  const decided = steps.findLast(step => step.sort === 'screened' || step.sort === 'decided')
  const wanted = state === 'closed' && decided ? workOf[decided.outcome] : undefined
  if (!wanted || !child) return undefined
  const today = londonDate(command.at)
  const { rows } = await sql<{ id: number; name: string }>`
    select distinct t.id, t.name from involvement i join access.principal t on t.id = i.principal_id and t.kind = 'team'
    where i.child_id = ${child.id} and i.kind = ${wanted.work} and i.known_to = 'infinity' and i.true_from <= ${today} and i.true_to > ${today}
    order by t.name`.execute(command.tx)
  const teams = (await listTeamsThatDo(command, wanted.work)).filter(team => !rows.some(held => held.id === team.id))
  const places = await listTeamPlaces(
    command,
    teams.map(team => team.id),
  )
  // by what was told alone: what the record knows of where a child lives is not the front door's to read here
  const ward = await findWard(command, told.where?.match(/[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\s*$/i)?.[0])
  return {
    ...wanted,
    teams: teamsNearFirst(teams, places, { ward, school: told.school }, today),
    held: rows.map(row => row.name),
  }
}
