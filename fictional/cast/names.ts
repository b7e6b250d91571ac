import { bornAged, makeDay, yearOf } from '../calendar.ts'
import { addressAt } from '../places.ts'
import type { Family } from '../world.ts'
import { type CastMaking, carerStory, careStory, centreCard, clubCard, family, helpStory } from './build.ts'

/** Two boys who share nothing but a name and a birth year. */
const namesakes = (m: CastMaking): Family[] => {
  const first = bornAged(m.today, 10, 1, 9)
  const second = makeDay(yearOf(first), 9, 30) <= m.today ? makeDay(yearOf(first), 9, 30) : first + 100
  const one = (cast: string, dob: number, district: number, mother: string): Family =>
    family(m, `C-${cast}`, {
      address: addressAt(district, 4, 61),
      adults: [{ title: 'Mrs', forename: mother, surname: 'Khan' }],
      children: [
        {
          cast,
          forename: 'Mohammed',
          surname: 'Khan',
          dob,
          sex: 'M',
          ethnicity: 'APKN',
          language: 'URD',
          club: clubCard(m, 'The Hive', m.today - 120, district === 0 ? 'Mill Lane' : 'Ropewalk'),
        },
      ],
    })
  return [one('khan-mill-lane', first, 0, 'Shazia'), one('khan-saltholme', second, 4, 'Rukhsana')]
}

/** Pearce to her school, Lowe to social care, Ahmed to her youth club. */
const threeSurnames = (m: CastMaking): Family => {
  const contact = m.today - 300
  return family(m, 'C-pearce', {
    address: addressAt(2, 5, 18),
    adults: [
      { title: 'Ms', forename: 'Dawn', surname: 'Pearce' },
      { title: 'Mr', forename: 'Nadeem', surname: 'Ahmed', relationship: 'STF', responsibility: false },
      { title: 'Mr', forename: 'Shaun', surname: 'Lowe', relationship: 'PAF', livesHere: false },
    ],
    children: [
      {
        cast: 'ruby',
        forename: 'Ruby',
        surname: 'Pearce',
        formerSurname: 'Lowe',
        dob: bornAged(m.today, 12, 8, 5),
        sex: 'F',
        choice: 1,
        club: clubCard(m, 'The Hive', m.today - 220, 'Harrowfield'),
        earlyHelp: helpStory(m, { need: 'Behaviour at home', school: 'Harrowfield School' }),
        care: careStory(m, {
          contact,
          assessment: { start: contact + 1, end: contact + 41, factors: ['3B'] },
          inNeed: { start: contact + 1, end: contact + 41, need: 'N5', reason: 'RC9' },
        }),
        said: { 'youth-clubs': { surname: 'Ahmed' }, 'early-help': { surname: 'Lowe' } },
      },
    ],
  })
}

/** Alexandra and F until last summer; Alex and M since. Nobody should meet the old name first. */
const gender = (m: CastMaking): Family => {
  const dob = bornAged(m.today, 15, 3, 3)
  const until = makeDay(yearOf(m.today) - (m.today < makeDay(yearOf(m.today), 9, 1) ? 1 : 0), 9, 1)
  return family(m, 'C-whitmore', {
    address: addressAt(3, 5, 21),
    adults: [{ title: 'Mrs', forename: 'Judith', surname: 'Whitmore' }],
    children: [
      {
        cast: 'alex',
        forename: 'Alex',
        surname: 'Whitmore',
        dob,
        sex: 'M',
        before: { until, forename: 'Alexandra', sex: 'F' },
        centre: centreCard(m, dob + 300),
        said: { 'childrens-centre': { forename: 'Alexandra', sex: 'F' } },
      },
    ],
  })
}

/** Names with letters that old systems lose: Arabic script, Welsh, Gĩkũyũ. */
const scripts = (m: CastMaking): Family[] => {
  const yousef = bornAged(m.today, 7, 11, 6)
  return [
    family(m, 'C-hassan', {
      address: addressAt(0, 2, 15),
      adults: [{ title: 'Mrs', forename: 'Hanan', surname: 'Al-Hassan' }],
      children: [
        {
          cast: 'yousef',
          forename: 'Yousef',
          surname: 'Al-Hassan',
          knownAs: 'يوسف',
          dob: yousef,
          sex: 'M',
          ethnicity: 'OOTH',
          language: 'ARA',
          earlyHelp: helpStory(m, { need: 'Housing; debt', school: 'Castle Hill' }),
          said: { 'early-help': { forename: 'يوسف', surname: 'الحسن' } },
        },
      ],
    }),
    family(m, 'C-gwilym', {
      address: addressAt(5, 0, 4),
      adults: [{ title: 'Mr', forename: 'Geraint', surname: 'ap Gwilym', relationship: 'PAF' }],
      children: [
        {
          cast: 'llyr',
          forename: 'Llŷr',
          surname: 'ap Gwilym',
          dob: bornAged(m.today, 11, 3, 1),
          sex: 'M',
          language: 'CYM',
          centre: centreCard(m, m.today - 3000),
          said: { 'childrens-centre': { forename: 'Llyr', surname: 'Gwilym' } },
        },
      ],
    }),
    family(m, 'C-wathiongo', {
      address: addressAt(1, 6, 33),
      adults: [{ title: 'Mr', forename: 'Kamau', surname: "wa Thiong'o", relationship: 'PAF' }],
      children: [
        {
          cast: 'ngugi',
          forename: 'Ngũgĩ',
          surname: "wa Thiong'o",
          dob: bornAged(m.today, 13, 1, 5),
          sex: 'M',
          ethnicity: 'BAFR',
          carer: carerStory(m, { caresFor: 'Dad', because: 'Mental health' }),
          said: { 'young-carers': { forename: 'Ngugi', surname: 'Wathiongo' } },
        },
      ],
    }),
  ]
}

/** The hard cases of names. */
export const names = (m: CastMaking): Family[] => [...namesakes(m), threeSurnames(m), gender(m), ...scripts(m)]
