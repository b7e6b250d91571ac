import { Type } from 'typebox'
import { type RecordKind, recordKind } from '../../access/index.ts'
import type { KnownChange, KnownOptions } from '../forms/index.ts'

const kindOf = (kind: string, category: RecordKind['category']): RecordKind =>
  recordKind({ kind, title: kind, category, schema: Type.Object({ label: Type.Optional(Type.String()) }) }) as never

/** What a form that shows what is known goes on with, without the services that bring it; what is told once is put into `told`. */
export const testKnown = (told: KnownChange[] = []): KnownOptions => ({
  enrolment: kindOf('enrolment', 'identity'),
  needs: kindOf('sen-provision', 'send'),
  disability: kindOf('disability', 'health'),
  tell: async (_command, _childId, change) => {
    told.push(change)
  },
  toldServices: ['Libraries'],
})
