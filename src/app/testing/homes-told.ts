import { address, contactDetail, dangerNote } from '../../children/index.ts'
import { careEpisode } from '../../domains/social-care/index.ts'
import type { RowOutcome, Source } from '../../intake/index.ts'
import { youthClubs } from '../../intake/testing/index.ts'

// Each child's own street and house, so that what is found in the database is of that child.
/** Where each of them lives, as their rows tell it. */
export const homesTold: Readonly<Record<string, { house: string; street: string; uprn: string; phone: string }>> = {
  mina: { house: 'Quince Cottage', street: 'Vellum Lane', uprn: '900011112222', phone: '07700 900417' },
  olaf: { house: '4', street: 'Tansy Row', uprn: '900033334444', phone: '07700 900555' },
}
const withHome = (outcome: RowOutcome): RowOutcome => {
  const home = outcome.outcome === 'accepted' ? homesTold[outcome.row.key] : undefined
  if (outcome.outcome !== 'accepted' || !home) return outcome
  const { row } = outcome
  const { house, street, uprn, phone } = home
  const where = { house, street, uprn, phones: [phone] }
  const facts = row.facts.map(fact =>
    fact.kind === address ? { ...fact, body: { ...fact.body, paon: house, street, uprn } } : fact,
  )
  return {
    ...outcome,
    row: {
      ...row,
      content: { ...(row.content as object), ...where },
      identity: { ...row.identity, ...where },
      facts: [
        ...facts,
        { kind: contactDetail, body: { type: 'phone', value: phone } },
        {
          kind: dangerNote,
          body: { sort: 'animals', short: 'Dog', whatToDo: `Ring ${phone}, then go to ${house} ${street}` },
        },
        ...(row.key === 'mina'
          ? [
              {
                kind: careEpisode,
                body: { startedOn: '2025-01-02', homePostcode: 'NM7 9ZZ', placementPostcode: 'NM7 1XX' },
              },
            ]
          : []),
        { kind: dangerNote, body: { sort: 'talking', short: 'Hard of hearing', whatToDo: 'Speak slowly' } },
      ],
      others: (row.others ?? []).map(other => ({ ...other, identity: { ...other.identity, ...where } })),
    },
  }
}
/** Youth clubs whose rows tell of such a home in every way in which a row can. */
export const clubsWithHomes: Source = {
  ...youthClubs,
  read: async function* (file) {
    for await (const outcome of youthClubs.read(file)) yield withHome(outcome)
  },
}
