import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { Conflict, isUuid, NotFound } from '../../kernel/index.ts'
import type { CarriedDraft } from './carry-drafts.actions.ts'

export type ReviewCase = {
  readonly id: number
  readonly uuid: string
  readonly kind: string
  readonly state: 'open' | 'joined' | 'apart' | 'family' | 'asked' | 'void' | 'undone'
  readonly aSource: number
  readonly bSource: number
  /** The persons that the two source persons are now, the address of each resolved. */
  readonly aPerson: number
  readonly bPerson: number
  readonly decidedAt: Date | undefined
  readonly carried: {
    readonly grants?: readonly number[]
    readonly involvements?: readonly number[]
    readonly families?: readonly number[]
    readonly drafts?: readonly CarriedDraft[]
  }
}

type Row = {
  id: number
  uuid: string
  kind: string
  state: ReviewCase['state']
  a_source_person: number
  b_source_person: number
  a_person: number
  b_person: number
  decided_at: Date | null
  carried: ReviewCase['carried']
}

/**
 * The question at this address, locked for a decision. NotFound where there is none, and for a sealed child: those never
 * are the ordinary clearing house's to decide.
 */
export const findCase = async (tx: Tx, uuid: string): Promise<ReviewCase> => {
  const { rows } = isUuid(uuid)
    ? await sql<Row>`
        select c.id, c.uuid, c.kind, c.state, c.a_source_person, c.b_source_person, a.person_id as a_person, b.person_id as b_person, c.decided_at, c.carried
        from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
        where c.uuid = ${uuid} and c.kind <> 'sealed' for update of c`.execute(tx)
    : { rows: [] }
  const row = rows[0]
  if (!row) throw new NotFound()
  return {
    id: row.id,
    uuid: row.uuid,
    kind: row.kind,
    state: row.state,
    aSource: row.a_source_person,
    bSource: row.b_source_person,
    aPerson: row.a_person,
    bPerson: row.b_person,
    decidedAt: row.decided_at ?? undefined,
    carried: row.carried,
  }
}

/** The same, still to be decided. Conflict where somebody has. */
export const findOpenCase = async (tx: Tx, uuid: string): Promise<ReviewCase> => {
  const found = await findCase(tx, uuid)
  if (found.state !== 'open' && found.state !== 'asked') {
    throw new Conflict('Somebody has already decided this', 'Look at the decision. You can undo it if it was wrong')
  }
  return found
}

/** Every source person of these persons, oldest first. */
export const listSourcePersons = async (tx: Tx, ...personIds: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{
    id: number
  }>`select id from source_person where person_id = any(${personIds}::bigint[]) order by id`.execute(tx)
  return rows.map(r => r.id)
}
