import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { conflicting, projectConflicts } from '../golden-record/project-conflicts.actions.ts'
import { type FamilyChanges, familiesOf, familyChanges, projectFamilies } from './families.actions.ts'
import { finishedOf } from './move.actions.ts'
import { householdsOf, projectHouseholds, risen, rollsOf } from './places.actions.ts'
import { projectRelationships, projectTies, tied, tiesOf } from './relationships.actions.ts'
import { type Changed, type Indexed, indexAnew, indexedOf, indexPersons } from './search-index.actions.ts'

/** Makes anew what follows from the facts of these persons, whose links are as they were: after facts were sealed, or opened again. */
export const projectFacts = async (tx: Tx, personIds: readonly number[], at: Date): Promise<void> => {
  await projectHouseholds(tx, personIds)
  await projectRelationships(tx, personIds, at)
  await indexPersons(tx, personIds)
}

/**
 * Makes anew all that is derived for these persons: whether they have a child's record, rolls, who shares a property, who is who to whom, families,
 * search tokens, and the facts on which their sources disagree. Tells who looks at them.
 * After a link, a move, or facts that changed. Emptied persons lose theirs. Of search tokens only what `changed` says, where it is given.
 * The source persons that are `done` wait for the linker no more.
 */
export const projectPersons = async (
  tx: Tx,
  personIds: readonly number[],
  at: Date,
  { done = [], changed }: { readonly done?: readonly number[]; readonly changed?: Changed } = {},
): Promise<void> => {
  if (personIds.length === 0) return
  // One question: asked one after another, for one record they took longer than their answers.
  const { rows } =
    await sql<Derived>`with ${finishedOf(done, personIds, at)}, ${rollsOf(personIds)}, ${householdsOf(personIds)}, ${tiesOf(personIds)},
      ${familiesOf(personIds)}
    select (select count(*) from told) as told, ${risen} as again, ${tied} as tied, ${familyChanges} as families,
      ${indexedOf(personIds, sql`finished`, changed)} as indexed, ${conflicting(personIds)} as conflicting`.execute(tx)
  const derived = rows[0]!
  if (derived.again) await projectHouseholds(tx, personIds)
  await projectTies(tx, derived.tied, at)
  await projectFamilies(tx, derived.families, at)
  await indexAnew(tx, derived.indexed)
  if (derived.conflicting) await projectConflicts(tx, personIds, at)
}

type Derived = {
  readonly again: boolean
  readonly tied: readonly number[]
  readonly families: FamilyChanges
  readonly indexed: Indexed
  readonly conflicting: boolean
}
