import { sql } from 'kysely'
import { type ChildGrant, openBody } from '../../../access/index.ts'
import { type Body, type KnownFact, namesOf, readFacts } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type CaseFile, factKinds, type StepDone } from './case-file.ts'
import { type CaseKind, caseFileOf, caseKinds } from './known-case.ts'

/** A case, and what is known of it one by one, for whoever writes on. */
export type ReadCase = { readonly file: CaseFile; readonly known: readonly KnownFact[] }

/** All of a child’s case that this reader may see. */
export const readCase = async (grant: ChildGrant<CaseKind>): Promise<ReadCase> =>
  asRead(grant, await readFacts(grant, caseKinds))

const asRead = async (grant: ChildGrant<CaseKind>, known: readonly KnownFact[]): Promise<ReadCase> => {
  const names = await namesOf(
    grant,
    known.map(fact => fact.author),
  )
  return { known, file: caseFileOf(known, londonDate(grant.at), author => names.get(author ?? 0) ?? 'a worker') }
}

/** The same without one of its steps, which is to be written anew: what it told is not there, and what that replaced stands. */
export type CaseWithout = ReadCase & { readonly step: StepDone; readonly told: readonly KnownFact[] }

/** The case as it would be without this step, as far as the reader may see. */
export const readCaseWithout = async (
  grant: ChildGrant<CaseKind>,
  { known }: ReadCase,
  step: StepDone,
): Promise<CaseWithout> => {
  const written = known.find(fact => fact.address === step.address)
  const isTold = ({ source, author, knownFrom }: KnownFact): boolean =>
    source === 'throughline' && author === written?.author && knownFrom.getTime() === step.writtenAt?.getTime()
  const { rows } = await sql<{
    id: number
    uuid: string
    kind: string
    body: Body
    person: number
    on: PlainDate | null
    at: Date
  }>`
    select id, uuid, kind, body, source_person_id as person, true_from::text as on, known_from as at from entry
    where child_id = ${grant.childId} and source_id = 'throughline' and known_from < ${step.writtenAt} and known_to = ${step.writtenAt}
      and kind = any(${factKinds}::text[]) order by id`.execute(grant.tx)
  const before = rows.map(({ id, uuid, kind, body, person, on, at }) => ({
    ...(written as KnownFact),
    ...{ entry: id, address: uuid, kind, knownFrom: at, from: on ?? undefined },
    body: openBody(grant.tx, body, person, kind),
  }))
  const read = await asRead(grant, [...known.filter(fact => !isTold(fact)), ...before])
  return { ...read, step, told: known.filter(isTold) }
}
