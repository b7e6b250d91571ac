import { type RawBuilder, sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'
import type { HeadFact } from '../golden-record/index.ts'

/** By what the owner of a source finds the child whose worker their file names. */
const factsOfNamed: readonly HeadFact[] = ['name', 'birth']

/** The rows of today that say what row `w` said, told anew or not: of one child as one source knows them, naming the same worker. */
const toldStill = sql`involvement i where i.source_person_id = w.source_person_id and i.source_id = w.source_id and lower(i.worker_name) = lower(w.worker_name)
  and i.principal_id is null and i.known_to = 'infinity' and i.true_to > (select access.at())::date`

/** The state of a question about row `w`: it stands while the source names the worker. */
export const stateOfNamed: RawBuilder<string> = sql`case when exists (select from ${toldStill}) then 'asked' end`

/**
 * Somebody whom these rows of files name as a child's worker says that the child is not theirs: whoever owns the agreement with each source is asked whether
 * its file is right. Kept whether or not anybody answers for the source; who is shown it is decided when it is read.
 */
export const askOfNamed = async (command: CommandGrant<'recorder'>, rows: readonly number[]): Promise<void> => {
  await sql`
    insert into source_question (involvement_id, child_id, source_id, facts, asked_by, asked_at)
    select w.id, w.child_id, s.id, ${factsOfNamed.join('\n')}, ${readerOfAct(command)}::bigint, ${command.at}::timestamptz
    from involvement w join source s on s.id = w.source_id and s.layout <> 'throughline'
    where w.id = any(${[...rows]}::bigint[]) and w.source_person_id is not null and not exists (
      select from source_question q join involvement i on i.id = q.involvement_id where q.answered_at is null
        and i.source_person_id = w.source_person_id and i.source_id = w.source_id and lower(i.worker_name) = lower(w.worker_name))`.execute(
    command.tx,
  )
}
