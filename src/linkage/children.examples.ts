import { makeNhsNumber, makeUpn, type PlainDate, plainDate } from '../kernel/index.ts'
import type { Identity } from './identity.ts'

/** The NHS number that the nine digits, or the next nine that can, begin. */
export const nhs = (nine: number): string => makeNhsNumber(String(nine)) ?? nhs(nine + 1)

/** A permanent UPN of Northmere's school 4001, and a temporary one. */
export const upn = (serial: number): string => makeUpn('330', '4001', '15', serial)
export const temporaryUpn = (serial: string): string => makeUpn('330', '4001', '15', serial)

export const born = (year: number, month: number, day: number): PlainDate => plainDate(year, month, day)

/** An invented child with everything known, and what a test says otherwise. */
export const aChild = (facts: Partial<Identity> = {}): Identity => ({
  forename: 'Amelia',
  surname: 'Hartley',
  birthDate: born(2014, 3, 9),
  sex: 'F',
  postcode: 'NM4 2QT',
  house: '12',
  street: 'Mill Lane',
  ...facts,
})

/** The same without some facts. */
export const without = (identity: Identity, ...facts: readonly (keyof Identity)[]): Identity =>
  Object.fromEntries(Object.entries(identity).filter(([fact]) => !facts.includes(fact as keyof Identity)))

/** Twins of one birth, with numbers next to each other, as twins have. */
export const twins = {
  jayden: aChild({ forename: 'Jayden', surname: 'Cole', sex: 'M', nhsNumber: nhs(412345678), upn: upn(101) }),
  marcus: aChild({ forename: 'Marcus', surname: 'Cole', sex: 'M', nhsNumber: nhs(412345690), upn: upn(102) }),
  kayden: aChild({ forename: 'Kayden', surname: 'Cole', sex: 'M', nhsNumber: nhs(412345690), upn: upn(102) }),
}
