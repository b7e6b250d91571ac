import { checkNhsNumber, checkUln, checkUpn } from '../kernel/index.ts'
import { type Fact, factAt, type Level, levelAt } from './facts.ts'
import type { Identity } from './identity.ts'
import { type Mark, marksOf } from './marks.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'
import { wordsFor } from './words.ts'

/** One line of the comparison that a person decides by. Values are as they came; `marks` are the letters that differ. */
export type ComparedFact = {
  readonly fact: Fact
  readonly label: string
  readonly closeness: 'same' | 'similar' | 'different' | 'only-in-one'
  readonly words?: string
  readonly a?: string
  readonly b?: string
  readonly marksA?: readonly Mark[]
  readonly marksB?: readonly Mark[]
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(part => part?.trim()).join(', ')

const rows: readonly { readonly fact: Fact; readonly label: string; readonly value: (identity: Identity) => string }[] =
  [
    { fact: 'forename', label: 'Forename', value: i => withOthers(i.forename, 'known as', i.knownAs) },
    { fact: 'middle', label: 'Middle name', value: i => i.middle ?? '' },
    { fact: 'surname', label: 'Surname', value: i => withOthers(i.surname, 'also', i.otherSurnames) },
    { fact: 'birth', label: 'Birth date', value: i => i.birthDate ?? '' },
    { fact: 'sex', label: 'Sex', value: i => ({ M: 'Male', F: 'Female', U: '' })[i.sex ?? 'U'] },
    { fact: 'nhs', label: 'NHS number', value: i => i.nhsNumber ?? '' },
    { fact: 'upn', label: 'UPN', value: i => withOthers(i.upn, 'formerly', i.formerUpns) },
    { fact: 'uln', label: 'ULN', value: i => i.uln ?? '' },
    {
      fact: 'address',
      label: 'Address',
      value: i => joined([i.house, i.street].filter(part => part?.trim()).join(' '), i.postcode),
    },
    { fact: 'phone', label: 'Telephone', value: i => joined(...(i.phones ?? [])) },
    { fact: 'email', label: 'E-mail', value: i => joined(...(i.emails ?? [])) },
    { fact: 'parent', label: 'Parent or carer', value: i => joined(...(i.parents ?? [])) },
    { fact: 'school', label: 'School', value: i => i.school ?? '' },
  ]

/** Sources often give as the other name the same one again: it is said once. */
const withOthers = (main: string | undefined, word: string, others: readonly string[] | undefined): string => {
  const known = main?.trim().toLowerCase()
  const rest = joined(...(others ?? []).filter(other => other.trim().toLowerCase() !== known))
  return rest === '' ? (main?.trim() ?? '') : main?.trim() ? `${main.trim()} (${word} ${rest})` : rest
}

const sameLevels: ReadonlySet<Level> = new Set<Level>(['exact', 'same', 'home', 'shared-home'])
const farLevels: ReadonlySet<Level> = new Set<Level>(['different', 'other-house'])

const closenessOf = (level: Level): ComparedFact['closeness'] =>
  sameLevels.has(level) ? 'same' : farLevels.has(level) ? 'different' : 'similar'

/** Why a number says nothing, if it does not: it fails its check, or is a temporary UPN. */
const doubtOf = (fact: Fact, identity: Identity): string | undefined => {
  if (fact === 'nhs' && identity.nhsNumber && !checkNhsNumber(identity.nhsNumber).ok) return 'not a valid NHS number'
  if (fact === 'uln' && identity.uln && !checkUln(identity.uln).ok) return 'not a valid ULN'
  if (fact !== 'upn' || !identity.upn) return undefined
  const checked = checkUpn(identity.upn)
  return checked.ok ? (checked.temporary ? 'a temporary UPN' : undefined) : 'not a valid UPN'
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[\s.,-]/g, '')

/** A line on which the scorer had nothing to say although both have a value: placeholders and faulty numbers. */
const unweighed = (
  fact: Fact,
  a: Identity,
  b: Identity,
  textA: string,
  textB: string,
): Pick<ComparedFact, 'closeness' | 'words'> => {
  const same = squeezed(textA) === squeezed(textB)
  const [doubtA, doubtB] = [doubtOf(fact, a), doubtOf(fact, b)]
  const doubt = doubtA ?? doubtB
  const which = doubtA && doubtB ? 'Both are' : 'One is'
  const words = doubt
    ? `${which} ${doubt}, so it says nothing`
    : fact === 'forename'
      ? 'One is not a name yet'
      : 'Cannot be compared'
  return { closeness: same ? 'same' : 'different', words }
}

/**
 * Two identities side by side, for people to decide on: a line for each fact that either has, in a fixed order, in the
 * levels that the score was made of. Same values come too; the page hides them until asked.
 */
export const compareForPeople = (a: Identity, b: Identity): readonly ComparedFact[] => {
  const { vector } = score(standardise(a), standardise(b))
  return rows.flatMap(({ fact, label, value }): ComparedFact[] => {
    const [textA, textB] = [value(a), value(b)]
    if (textA === '' && textB === '') return []
    if (textA === '') return [{ fact, label, closeness: 'only-in-one', b: textB }]
    if (textB === '') return [{ fact, label, closeness: 'only-in-one', a: textA }]
    const level = levelAt(fact, vector[factAt[fact]] ?? 0)
    const told = level
      ? { closeness: closenessOf(level), words: wordsFor(fact, level) }
      : unweighed(fact, a, b, textA, textB)
    const marks = textA === textB ? undefined : marksOf(textA, textB)
    return [{ fact, label, ...told, a: textA, b: textB, ...(marks ? { marksA: marks.a, marksB: marks.b } : {}) }]
  })
}
