import { upperFirst } from '../../../kernel/index.ts'
import type { Facts, SchoolCriteria } from '../criteria/criteria-schema.ts'

/** A round that takes applications from families, as its prospectus has it. */
export type OpenRound = {
  readonly id: number
  readonly address: string
  readonly name: string
  readonly bornFrom: string
  readonly bornTo: string
  readonly closesOn: string
  /** Where families apply during the year, without a round; null of a round. */
  readonly yearGroup: string | null
  readonly schools: readonly OpenSchool[]
}
export type OpenSchool = { readonly key: string; readonly name: string; readonly settings: SchoolCriteria }

/** One thing that the schools' criteria ask of a child, as a family is asked it. */
export type Question = {
  readonly fact: string
  readonly text: string
  /** `school`: which of the schools; `yes`: whether it is so; else one of these values. */
  readonly sort: 'yes' | 'school' | 'value'
  readonly values: readonly string[]
}

/** What families are not asked: the council finds it out from the address, a plan, or a test. */
const foundOut = new Set(['catchment', 'named_school', 'named_on', 'birth_group', 'resident', 'address_protected'])

/** Usual facts in a family's words; any other is asked by its own name. Our own list, as of November 2026. */
const usual: Readonly<Record<string, string>> = {
  looked_after: 'Is the child looked after by a council, or were they before?',
  sibling: 'Which school does a brother or sister of the child go to?',
  brother_or_sister: 'Which school does a brother or sister of the child go to?',
  faith: 'For which school did you fill in the form about your faith?',
  staff: 'At which school does a parent of the child work?',
  medical: 'Is there a medical or social reason for one school?',
  pupil_premium: 'Does the child get the pupil premium?',
}

/** What the criteria of a round's schools ask, each fact once, in the order in which they first ask it. */
export const questionsOf = (schools: readonly OpenSchool[]): Question[] => {
  const asked = new Map<string, { values: Set<string>; yes: boolean; school: boolean }>()
  const ask = (when: Facts | undefined): void => {
    for (const [fact, value] of Object.entries(when ?? {})) {
      if (foundOut.has(fact)) continue
      const one = asked.get(fact) ?? { values: new Set<string>(), yes: false, school: false }
      if (value === true) one.yes = true
      else if (value === '@school') one.school = true
      else one.values.add(value)
      asked.set(fact, one)
    }
  }
  for (const { settings } of schools) {
    for (const { when } of settings.criteria) ask(when)
    for (const { when } of settings.reserved ?? []) ask(when)
  }
  const keys = new Set(schools.map(one => one.key))
  return [...asked].map(([fact, { values, yes, school }]) => {
    const isSchool = school || (values.size > 0 && [...values].every(value => keys.has(value)))
    const sort = isSchool ? 'school' : values.size > 0 && !yes ? 'value' : 'yes'
    return { fact, text: textOf(fact, sort), sort, values: sort === 'value' ? [...values].sort() : [] }
  })
}

/** A fact's question, where the round that asked it is over: its own name where it is no usual one. */
export const factText = (fact: string): string => usual[fact] ?? upperFirst(fact.replaceAll('_', ' '))

const textOf = (fact: string, sort: Question['sort']): string => {
  const named = fact.replaceAll('_', ' ')
  return usual[fact] ?? (sort === 'yes' ? `Does this hold for the child: ${named}?` : `Which of these holds: ${named}?`)
}

/** The box of a fact on the form. */
export const boxOf = (fact: string): string => `fact-${fact}`
