import { bornAged, makeDay, swapDayAndMonth, yearOf } from '../calendar.ts'
import { addressAt } from '../places.ts'
import type { Family } from '../world.ts'
import { at, type CastMaking, careStory, centreCard, clubCard, family, helpStory, schoolOf } from './build.ts'

/** Twins with neighbouring numbers; early help wrote one twin's UPN beside the other's name. */
const twins = (m: CastMaking): Family => {
  const dob = bornAged(m.today, 8, 4, 11)
  const made = family(m, 'C-hartley', {
    address: addressAt(2, 2, 9),
    adults: [
      { title: 'Mrs', forename: 'Kerry', surname: 'Hartley' },
      { title: 'Mr', forename: 'Dean', surname: 'Hartley', relationship: 'PAF' },
    ],
    children: [
      {
        cast: 'isla',
        forename: 'Isla',
        surname: 'Hartley',
        dob,
        sex: 'F',
        centre: centreCard(m, dob + 40, 'Twin buggy'),
      },
      {
        cast: 'ivy',
        forename: 'Ivy',
        surname: 'Hartley',
        dob,
        sex: 'F',
        centre: centreCard(m, dob + 40, 'Twin buggy'),
        earlyHelp: helpStory(m, { need: 'Speech and language', school: 'Harrowfield Primary' }),
      },
    ],
  })
  const [isla, ivy] = made.children
  if (!isla || !ivy) return made
  return { ...made, children: [isla, { ...ivy, said: { 'early-help': { upn: isla.upn } } }] }
}

/** Four of one family: the eldest and two younger ones at school, and one at the children's centre. */
const siblings = (m: CastMaking): Family =>
  family(m, 'C-cohen', {
    address: addressAt(4, 2, 77),
    formerAddress: addressAt(4, 6, 8),
    movedOn: m.today - 400,
    adults: [
      { title: 'Dr', forename: 'Miriam', surname: 'Cohen' },
      { title: 'Mr', forename: 'Joel', surname: 'Ward', relationship: 'PAF' },
    ],
    children: [
      {
        cast: 'reuben',
        forename: 'Reuben',
        surname: 'Cohen-Ward',
        dob: bornAged(m.today, 14, 1, 20),
        sex: 'M',
        said: { 'youth-clubs': { surname: 'Ward' } },
        club: clubCard(m, 'Saltholme Sea Scouts', m.today - 700, 'Saltholme Community School'),
      },
      {
        cast: 'esther',
        forename: 'Esther',
        surname: 'Cohen-Ward',
        dob: bornAged(m.today, 9, 9, 14),
        sex: 'F',
        choice: 1,
        earlyHelp: helpStory(m, { need: 'Separation', school: 'Beacon Primary' }),
        said: { 'early-help': { surname: 'Cohen' } },
      },
      {
        cast: 'miri',
        forename: 'Miri',
        surname: 'Cohen-Ward',
        dob: bornAged(m.today, 3, 12, 2),
        sex: 'F',
        centre: centreCard(m, m.today - 500),
      },
      {
        cast: 'ezra',
        forename: 'Ezra',
        surname: 'Cohen-Ward',
        dob: bornAged(m.today, 6, 3, 25),
        sex: 'M',
        choice: 1,
      },
    ],
  })

/** Born on 4 July to his school and 7 April to everybody else. */
const swapped = (m: CastMaking): Family => {
  const dob = bornAged(m.today, 6, 7, 4)
  return family(m, 'C-fraser', {
    address: addressAt(5, 1, 12),
    adults: [{ title: 'Mrs', forename: 'Isobel', surname: 'Fraser', phone: '07700 900155' }],
    children: [
      {
        cast: 'callum',
        forename: 'Callum',
        surname: 'Fraser',
        dob,
        sex: 'M',
        centre: centreCard(m, dob + 90),
        earlyHelp: helpStory(m, { need: 'Routines + boundaries', school: 'Beckside CofE' }),
        said: {
          'childrens-centre': { dob: swapDayAndMonth(dob) },
          'early-help': { dob: swapDayAndMonth(dob), forename: 'Calum' },
        },
      },
    ],
  })
}

/** From Saltholme to Upper Fellby in the spring: another home, another school, the same UPN. */
const mover = (m: CastMaking): Family => {
  const dob = bornAged(m.today, 8, 10, 27)
  const moved = makeDay(yearOf(m.today) - (m.today < makeDay(yearOf(m.today), 4, 20) ? 1 : 0), 4, 20)
  const first = schoolOf(m, 'PS', 4, 2)
  return family(m, 'C-marsden', {
    address: addressAt(5, 3, 40),
    formerAddress: addressAt(4, 1, 6),
    movedOn: moved,
    adults: [{ title: 'Ms', forename: 'Becky', surname: 'Marsden' }],
    children: [
      {
        cast: 'tilly',
        forename: 'Matilda',
        surname: 'Marsden',
        knownAs: 'Tilly',
        dob,
        sex: 'F',
        centre: centreCard(m, dob + 200),
        earlyHelp: helpStory(m, {
          opened: m.today - 500,
          closed: m.today - 330,
          need: 'Housing',
          school: 'Ropewalk Primary',
        }),
        schooling: [
          at(m.today, first, makeDay(yearOf(dob) + 5, 9, 6), moved - 12),
          at(m.today, schoolOf(m, 'PS', 5, 0), moved),
        ],
        said: {
          'childrens-centre': { address: addressAt(4, 1, 6) },
          'early-help': { forename: 'Tilly', address: addressAt(4, 1, 6) },
        },
      },
    ],
  })
}

/** Came alone; the school wrote 1 January, the age assessment found another day. Both are kept. */
const unaccompanied = (m: CastMaking): Family => {
  const assessed = bornAged(m.today, 16, 5, 23)
  const arrived = m.today - 420
  return family(m, 'C-tesfay', {
    address: addressAt(0, 8, 90),
    adults: [{ title: 'Mrs', forename: 'Marcia', surname: 'Samuels', relationship: 'CAR', responsibility: false }],
    children: [
      {
        cast: 'yonas',
        forename: 'Yonas',
        surname: 'Tesfay',
        dob: assessed,
        sex: 'M',
        ethnicity: 'BAFR',
        language: 'TGR',
        inCareOf: '899',
        schooling: [at(m.today, schoolOf(m, 'SS', 0, 0), arrived + 40)],
        said: {
          'school-census': { dob: makeDay(yearOf(assessed), 1, 1) },
          'daily-attendance': { dob: makeDay(yearOf(assessed), 1, 1) },
        },
        care: careStory(m, {
          contact: arrived,
          contactSource: '6',
          team: 'Children in Care',
          worker: 'Gwen Parfitt',
          assessment: { start: arrived + 1, end: arrived + 40, factors: ['9A'] },
          inNeed: { start: arrived + 1, need: 'N8' },
          lookedAfter: {
            start: arrived + 1,
            legal: 'V2',
            need: 'N8',
            placement: 'U6',
            provider: 'PR1',
            postcode: addressAt(0, 8, 90).postcode,
            unaccompanied: true,
          },
        }),
      },
    ],
  })
}

/** The hard cases of birth dates, brothers and sisters, and addresses. */
export const births = (m: CastMaking): Family[] => [twins(m), siblings(m), swapped(m), mover(m), unaccompanied(m)]
