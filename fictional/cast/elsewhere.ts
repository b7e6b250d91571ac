import { bornAged } from '../calendar.ts'
import { receptionYear } from '../people/schooling.ts'
import { addressAt } from '../places.ts'
import { schoolYear } from '../terms.ts'
import { eastmarshLa, type Family } from '../world.ts'
import {
  at,
  type CastMaking,
  carerStory,
  careStory,
  centreCard,
  clubCard,
  family,
  helpStory,
  schoolOf,
} from './build.ts'

/** Looked after by Eastmarsh and placed here; and one of ours placed in Eastmarsh. */
const elsewhere = (m: CastMaking): Family[] => {
  const marcus = bornAged(m.today, 12, 10, 8)
  const leona = bornAged(m.today, 14, 12, 19)
  const since = m.today - 380
  return [
    family(m, 'C-bell', {
      address: addressAt(3, 8, 16),
      adults: [{ title: 'Mrs', forename: 'Joan', surname: 'Atkinson', relationship: 'FOM', responsibility: false }],
      children: [
        {
          cast: 'marcus',
          forename: 'Marcus',
          surname: 'Bell',
          dob: marcus,
          sex: 'M',
          ethnicity: 'BCRB',
          inCareOf: eastmarshLa,
          schooling: [at(m.today, schoolOf(m, 'SS', 3, 0), m.today - 300)],
        },
      ],
    }),
    family(m, 'C-grant', {
      address: addressAt(1, 1, 44),
      adults: [{ title: 'Ms', forename: 'Simone', surname: 'Grant' }],
      children: [
        {
          cast: 'leona',
          forename: 'Leona',
          surname: 'Grant',
          dob: leona,
          sex: 'F',
          ethnicity: 'MWBC',
          schooling: [
            at(
              m.today,
              schoolOf(m, 'PS', 1, 2),
              schoolYear(receptionYear(leona)).from,
              schoolYear(receptionYear(leona) + 6).to,
            ),
            at(m.today, schoolOf(m, 'SS', 1, 0), schoolYear(receptionYear(leona) + 7).from, since),
          ],
          care: careStory(m, {
            contact: since - 60,
            team: 'Children in Care',
            worker: 'Gwen Parfitt',
            assessment: { start: since - 59, end: since - 20, factors: ['11A', '10A'] },
            inNeed: { start: since - 59, need: 'N1' },
            lookedAfter: {
              start: since,
              legal: 'C2',
              need: 'N1',
              placement: 'U6',
              provider: 'PR4',
              postcode: 'EM3 5QR',
              urn: '898104',
              outside: true,
            },
          }),
        },
      ],
    }),
  ]
}

/** Lives in Northmere, goes to school over the border: no Northmere school has him on its roll. */
const overTheBorder = (m: CastMaking): Family =>
  family(m, 'C-shaw', {
    address: addressAt(4, 8, 2),
    adults: [{ title: 'Mrs', forename: 'Gillian', surname: 'Shaw', phone: '07700 900166' }],
    children: [
      {
        cast: 'finlay',
        forename: 'Finlay',
        surname: 'Shaw',
        dob: bornAged(m.today, 9, 5, 28),
        sex: 'M',
        schooling: [],
        club: clubCard(m, 'Saltholme Sea Scouts', m.today - 310, 'Eastmarsh Quay Primary (Eastmarsh)'),
        centre: centreCard(m, m.today - 2700),
      },
    ],
  })

/** Left Year 6 to be educated at home. */
const homeEducated = (m: CastMaking): Family => {
  const wren = bornAged(m.today, 12, 5, 6)
  const left = schoolYear(receptionYear(wren) + 6).to - 130
  return family(m, 'C-carlisle', {
    address: addressAt(5, 7, 10),
    adults: [{ title: 'Ms', forename: 'Tess', surname: 'Carlisle' }],
    children: [
      {
        cast: 'wren',
        forename: 'Wren',
        surname: 'Carlisle',
        dob: wren,
        sex: 'F',
        schooling: [at(m.today, schoolOf(m, 'PS', 5, 2), schoolYear(receptionYear(wren)).from, left)],
        earlyHelp: helpStory(m, { need: 'Electively home educated: family asked about exams', school: 'EHE' }),
      },
    ],
  })
}

/** Twenty, and still on the record: she cares for her father. */
const youngAdultCarer = (m: CastMaking): Family => {
  const cerys = bornAged(m.today, 20, 4, 2)
  return family(m, 'C-llewellyn', {
    address: addressAt(5, 4, 19),
    adults: [{ title: 'Mr', forename: 'Huw', surname: 'Llewellyn', relationship: 'PAF' }],
    children: [
      {
        cast: 'cerys',
        forename: 'Cerys',
        surname: 'Llewellyn',
        dob: cerys,
        sex: 'F',
        schooling: [],
        carer: carerStory(m, {
          since: m.today - 1900,
          caresFor: 'Dad',
          because: 'Multiple sclerosis',
          hours: 35,
          worker: 'Josie Tarn',
        }),
      },
    ],
  })
}

/** Seventeen and soon grown up: she cares for her father. Her brother, sixteen and in the sixth form, does too, and nobody has said so yet. */
const youngCarersNearAdulthood = (m: CastMaking): Family => {
  const iwan = m.today - 5955
  return family(m, 'C-pugh', {
    address: addressAt(1, 4, 12),
    adults: [{ title: 'Mr', forename: 'Rhodri', surname: 'Pugh', relationship: 'PAF', phone: '07700 900177' }],
    children: [
      {
        cast: 'bethan',
        forename: 'Bethan',
        surname: 'Pugh',
        dob: m.today - 6350,
        sex: 'F',
        schooling: [],
        carer: carerStory(m, { since: m.today - 420, caresFor: 'Dad', because: 'Stroke', hours: 18 }),
      },
      {
        cast: 'iwan',
        forename: 'Iwan',
        surname: 'Pugh',
        dob: iwan,
        sex: 'M',
        schooling: [at(m.today, schoolOf(m, 'SS', 1, 0), schoolYear(receptionYear(iwan) + 7).from)],
      },
    ],
  })
}

/** On the rolls of an academy and of the pupil referral unit at once. */
const twoRolls = (m: CastMaking): Family => {
  const tyler = bornAged(m.today, 14, 6, 1)
  const main = schoolOf(m, 'SS', 1, 0)
  return family(m, 'C-boyd', {
    address: addressAt(1, 7, 66),
    adults: [{ title: 'Ms', forename: 'Stacey', surname: 'Boyd' }],
    children: [
      {
        cast: 'tyler',
        forename: 'Tyler',
        surname: 'Boyd',
        dob: tyler,
        sex: 'M',
        pattern: 'drifting',
        sen: 'K',
        needs: ['SEMH'],
        freeMeals: [{ from: m.today - 800 }],
        schooling: [
          { ...at(m.today, main, schoolYear(receptionYear(tyler) + 7).from), status: 'M' },
          { school: schoolOf(m, 'PR', 0, 0), from: m.today - 100, status: 'S' },
        ],
      },
    ],
  })
}

/** At a house that nobody visits alone. */
const visitInPairs = (m: CastMaking): Family => {
  return family(m, 'C-kerr', {
    address: addressAt(2, 8, 27),
    tenancy: {
      since: m.today - 1500,
      notes: [{ kind: 'Danger', text: 'Visit in pairs. Call duty first', on: m.today - 60, checkBy: m.today + 30 }],
    },
    adults: [{ title: 'Mr', forename: 'Wayne', surname: 'Kerr', relationship: 'PAF' }],
    children: [
      {
        cast: 'lexi',
        forename: 'Alexandra',
        knownAs: 'Lexi',
        surname: 'Kerr',
        dob: bornAged(m.today, 6, 9, 21),
        sex: 'F',
      },
    ],
  })
}

/** The hard cases of place, and of being on no roll or on two. */
export const outOfPlace = (m: CastMaking): Family[] => [
  ...elsewhere(m),
  overTheBorder(m),
  homeEducated(m),
  youngAdultCarer(m),
  youngCarersNearAdulthood(m),
  twoRolls(m),
  visitInPairs(m),
]
