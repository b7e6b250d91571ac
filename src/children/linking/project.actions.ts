import type { Tx } from '../../access/index.ts'
import { projectConflicts } from '../golden-record/project-conflicts.actions.ts'
import { projectFamilies } from './families.actions.ts'
import { projectHouseholds, projectRolls } from './places.actions.ts'
import { projectRelationships } from './relationships.actions.ts'
import { type Changed, indexPersons } from './search-index.actions.ts'

/** Makes anew what follows from the facts of these persons, whose links are as they were: after facts were sealed, or opened again. */
export const projectFacts = async (tx: Tx, personIds: readonly number[], at: Date): Promise<void> => {
  await projectHouseholds(tx, personIds)
  await projectRelationships(tx, personIds, at)
  await indexPersons(tx, personIds)
}

/**
 * Makes anew all that is derived for these persons: rolls, who shares a property, who is who to whom, families, search tokens,
 * and the facts on which their sources disagree.
 * After a link, a move, or facts that changed. Emptied persons lose theirs. Of search tokens only what `changed` says, where it is given.
 */
export const projectPersons = async (
  tx: Tx,
  personIds: readonly number[],
  at: Date,
  changed?: Changed,
): Promise<void> => {
  if (personIds.length === 0) return
  await projectRolls(tx, personIds)
  await projectHouseholds(tx, personIds)
  await projectRelationships(tx, personIds, at)
  await projectFamilies(tx, personIds, at)
  await indexPersons(tx, personIds, changed)
  await projectConflicts(tx, personIds, at)
}
