import type { Facts, SchoolCriteria } from '../../criteria/criteria-schema.ts'

type Criterion = SchoolCriteria['criteria'][number]
type Told = { readonly criteria: Criterion[] } | { readonly problem: string }

/** A fact's name, as the head of a column of children.csv. */
const factName = /^[a-z][a-z0-9_]{0,39}$/
const noDistance = 'no distance'

/**
 * Criteria as an officer writes them, one a line, in order: the name, then what must hold of the child ("looked_after, catchment=@school"),
 * then "no distance" where families must not read how far the last child lives; with a bar between.
 */
export const readCriteriaLines = (text: string): Told => {
  const criteria: Criterion[] = []
  const lines = text.split('\n').map(line => line.trim())
  for (const [at, line] of lines.entries()) {
    if (line === '') continue
    const [name = '', facts = '', ...rest] = line.split('|').map(part => part.trim())
    const last = rest.join('|')
    if (name === '') return { problem: `Line ${at + 1} has no name before the first bar` }
    const when = readFacts(facts)
    if (when === undefined)
      return { problem: `Line ${at + 1}: write facts like looked_after or catchment=@school, with commas between` }
    if (last !== '' && last !== noDistance)
      return { problem: `Line ${at + 1} ends with something other than “${noDistance}”` }
    criteria.push({
      name,
      ...(Object.keys(when).length > 0 ? { when } : {}),
      ...(last === noDistance ? { measure_shown: false } : {}),
    })
  }
  return criteria.length === 0 ? { problem: 'Write at least one criterion' } : { criteria }
}

const readFacts = (text: string): Facts | undefined => {
  const facts: Record<string, string | true> = {}
  for (const part of text
    .split(',')
    .map(one => one.trim())
    .filter(Boolean)) {
    const [name = '', value] = part.split('=').map(one => one.trim())
    if (!factName.test(name) || value === '') return undefined
    facts[name] = value ?? true
  }
  return facts
}

/** The same, written out; what a line cannot say stays with the school and is not lost. */
export const criteriaLines = (criteria: readonly Criterion[]): string =>
  criteria
    .map(({ name, when = {}, measure_shown }) => {
      const facts = Object.entries(when).map(([fact, value]) => (value === true ? fact : `${fact}=${value}`))
      const parts = [name, facts.join(', '), measure_shown === false ? noDistance : '']
      while (parts.at(-1) === '') parts.pop()
      return parts.join(' | ')
    })
    .join('\n')
