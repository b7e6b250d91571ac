import { boxesNamed, type Claim, isPostcode, readBoxes, readClaim } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { type Fields, readWants } from '../rounds/index.ts'
import { boxOf, type OpenRound, questionsOf } from './asked.ts'

/** What a family sent of one child: what was typed, and nothing that anybody checked. */
export type SentWords = {
  readonly child: { readonly forename: string; readonly surname: string; readonly birthDate: string }
  readonly home: { readonly line: string; readonly town: string; readonly postcode: string }
  /** Best first. */
  readonly schools: readonly { readonly key: string; readonly name: string }[]
  /** By fact, as `children.csv` has it: yes, or a school's id, or a value. */
  readonly facts: Readonly<Record<string, string>>
  readonly reasons: string
  /** Which papers show what they say, and where a person can see them. */
  readonly evidence: string
  readonly saidBy: string
  readonly claim: Claim
}

/** The boxes of the form that every round has; the facts of its criteria come beside them. */
export const fixedBoxes = [
  'forename',
  'surname',
  'born-day',
  'born-month',
  'born-year',
  'line',
  'town',
  'postcode',
  'reasons',
  'evidence',
  'saidBy',
  'teller-relation',
  'responsibility',
] as const

/** Reads an application for a round: what was sent, or what is wrong in the order of the form. */
export const readSent = (fields: Fields, round: OpenRound): SentWords | { readonly errors: FormError[] } => {
  const errors: FormError[] = []
  const text = (field: string, problem?: string): string => {
    const value = fields[field]?.trim() ?? ''
    if (value === '' && problem) errors.push({ field, text: problem })
    return value
  }
  const forename = text('forename', 'Enter the child’s first name')
  const surname = text('surname', 'Enter the child’s last name')
  const born = readBoxes(boxesNamed('born', fields))
  const birthDate = born && 'date' in born ? born.date : undefined
  if (!birthDate) errors.push({ field: 'born-day', text: 'Enter the child’s date of birth, like 27 3 2017' })
  else if (birthDate < round.bornFrom || birthDate > round.bornTo)
    errors.push({
      field: 'born-day',
      text:
        round.yearGroup === null
          ? 'Children born on this day do not start in this round. Choose another round, or call us'
          : 'Children born on this day are not in this year group. Choose another, or call us',
    })
  const home = {
    line: text('line', 'Enter the first line of the address'),
    town: text('town'),
    postcode: text('postcode').toUpperCase(),
  }
  if (!isPostcode(home.postcode)) errors.push({ field: 'postcode', text: 'Enter a whole postcode, like NM4 2QT' })
  const wants = readWants(fields)
  const named = 'errors' in wants ? [] : wants.schools.map(key => round.schools.find(one => one.key === key))
  if ('errors' in wants) errors.push(...wants.errors)
  else if (named.some(one => one === undefined)) errors.push({ field: 'want-1', text: 'Choose schools of this round' })
  const facts: Record<string, string> = {}
  for (const { fact, sort, values } of questionsOf(round.schools)) {
    const value = fields[boxOf(fact)]?.trim() ?? ''
    const may = sort === 'school' ? round.schools.map(one => one.key) : sort === 'value' ? values : ['yes']
    if (value !== '' && value !== 'no' && !may.includes(value))
      errors.push({ field: boxOf(fact), text: 'Choose one of the answers' })
    else if (value !== '' && value !== 'no') facts[fact] = value
  }
  const saidBy = text('saidBy', 'Enter your name')
  const claim = readClaim(fields)
  if ('errors' in claim) errors.push(...claim.errors)
  if (errors.length > 0 || 'errors' in claim || !birthDate) return { errors }
  return {
    child: { forename, surname, birthDate },
    home,
    schools: named.flatMap(one => (one ? [{ key: one.key, name: one.name }] : [])),
    facts,
    reasons: text('reasons'),
    evidence: text('evidence'),
    saidBy,
    claim,
  }
}

/** What was sent, as the form has it: to change it before the closing day. */
export const fieldsOf = (words: SentWords): Record<string, string> => {
  const [year = '', month = '', day = ''] = words.child.birthDate.split('-')
  return {
    forename: words.child.forename,
    surname: words.child.surname,
    'born-day': String(Number(day)),
    'born-month': String(Number(month)),
    'born-year': year,
    ...words.home,
    reasons: words.reasons,
    evidence: words.evidence,
    saidBy: words.saidBy,
    'teller-relation': words.claim.relation,
    responsibility: words.claim.responsibility,
    ...Object.fromEntries(words.schools.map(({ key }, i) => [`want-${i + 1}`, key])),
    ...Object.fromEntries(Object.entries(words.facts).map(([fact, value]) => [boxOf(fact), value])),
  }
}
