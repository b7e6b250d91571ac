import { severalConflicts } from '../conflicts/index.ts'
import type { ValuesData } from './values.view.ts'

const uuid = '00000000-0000-4000-8000-000000000001'
/** After a join: two facts to choose, an answer that was not complete, nothing left to choose. */
export const valuesExamples: Readonly<Record<string, ValuesData>> = {
  usual: { uuid, conflicts: severalConflicts },
  'with errors': {
    uuid,
    conflicts: severalConflicts,
    errors: { reason: 'Choose why, because the record’s rule shows another value' },
    sent: { 'value-birth': '1', 'value-address': 'later', reason: '' },
  },
  'nothing to choose': { uuid, conflicts: [] },
}
