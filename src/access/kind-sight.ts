import { type Decision, mayWrite, opens } from './policy.ts'
import type { RecordKind } from './record-kind.ts'

/** Does the decision open the kind, or a field of it that carries another label? */
export const opensAny = (decision: Decision, kind: RecordKind): boolean =>
  [{}, ...Object.values(kind.labels)].some(label =>
    opens(decision, {
      category: label?.category ?? kind.category,
      sensitivity: label?.sensitivity ?? kind.sensitivity,
      summary: label?.summary ?? kind.summary,
      council: kind.council,
    }),
  )

/** A kind whose author chooses the category opens where any of them may be written; the action checks the chosen one. */
export const mayWriteKind = (decision: Decision, kind: RecordKind): boolean =>
  [kind.category, ...kind.mayBe].some(category => mayWrite(decision, category, kind.council))
