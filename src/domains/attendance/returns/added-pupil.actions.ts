import { sql } from 'kysely'
import { type CommandGrant, type Ground, readerOfAct } from '../../../access/index.ts'
import {
  asIntake,
  type IntakeGround,
  type OwnSchool,
  receiveFiles,
  type Source,
  withOwnFile,
} from '../../../intake/index.ts'
import { Conflict, categoryBit } from '../../../kernel/index.ts'
import type { AddedPupil } from './added-pupil.ts'
import { returnCategory } from './return-sorts.ts'

/** What the form stands on: intake's ground on the pages login, and the source that what is told becomes a row of. */
export type AddedPupilParts = { readonly ground: IntakeGround; readonly source: Source }

/**
 * Sends in what a school tells of a pupil who is on no roll of its own yet, as a row of the school's: kept, and tied to the right child by the
 * linker as any row. Nothing about the child is looked up here. @throws Conflict for a school without a number, whose rows nobody could place.
 */
export const tellOfAddedPupil = async (
  desk: CommandGrant<'import-desk'>,
  { ground, source }: AddedPupilParts,
  { address, school, laestab }: OwnSchool,
  pupil: AddedPupil,
): Promise<void> => {
  if (!laestab)
    throw new Conflict('Your school’s number is not recorded.', 'Ask the council to record it, then send this.')
  const told = {
    ...{ type: 'added-pupil', told_at: desk.at.toISOString(), laestab, school: address, school_name: school },
    ...pupil,
  }
  const file = { name: 'pupil added to the roll.ndjson', text: `${JSON.stringify(told)}\n` }
  const options = { sources: [source], sourceId: source.id, byUser: readerOfAct(desk) }
  const { refused } = await withOwnFile(ground, file, path => receiveFiles(ground, [path], options))
  if (refused[0]) throw new Error('What was told of an added pupil is not what its source reads.')
}

/**
 * Puts the returns that came as rows of a run before the council, once its people are tied to the right children. Run again, it changes
 * nothing; a pupil who is told of again with the same first day is one return.
 */
export const keepAddedReturns = (ground: Ground, runId: number): Promise<void> =>
  asIntake(ground, async tx => {
    await sql`
      insert into school_return (establishment_id, child_id, entry_id, sort, category_bit, happened_on, sent_by, sent_at, run_id)
      select distinct on (e.child_id, x.id, e.true_from) x.id, e.child_id, e.id, 'added-to-roll', ${categoryBit(returnCategory('added-to-roll'))},
        e.true_from, u.by_user, u.received_at, u.id
      from entry e join import_run u on u.id = e.run_id join access.establishment x on x.uuid::text = e.body->>'school'
      where e.run_id = ${runId} and e.kind = 'school-return' and e.known_to = 'infinity' and e.child_id is not null and u.by_user is not null
        and not exists (select from school_return r where r.child_id = e.child_id and r.establishment_id = x.id and r.sort = 'added-to-roll'
          and r.happened_on = e.true_from and r.state <> 'taken-back')
      order by e.child_id, x.id, e.true_from, e.id`.execute(tx)
  })
