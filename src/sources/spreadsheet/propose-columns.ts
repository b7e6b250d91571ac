import { type ColumnShape, type Form, shapeOf } from './column-shape.ts'
import { headingRules, notOfProperties } from './headings.ts'
import type { ServiceKey } from './listed-services.ts'
import { foldHeading, type MappedColumn } from './mapping.ts'
import { getTarget, targetsFor } from './targets.ts'

type Candidate = { readonly column: number; readonly target: string; readonly score: number; readonly reason: string }
type Column = { readonly name: string; readonly folded: string; readonly shape: ColumnShape }

const formWords: Readonly<Partial<Record<Form, string>>> = {
  date: 'dates',
  'past-date': 'dates',
  upn: 'pupil numbers whose check letter is right',
  nhs: 'NHS numbers whose check digit is right',
  uln: 'learner numbers',
  uprn: 'numbers as long as a property number',
  postcode: 'postcodes',
  address: 'addresses',
  phone: 'telephone numbers',
  email: 'e-mail addresses',
  contact: 'names with a number or an address',
  sex: 'words for a sex',
  flag: 'yes or no',
  sort: 'kinds of note',
  'surname-first': 'names with a comma',
  'full-name': 'names of two words and more',
  name: 'names',
}

/** What the values alone say, where they say enough. */
const byValues: readonly (readonly [target: string, form: Form, atLeast: number, score: number])[] = [
  ['child.upn', 'upn', 0.6, 2.6],
  ['child.nhs-number', 'nhs', 0.6, 2.6],
  ['address.postcode', 'postcode', 0.7, 2.4],
  ['contact.email', 'email', 0.7, 2],
  ['contact.phone', 'phone', 0.7, 1.8],
  ['parent.contact', 'contact', 0.5, 1.6],
  ['address.full', 'address', 0.7, 1.8],
  ['child.surname-first', 'surname-first', 0.7, 1.8],
  ['property.uprn', 'uprn', 0.9, 1.8],
]

const percent = (share: number): string => (share > 0.995 ? 'all' : `${Math.round(share * 100)} in 100`)

/** What each column of a list says, as far as its heading and its values tell: the best for all columns together. */
export const proposeColumns = (
  names: readonly string[],
  values: readonly (readonly string[])[],
  service: ServiceKey,
): MappedColumn[] => {
  const columns = names.map((name, i) => ({ name, folded: foldHeading(name), shape: shapeOf(values[i] ?? []) }))
  const open = new Set(targetsFor(service).map(t => t.key))
  const candidates = columns.flatMap((column, i) => candidatesFor(column, i).filter(c => open.has(c.target)))
  const chosen = new Map<number, Candidate>()
  const taken = new Set<string>()
  for (const one of candidates.sort((a, b) => b.score - a.score)) {
    if (one.score < 1.4 || chosen.has(one.column) || (taken.has(one.target) && !getTarget(one.target).many)) continue
    chosen.set(one.column, one)
    taken.add(one.target)
  }
  return columns.map((column, i) => mapped(column, chosen.get(i), service))
}

const mapped = (column: Column, chosen: Candidate | undefined, service: ServiceKey): MappedColumn => {
  const { name, folded, shape } = column
  if (chosen) {
    const confidence = chosen.score >= 3 ? 'sure' : chosen.score >= 2.2 ? 'likely' : 'a guess'
    return { name, target: chosen.target, reason: chosen.reason, confidence }
  }
  if (shape.filled === 0) return { name, target: 'nothing', reason: 'The column is empty.', confidence: 'likely' }
  if (service === 'housing' && notOfProperties.test(folded)) {
    const reason = 'A property is known by its number. A note about it needs nothing of the people who live there.'
    return { name, target: 'nothing', reason, confidence: 'likely' }
  }
  return {
    name,
    target: 'ask',
    reason: 'Neither the heading nor the values say what this is.',
    confidence: 'not known',
  }
}

const candidatesFor = ({ folded, shape, name }: Column, column: number): Candidate[] => {
  const found: Candidate[] = []
  for (const rule of headingRules) {
    const bare = folded.replace(/ \d+$/, '')
    const told = rule.whole.test(folded) || rule.whole.test(bare) ? 3 : rule.part?.test(folded) ? 1.7 : 0
    if (told === 0) continue
    const form = bestForm(shape, rule.forms)
    const score = told + fit(rule.target, shape, form)
    found.push({ column, target: settle(rule.target, shape), score, reason: reasonFor(name, told, shape, form) })
  }
  for (const [target, form, atLeast, score] of byValues) {
    if (shape.filled < 3 || shape.share[form] < atLeast) continue
    found.push({
      column,
      target,
      score,
      reason: `By the values: ${percent(shape.share[form])} are ${formWords[form] ?? form}.`,
    })
  }
  return found
}

const bestForm = (shape: ColumnShape, forms: readonly Form[] | undefined): Form | undefined =>
  forms && [...forms].sort((a, b) => shape.share[b] - shape.share[a])[0]

/** How far the values bear the heading out. */
const fit = (target: string, shape: ColumnShape, form: Form | undefined): number => {
  if (target === 'child.own-id') return shape.filled >= 5 && shape.distinct < 0.8 ? -2.5 : 0.3
  if (shape.filled === 0 || form === undefined) return 0
  const share = shape.share[form]
  return share >= 0.5 ? 1 : share >= 0.2 ? 0 : -1.5
}

/** The form of the values decides between targets of one meaning: where the surname stands, whether a number stands with a name. */
const settle = (target: string, { share }: ColumnShape): string => {
  if (target === 'child.full-name' && share['surname-first'] >= 0.5) return 'child.surname-first'
  if (target === 'child.surname-first' && share['surname-first'] < 0.1 && share['full-name'] >= 0.5)
    return 'child.full-name'
  if (target === 'parent.name' && share.contact >= 0.15) return 'parent.contact'
  if (target === 'parent.contact' && share.phone >= 0.7) return 'parent.phone'
  return target
}

const reasonFor = (name: string, told: number, shape: ColumnShape, form: Form | undefined): string => {
  const heading = told === 3 ? `The heading says “${name}”` : `The heading has words for it: “${name}”`
  if (!form || shape.filled === 0) return `${heading}.`
  const share = shape.share[form]
  const words = formWords[form] ?? form
  return share >= 0.5
    ? `${heading}, and ${percent(share)} values are ${words}.`
    : `${heading}, but only ${percent(share)} values are ${words}.`
}
