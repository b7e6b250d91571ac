import { adoptionStep } from '../../domains/social-care/index.ts'
import { during, type Fact } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Spelled } from './spelled.ts'

const codes = ['D1', 'E1', 'A3', 'A4', 'A5', 'A6', 'E11', 'E12', 'RC1']

/** Whether a value tells of adoption: whoever may see a child's care may not see this (reference/domain.md 7.7). */
export const tellsOfAdoption = (said: Spelled | undefined): boolean =>
  said !== undefined &&
  ((said.code !== undefined && codes.includes(said.code)) || /adopt|placement order|freed|freeing/i.test(said.label))

/** The value where it does not tell of adoption. */
export const unlessAdoption = (said: Spelled | undefined): Spelled | undefined =>
  tellsOfAdoption(said) ? undefined : said

/** A step towards adoption for each value that tells of it. */
export const adoptionFacts = (said: readonly (readonly [Spelled | undefined, PlainDate | undefined])[]): Fact[] =>
  said.flatMap(([value, on]) =>
    value && tellsOfAdoption(value) ? [{ kind: adoptionStep, body: { step: value.label, on }, ...during(on) }] : [],
  )
