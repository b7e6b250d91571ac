import type { PartOfRecord, Splitting } from './split.queries.ts'
import type { SplitData } from './split.view.ts'

const uuid = '00000000-0000-4000-8000-000000000001'
const part = (sourcePerson: number, source: string, name: string, born: string, home?: string): PartOfRecord => ({
  ...{ sourcePerson, source, since: new Date('2026-01-15T10:00:00Z') },
  facts: [
    { name: 'Name', value: name },
    { name: 'Date of birth', value: born },
    ...(home ? [{ name: 'Address', value: home }] : []),
  ],
})
const about: Splitting = {
  ...{ uuid, person: 1, openedAt: new Date('2026-11-18T09:00:00Z'), answered: false, open: true, version: 'a' },
  parts: [
    part(1, 'school census', 'Mohammed Khan', '11 February 2014', '3 High Street, NM1 1AA'),
    part(2, 'Another service', 'Muhammad Khan', '11 February 2014', '70 Beach Road, NM9 9ZZ'),
    part(3, 'admissions list', 'Mohammed Khan', '11 February 2014'),
  ],
}

/** A record to be parted: three records, nothing said, one half empty, answered by the reader, decided, one record that may be read. */
export const splitExamples: Readonly<Record<string, SplitData>> = {
  usual: { about },
  'nothing said': {
    about,
    errors: {
      part0: 'Say whose record 1 is, or that you are not sure',
      part1: 'Say whose record 2 is, or that you are not sure',
      part2: 'Say whose record 3 is, or that you are not sure',
      reason: 'Choose why these are two children',
    },
  },
  'all given to one child': {
    about,
    errors: { part0: 'Give each child at least one record. If all are one child’s, go back and answer that' },
    sent: { part0: 'a', part1: 'a', part2: 'unsure', reason: 'family' },
  },
  'waits for another reviewer': { about: { ...about, open: false, answered: true } },
  decided: { about: { ...about, open: false } },
  'one record that may be read': { about: { ...about, parts: about.parts.slice(0, 1) } },
}
