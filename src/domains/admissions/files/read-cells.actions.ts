import { isNo, isYes } from '../criteria/criteria.ts'
import type { Facts, SchoolCriteria } from '../criteria/criteria-schema.ts'
import { at, ownersOf } from '../match/round.ts'
import type { Ids } from './numbers.ts'
import { type Children, childrenFile } from './read-facts.actions.ts'
import type { Wants } from './read-round.actions.ts'
import type { Found } from './read-rows.actions.ts'

/** Cells of children.csv that would quietly count as no: neither yes nor no, a band that the school has not, a score that is no number. */
export const tellCells = (
  wants: Wants,
  schools: Ids,
  settings: readonly (SchoolCriteria | undefined)[],
  children: Children,
  found: Found,
): void => {
  tellNeither(wants, settings, children, found)
  tellBands(wants, schools, settings, children, found)
}

/** Of what is asked with `true` and by no school for a text, a cell says yes, no or nothing. */
const tellNeither = (
  wants: Wants,
  settings: readonly (SchoolCriteria | undefined)[],
  children: Children,
  found: Found,
): void => {
  const asked = settings.flatMap(one => (one ? allFacts(one) : [])).flatMap(facts => Object.entries(facts))
  const texts = new Set(asked.flatMap(([fact, wanted]) => (wanted === true ? [] : [fact.toLowerCase()])))
  const facts = new Set(['resident', 'address_protected', ...asked.map(([fact]) => fact.toLowerCase())])
  for (const text of texts) facts.delete(text)
  for (const c of wants.children.names.keys()) {
    const line = children.lineOf(c)
    if (line === undefined) continue
    for (const fact of facts) {
      const cell = children.applicant(c).cell(fact)
      if (!isYes(cell) && !isNo(cell))
        found(childrenFile, line, `“${cell}” in ${fact} is neither yes nor no.`, 'Write yes, no, or nothing.')
    }
  }
}

const allFacts = ({ requires, criteria, reserved = [], own_order }: SchoolCriteria): Facts[] =>
  own_order ? [] : [requires ?? {}, ...criteria.map(one => one.when ?? {}), ...reserved.map(one => one.when)]

const tellBands = (
  wants: Wants,
  schools: Ids,
  settings: readonly (SchoolCriteria | undefined)[],
  children: Children,
  found: Found,
): void => {
  const owner = ownersOf(wants)
  for (let p = 0; p < wants.school.length; p++) {
    const s = at(wants.school, p)
    const bands = settings[s]?.bands
    const child = children.applicant(at(owner, p))
    const line = children.lineOf(at(owner, p))
    const band = bands ? child.cell(bands.fact) : ''
    if (!bands || band === '' || line === undefined) continue
    if (!bands.shares.some(share => share.band === band))
      found(
        childrenFile,
        line,
        `“${band}” is no band of the school ${schools.names[s]}.`,
        `Give ${bands.shares.map(share => share.band).join(', ')}, or nothing where the child has no result.`,
      )
    if (bands.by_score !== undefined && !/^-?\d+(\.\d+)?$/.test(child.cell(bands.by_score)))
      found(childrenFile, line, `“${child.cell(bands.by_score)}” is no score.`, 'Give a number.')
  }
}
