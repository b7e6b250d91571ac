import { academicYearOf, bornAged, type Day, makeDay, swapDayAndMonth, yearOf } from '../calendar.ts'
import { receptionYear } from '../people/schooling.ts'
import { addressAt } from '../places.ts'
import { schoolYear } from '../terms.ts'
import type { Address, CareStory, Family } from '../world.ts'
import {
  at,
  type CastMaking,
  type ChildSpec,
  carerStory,
  careStory,
  centreCard,
  clubCard,
  family,
  helpStory,
  lastTime,
  schoolOf,
} from './build.ts'

/** Liam, thirteen, whose absences have a reason: his mother's dialysis is on Mondays and Thursdays. */
const doherty = (m: CastMaking): Family => {
  const home = addressAt(1, 3, 31)
  const parents = [{ title: 'Ms', forename: 'Siobhan', surname: 'Doherty', phone: '07700 900131' }]
  return family(m, 'C-doherty', {
    address: home,
    adults: parents,
    tenancy: { since: m.today - 2200, notes: [] },
    children: [
      {
        cast: 'liam',
        forename: 'Liam',
        surname: 'Doherty',
        middle: 'Patrick',
        dob: bornAged(m.today, 13, 2, 17),
        sex: 'M',
        ethnicity: 'WIRI',
        pattern: 'carer',
        freeMeals: [{ from: m.today - 900 }],
        carer: carerStory(m, { since: m.today - 210, because: 'Long-term illness (dialysis Mon/Thu)', hours: 22 }),
        club: clubCard(m, 'Weir Street Youth Club', m.today - 400, 'Quarry Bank Academy'),
      },
      {
        cast: 'niamh',
        forename: 'Niamh',
        surname: 'Doherty',
        dob: bornAged(m.today, 7, 6, 8),
        sex: 'F',
        ethnicity: 'WIRI',
        pattern: 'late-mondays',
        freeMeals: [{ from: m.today - 900 }],
      },
    ],
  })
}

const ameliaOf = (m: CastMaking, dob: Day, care: CareStory, home: Address): ChildSpec => {
  const year = academicYearOf(m.today)
  const plan = lastTime(m.today, 1, 12)
  const quarry = schoolOf(m, 'PS', 1, 0)
  const larchfield = schoolOf(m, 'PS', 3, 0)
  return {
    cast: 'amelia',
    forename: 'Amelia',
    middle: 'Ngozi',
    surname: 'Okafor-Reid',
    knownAs: 'Millie',
    dob,
    sex: 'F',
    ethnicity: 'MWBA',
    schooling: [
      at(m.today, quarry, schoolYear(receptionYear(dob)).from, makeDay(year - 2, 2, 5)),
      at(m.today, larchfield, makeDay(year - 2, 7, 1)),
    ],
    sen: 'K',
    needs: ['SLCN'],
    pattern: 'late-mondays',
    youngCarer: 'S',
    care,
    carer: carerStory(m, {
      since: lastTime(m.today, 11, 3),
      because: 'Physical disability',
      hours: 10,
      schoolMayKnow: true,
    }),
    earlyHelp: helpStory(m, {
      opened: plan - 200,
      closed: plan - 31,
      need: 'Housing; mum’s health',
      school: 'Quarrybank / Larchfield',
    }),
    centre: centreCard(m, dob + 800),
    said: {
      'childrens-centre': {
        forename: 'Amelia',
        surname: 'Okafor Read',
        dob: swapDayAndMonth(dob),
        address: home,
      },
      'young-carers': { forename: 'Millie' },
    },
  }
}

const theoOf = (m: CastMaking, dob: Day, care: CareStory): ChildSpec => ({
  cast: 'theo',
  forename: 'Theo',
  surname: 'Okafor-Reid',
  dob,
  sex: 'M',
  ethnicity: 'MWBA',
  schooling: [at(m.today, schoolOf(m, 'PS', 3, 0), schoolYear(receptionYear(dob)).from)],
  care: { ...care, id: `${care.id}B` },
  centre: centreCard(m, dob + 300),
})

/** Amelia and Theo of the sketches: a child in need plan, a young carer, a dog at the address. */
const okaforReid = (m: CastMaking): Family => {
  const home = { ...addressAt(3, 0, 14), postcode: 'NM4 2QT' }
  const year = academicYearOf(m.today)
  const amelia = bornAged(m.today, 9, 5, 3)
  const plan = lastTime(m.today, 1, 12)
  const notes = [
    {
      kind: 'Animal',
      text: 'Large dog at the address: ring first so it can be put in another room',
      on: m.today - 20,
      checkBy: m.today + 70,
    },
    {
      kind: 'Access',
      text: 'Side gate, not the front door: bell does not work. Park on Quarry Road',
      on: m.today - 6,
      checkBy: m.today + 84,
    },
  ]
  const inNeed = careStory(m, {
    contact: plan - 30,
    assessment: { start: plan - 29, end: plan - 2, factors: ['6C', '7A'] },
    inNeed: { start: plan, need: 'N3' },
    lastSeen: m.today - 6,
  })
  return family(m, 'C-okafor', {
    address: home,
    formerAddress: addressAt(1, 0, 52),
    movedOn: makeDay(year - 2, 2, 1),
    tenancy: { since: makeDay(year - 2, 2, 1), notes },
    adults: [
      { title: 'Ms', forename: 'Grace', surname: 'Okafor', phone: '07700 900114' },
      {
        title: 'Mr',
        forename: 'Daniel',
        surname: 'Reid',
        relationship: 'PAF',
        livesHere: false,
        phone: '07700 900241',
      },
    ],
    children: [ameliaOf(m, amelia, inNeed, home), theoOf(m, makeDay(yearOf(amelia) + 2, 10, 9), inNeed)],
  })
}

const brennan = (m: CastMaking): Family => {
  const year = academicYearOf(m.today)
  const kai = makeDay(year - 4, 8, 25)
  const school = schoolOf(m, 'PS', 0, 1)
  const contact = m.today - 80
  return family(m, 'C-brennan', {
    address: addressAt(0, 1, 22, 3),
    tenancy: {
      since: m.today - 700,
      notes: [{ kind: 'Access', text: 'Key safe: code with duty officer', on: m.today - 40, checkBy: m.today + 50 }],
    },
    adults: [{ title: 'Miss', forename: 'Jodie', surname: 'Brennan', phone: '07700 900172' }],
    children: [
      {
        cast: 'kai',
        forename: 'Kai',
        surname: 'Brennan',
        dob: kai,
        sex: 'M',
        centre: centreCard(m, kai + 60),
        schooling: [at(m.today, school, schoolYear(year - 1).from)],
        freeMeals: [{ from: m.today - 60 }],
        care: careStory(m, {
          contact,
          contactSource: '3B',
          assessment: { start: contact + 1, end: contact + 40, factors: ['16A', '4B'] },
          section47: { start: contact + 6, conference: contact + 20 },
          inNeed: { start: contact + 1, need: 'N1' },
          protection: { start: contact + 20, category: 'NEG' },
          lastSeen: m.today - 9,
        }),
      },
    ],
  })
}

const lukasik = (m: CastMaking): Family => {
  const zoe = bornAged(m.today, 15, 7, 22)
  const contact = m.today - 150
  return family(m, 'C-lukasik', {
    address: { ...addressAt(0, 0, 3), paon: 'The Laurels' },
    adults: [
      { title: 'Mrs', forename: 'Małgorzata', surname: 'Łukasik', phone: '07700 900188' },
      { title: 'Mr', forename: 'Piotr', surname: 'Łukasik', relationship: 'PAF' },
    ],
    children: [
      {
        cast: 'zoe',
        forename: 'Zoë',
        surname: 'Łukasik',
        dob: zoe,
        sex: 'F',
        ethnicity: 'WOTH',
        language: 'POL',
        pattern: 'drifting',
        centre: centreCard(m, zoe + 500),
        said: {
          'childrens-centre': { forename: 'Zoe', surname: 'Lukasik' },
          'youth-clubs': { forename: 'Zoe', surname: 'Lukashik' },
        },
        club: clubCard(m, 'The Hive', m.today - 300, 'Northmere High'),
        care: careStory(m, {
          contact,
          assessment: { start: contact + 1, end: contact + 38, factors: ['15A', '4A'] },
          inNeed: { start: contact + 40, need: 'N4' },
          lastSeen: m.today - 20,
        }),
      },
    ],
  })
}

/** The people of the sketches in `reference/screens`. */
export const sketches = (m: CastMaking): Family[] => [doherty(m), okaforReid(m), brennan(m), lukasik(m)]
