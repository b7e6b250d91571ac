/**
 * Codes of ordinary columns that tell of adoption. Whoever may see a child's care may not see this: they are left out of the
 * care facts, and become steps towards adoption, which only named people see (reference/domain.md 7.7).
 */
const steps: Readonly<Record<'LS' | 'PLACE' | 'REC', Readonly<Record<string, string>>>> = {
  LS: { D1: 'Freed for adoption', E1: 'Placement order' },
  PLACE: {
    A3: 'Placed for adoption with consent, with current foster carer',
    A4: 'Placed for adoption with consent, not with current foster carer',
    A5: 'Placed for adoption with a placement order, with current foster carer',
    A6: 'Placed for adoption with a placement order, not with current foster carer',
  },
  REC: { E11: 'Adopted, application unopposed', E12: 'Adopted, consent dispensed with' },
}

/** The step towards adoption that a code stands for, if it does. */
export const adoptionStepOf = (column: 'LS' | 'PLACE' | 'REC', code: string | undefined): string | undefined =>
  code === undefined || !Object.hasOwn(steps[column], code) ? undefined : steps[column][code]

/** The code that stands for a step towards adoption in that column, if one does. */
export const adoptionCodeOf = (column: 'LS' | 'PLACE' | 'REC', step: string): string | undefined =>
  Object.keys(steps[column]).find(code => steps[column][code] === step)
