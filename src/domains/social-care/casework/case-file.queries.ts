import type { ChildGrant } from '../../../access/index.ts'
import { type KnownFact, namesOf, readFacts } from '../../../children/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import type { CaseFile } from './case-file.ts'
import { type CaseKind, caseFileOf, caseKinds } from './known-case.ts'

/** A case, and what is known of it one by one, for whoever writes on. */
export type ReadCase = { readonly file: CaseFile; readonly known: readonly KnownFact[] }

/** All of a child’s case that this reader may see. */
export const readCase = async (grant: ChildGrant<CaseKind>): Promise<ReadCase> => {
  const known = await readFacts(grant, caseKinds)
  const names = await namesOf(
    grant,
    known.map(fact => fact.author),
  )
  return { known, file: caseFileOf(known, londonDate(grant.at), author => names.get(author ?? 0) ?? 'a worker') }
}
