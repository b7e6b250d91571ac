import { type Category, formatDate, formatNhs, type PlainDate } from '../../kernel/index.ts'
import type { Chosen, HeadFact } from './chosen.ts'
import { sameAddress } from './fold-contact.ts'
import { sameBirth, sameName, sameNumber, sameText } from './fold-identity.ts'
import type { Address, GoldenRecord } from './golden-record.ts'
import type { Candidate, Survivor } from './survivorship.ts'

/** One value that a source gives for a fact, in words, with the key under which other ways of writing it fall. */
export type SaidValue = Omit<Candidate<unknown>, 'value'> & { readonly key: string; readonly words: string }
/** A fact with every value that is given for it, the one that is shown first. */
export type SaidFact = {
  readonly values: readonly SaidValue[]
  readonly disagree: boolean
  readonly chosen: Chosen | undefined
}

type About = {
  readonly name: string
  /** By which rule one value is shown where nobody has chosen. */
  readonly rule: string
  readonly category: Category
  /** Is it shown where the matrix says summary? */
  readonly summary: boolean
  said(record: GoldenRecord): SaidFact | undefined
}

const said =
  <T>(
    of: (record: GoldenRecord) => Survivor<T> | undefined,
    same: (value: T) => string,
    words: (value: T) => string,
  ): About['said'] =>
  record => {
    const survivor = of(record)
    return (
      survivor && {
        values: survivor.candidates.map(({ value, ...rest }) => ({ ...rest, key: same(value), words: words(value) })),
        disagree: survivor.disagree,
        chosen: survivor.chosen,
      }
    )
  }

const trusted = 'The child’s own word, then the most trusted source, then the newest'
const newest = 'The newest'
const identity = { category: 'identity', summary: true } as const

/** Each fact of which a value may be chosen: its name on screens, its rule, its label, and what is said of it. */
export const aboutFact: Readonly<Record<HeadFact, About>> = {
  death: {
    ...identity,
    ...{ name: 'Date of death', rule: trusted },
    said: said(r => r.death, sameText, formatDate as (d: PlainDate) => string),
  },
  birth: {
    ...identity,
    name: 'Date of birth',
    rule: 'Known to the day, then the one most sources give, then the most trusted source',
    said: said(
      r => r.birth,
      sameBirth,
      b => formatDate(b.date, b.precision),
    ),
  },
  name: {
    ...identity,
    ...{ name: 'Name', rule: trusted },
    said: said(
      r => r.name,
      sameName,
      n => [n.forename, n.middle, n.surname].filter(Boolean).join(' '),
    ),
  },
  address: {
    ...{ name: 'Address', rule: newest, category: 'contact', summary: true },
    said: said(r => r.address, sameAddress, addressWords),
  },
  'nhs-number': {
    ...{ name: 'NHS number', rule: `One that passes its check. ${trusted}`, category: 'identity', summary: false },
    said: said(
      r => r.nhsNumber,
      sameNumber,
      n => formatNhs(n.number),
    ),
  },
  upn: {
    ...{ name: 'UPN', rule: `One that passes its check. ${trusted}`, category: 'identity', summary: false },
    said: said(
      r => r.upn,
      sameNumber,
      n => n.number,
    ),
  },
  sex: { ...identity, ...{ name: 'Sex as recorded', rule: newest }, said: said(r => r.sex, sameText, sexWords) },
}

function addressWords({ lines, postcode }: Address): string {
  return [...lines, postcode].filter(Boolean).join(', ')
}

const sexes: Readonly<Record<string, string>> = {
  M: 'Male',
  F: 'Female',
  '1': 'Male',
  '2': 'Female',
  '0': 'Not known',
  '9': 'Not stated',
}
/** A code of sex in words; one that is not known, as it is. */
export function sexWords(code: string): string {
  return sexes[code] ?? code
}
