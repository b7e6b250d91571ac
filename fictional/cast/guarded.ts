import { bornAged } from '../calendar.ts'
import { receptionYear } from '../people/schooling.ts'
import { addressAt } from '../places.ts'
import { schoolYear } from '../terms.ts'
import type { Family } from '../world.ts'
import { at, type CastMaking, careStory, centreCard, family, helpStory, schoolOf } from './build.ts'

/** The son of a team manager of the council: restricted, with a list of who may open him. */
const restricted = (m: CastMaking): Family => {
  const contact = m.today - 70
  return family(m, 'C-hughes', {
    address: addressAt(2, 7, 5),
    adults: [{ title: 'Ms', forename: 'Dawn', surname: 'Hughes' }],
    children: [
      {
        cast: 'hugo',
        forename: 'Hugo',
        surname: 'Hughes',
        dob: bornAged(m.today, 10, 6, 19),
        sex: 'M',
        choice: 2,
        care: careStory(m, {
          contact,
          worker: 'Marianne Docherty',
          team: 'South Family Help and Protection',
          assessment: { start: contact + 1, factors: ['2A'] },
          inNeed: { start: contact + 1, need: 'N6' },
        }),
      },
    ],
  })
}

/** The nephew of the social worker Priya Raman: she must never open him. */
const nephew = (m: CastMaking): Family =>
  family(m, 'C-shah', {
    address: addressAt(3, 2, 50),
    adults: [{ title: 'Mrs', forename: 'Anita', surname: 'Shah' }],
    children: [
      {
        cast: 'arjun',
        forename: 'Arjun',
        surname: 'Shah',
        dob: bornAged(m.today, 7, 8, 30),
        sex: 'M',
        ethnicity: 'AIND',
        earlyHelp: helpStory(m, { need: 'Bereavement', school: 'Rowan Drive' }),
      },
    ],
  })

/**
 * One child, two identities. Jayden Pike was looked after and adopted; Jayden Holloway came to a new school with a new
 * UPN, NHS number and address. The two must never meet: no link, no question, no line in a log.
 */
const adopted = (m: CastMaking): Family[] => {
  const dob = bornAged(m.today, 8, 2, 12)
  const order = m.today - 250
  const contact = order - 900
  const before = schoolOf(m, 'PS', 1, 2)
  const after = schoolOf(m, 'PS', 1, 3)
  const start = schoolYear(receptionYear(dob)).from
  const birth = family(m, 'C-pike', {
    address: addressAt(1, 8, 14),
    adults: [{ title: 'Ms', forename: 'Carly', surname: 'Pike' }],
    children: [
      {
        cast: 'adopted-before',
        forename: 'Jayden',
        surname: 'Pike',
        dob,
        sex: 'M',
        schooling: [at(m.today, before, start, order - 5)],
        centre: centreCard(m, dob + 100),
        care: careStory(m, {
          contact,
          team: 'Children in Care',
          worker: 'Gwen Parfitt',
          assessment: { start: contact + 1, end: contact + 40, factors: ['16A', '2B'] },
          inNeed: { start: contact + 1, end: order, need: 'N1', reason: 'RC1' },
          lookedAfter: {
            start: contact + 30,
            end: order,
            endReason: 'E12',
            legal: 'E1',
            need: 'N1',
            placement: 'A3',
            provider: 'PR1',
            postcode: 'NM6 2LA',
          },
          adoption: { family: 'AF-0117', decision: order - 420, placed: order - 200, order },
        }),
      },
    ],
  })
  const adoptive = family(m, 'C-holloway', {
    address: addressAt(1, 2, 71),
    adults: [
      { title: 'Mrs', forename: 'Ruth', surname: 'Holloway' },
      { title: 'Mr', forename: 'Simon', surname: 'Holloway', relationship: 'PAF' },
    ],
    children: [
      {
        cast: 'adopted-after',
        forename: 'Jayden',
        surname: 'Holloway',
        dob,
        sex: 'M',
        postCare: 'A',
        schooling: [at(m.today, after, order + 10)],
      },
    ],
  })
  return [birth, adoptive]
}

/** Fled to a refuge: her school has the address, and nobody may learn it from the record. */
const protectedAddress = (m: CastMaking): Family => {
  const contact = m.today - 45
  const dob = bornAged(m.today, 12, 4, 27)
  const year = receptionYear(dob)
  const schooling = [
    at(m.today, schoolOf(m, 'PS', 1, 1), schoolYear(year).from, schoolYear(year + 6).to),
    at(m.today, schoolOf(m, 'SS', 1, 0), schoolYear(year + 7).from, contact),
    at(m.today, schoolOf(m, 'SS', 4, 0), m.today - 40),
  ]
  const care = careStory(m, {
    contact,
    contactSource: '6',
    worker: 'Tom Ellwood',
    assessment: { start: contact + 1, end: contact + 30, factors: ['3B'] },
    inNeed: { start: contact + 1, need: 'N1' },
  })
  const girl = {
    cast: 'sana',
    forename: 'Sana',
    surname: 'Mirza',
    dob,
    sex: 'F' as const,
    ethnicity: 'APKN',
    language: 'URD',
  }
  return family(m, 'C-mirza', {
    address: addressAt(4, 4, 113),
    formerAddress: addressAt(1, 5, 28),
    movedOn: m.today - 44,
    adults: [{ title: 'Mrs', forename: 'Farzana', surname: 'Mirza' }],
    children: [{ ...girl, pattern: 'drifting', schooling, care }],
  })
}

/** The hard cases of need to know. */
export const guarded = (m: CastMaking): Family[] => [restricted(m), nephew(m), ...adopted(m), protectedAddress(m)]
