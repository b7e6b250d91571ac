import { bornAged } from '../calendar.ts'
import { receptionYear } from '../people/schooling.ts'
import { addressAt } from '../places.ts'
import { schoolYear } from '../terms.ts'
import type { Family } from '../world.ts'
import { at, type CastMaking, careStory, centreCard, family, helpStory, lastTime, schoolOf } from './build.ts'

/** A baby not yet born, known by the day it is expected. */
const unborn = (m: CastMaking): Family => {
  const contact = m.today - 35
  return family(m, 'C-dawson', {
    address: addressAt(1, 9, 7),
    adults: [{ title: 'Miss', forename: 'Leanne', surname: 'Dawson' }],
    children: [
      {
        cast: 'unborn',
        forename: '',
        surname: 'Dawson',
        dob: m.today + 63,
        sex: 'F',
        schooling: [],
        nhs: '',
        care: careStory(m, {
          contact,
          contactSource: '3F',
          expected: m.today + 63,
          assessment: { start: contact + 1, factors: ['2B', '4B'] },
          inNeed: { start: contact + 1, need: 'N1' },
          lastSeen: m.today - 35,
        }),
      },
    ],
  })
}

/** Died in the spring: her school and social care both know, and no letter may go out. */
const died = (m: CastMaking): Family => {
  const rose = bornAged(m.today, 10, 1, 30)
  const day = lastTime(m.today, 3, 6)
  return family(m, 'C-ellery', {
    address: addressAt(2, 1, 3),
    adults: [{ title: 'Mrs', forename: 'Helen', surname: 'Ellery' }],
    children: [
      {
        cast: 'rose',
        forename: 'Rose',
        surname: 'Ellery',
        dob: rose,
        sex: 'F',
        sen: 'E',
        needs: ['PD'],
        schooling: [at(m.today, schoolOf(m, 'PS', 2, 1), schoolYear(receptionYear(rose)).from, day)],
        centre: centreCard(m, rose + 500),
        care: careStory(m, {
          contact: day - 400,
          contactSource: '3F',
          team: 'Disabled Children',
          worker: 'Noreen Baxter',
          disabilities: ['MOB', 'PC'],
          assessment: { start: day - 399, end: day - 360, factors: ['6B'] },
          inNeed: { start: day - 399, end: day, need: 'N2', reason: 'RC2' },
          died: day,
          lastSeen: day - 4,
        }),
      },
    ],
  })
}

/** A mother at sixteen, looked after herself, and her baby: two children, one of them also a parent. */
const youngMother = (m: CastMaking): Family => {
  const chloe = bornAged(m.today, 16, 1, 14)
  const poppy = m.today - 120
  const start = m.today - 500
  const year = receptionYear(chloe)
  const schooling = [
    at(m.today, schoolOf(m, 'PS', 0, 1), schoolYear(year).from, schoolYear(year + 6).to),
    at(m.today, schoolOf(m, 'SS', 0, 0), schoolYear(year + 7).from, schoolYear(year + 13).to),
  ]
  return family(m, 'C-doyle', {
    address: addressAt(0, 9, 38),
    adults: [],
    children: [
      {
        cast: 'chloe',
        forename: 'Chloe',
        surname: 'Doyle',
        dob: chloe,
        sex: 'F',
        schooling,
        care: careStory(m, {
          contact: start - 50,
          team: 'Children in Care',
          worker: 'Gwen Parfitt',
          assessment: { start: start - 49, end: start - 10, factors: ['17A'] },
          inNeed: { start: start - 49, need: 'N5' },
          lookedAfter: {
            start,
            legal: 'V2',
            need: 'N5',
            placement: 'U6',
            provider: 'PR1',
            postcode: addressAt(0, 9, 38).postcode,
            motherOf: poppy,
          },
          leaver: {
            adviser: 'Bilal Sheikh',
            activity: 'G6: Not in education, employment or training: pregnancy or parenting',
            accommodation: 'E: Semi-independent',
          },
        }),
      },
      {
        cast: 'poppy',
        forename: 'Poppy',
        surname: 'Doyle',
        dob: poppy,
        sex: 'F',
        schooling: [],
        centre: centreCard(m, m.today - 80),
        said: { 'childrens-centre': { forename: 'Baby' } },
        care: careStory(m, {
          contact: poppy - 60,
          contactSource: '3F',
          assessment: { start: poppy - 59, end: poppy - 10, factors: ['17A'] },
          inNeed: { start: poppy - 59, need: 'N5' },
        }),
      },
    ],
  })
}

/** Two years old and hard of hearing: his nursery years have no school census, so other services carry it. */
const hearing = (m: CastMaking): Family => {
  const hari = bornAged(m.today, 2, 8, 17)
  const contact = m.today - 110
  return family(m, 'C-patel', {
    address: addressAt(0, 4, 29),
    adults: [{ title: 'Mrs', forename: 'Meera', surname: 'Patel', phone: '07700 900193' }],
    children: [
      {
        cast: 'hari',
        forename: 'Hari',
        surname: 'Patel',
        dob: hari,
        sex: 'M',
        ethnicity: 'AIND',
        language: 'GUJ',
        schooling: [],
        centre: centreCard(m, hari + 90, 'Hearing aids both ears; Teacher of the Deaf visits'),
        earlyHelp: helpStory(m, { need: 'Hearing impairment (HI) / portage', school: '' }),
        care: careStory(m, {
          contact,
          contactSource: '3B',
          team: 'Disabled Children',
          worker: 'Noreen Baxter',
          disabilities: ['HEAR', 'COMM'],
          assessment: { start: contact + 1, end: contact + 40, factors: ['21'] },
          inNeed: { start: contact + 41, need: 'N2' },
        }),
      },
    ],
  })
}

/** The hard cases of birth, death, early motherhood and early need. */
export const lives = (m: CastMaking): Family[] => [unborn(m), died(m), youngMother(m), hearing(m)]
