import { bornAged, makeDay, swapDayAndMonth, yearOf } from '../calendar.ts'
import { addressAt } from '../places.ts'
import type { Family } from '../world.ts'
import { type CastMaking, at, careStory, carerStory, centreCard, clubCard, family, helpStory, schoolOf } from './build.ts'

/** Twins with neighbouring numbers; early help wrote one twin's UPN beside the other's name. */
const twins = (m: CastMaking): Family => {
  const dob = bornAged(m.today, 8, 4, 11)
  const made = family(m, 'C-hartley', {
    address: addressAt(2, 2, 9),
    adults: [{ title: 'Mrs', forename: 'Kerry', surname: 'Hartley' }, { title: 'Mr', forename: 'Dean', surname: 'Hartley', relationship: 'PAF' }],
    children: [
      { cast: 'isla', forename: 'Isla', surname: 'Hartley', dob, sex: 'F', centre: centreCard(m, dob + 40, 'Twin buggy') },
      { cast: 'ivy', forename: 'Ivy', surname: 'Hartley', dob, sex: 'F', centre: centreCard(m, dob + 40, 'Twin buggy'), earlyHelp: helpStory(m, { need: 'Speech and language', school: 'Harrowfield Primary' }) },
    ],
  })
  const [isla, ivy] = made.children
  if (!isla || !ivy) return made
  return { ...made, children: [isla, { ...ivy, said: { 'early-help': { upn: isla.upn } } }] }
}

/** Three of one family, one at each of three schools. */
const siblings = (m: CastMaking): Family =>
  family(m, 'C-cohen', {
    address: addressAt(4, 2, 77),
    formerAddress: addressAt(4, 6, 8),
    movedOn: m.today - 400,
    adults: [{ title: 'Dr', forename: 'Miriam', surname: 'Cohen' }, { title: 'Mr', forename: 'Joel', surname: 'Ward', relationship: 'PAF' }],
    children: [
      { cast: 'reuben', forename: 'Reuben', surname: 'Cohen-Ward', dob: bornAged(m.today, 14, 1, 20), sex: 'M', said: { 'youth-clubs': { surname: 'Ward' } }, club: clubCard(m, 'Saltholme Sea Scouts', m.today - 700, 'Saltholme Community School') },
      { cast: 'esther', forename: 'Esther', surname: 'Cohen-Ward', dob: bornAged(m.today, 9, 9, 14), sex: 'F', choice: 1, earlyHelp: helpStory(m, { need: 'Separation', school: 'Beacon Primary' }), said: { 'early-help': { surname: 'Cohen' } } },
      { cast: 'miri', forename: 'Miri', surname: 'Cohen-Ward', dob: bornAged(m.today, 3, 12, 2), sex: 'F', centre: centreCard(m, m.today - 500) },
    ],
  })

/** Two boys who share nothing but a name and a birth year. */
const namesakes = (m: CastMaking): Family[] => {
  const first = bornAged(m.today, 10, 1, 9)
  const second = makeDay(yearOf(first), 9, 30) <= m.today ? makeDay(yearOf(first), 9, 30) : first + 100
  const one = (cast: string, dob: number, district: number, mother: string): Family =>
    family(m, `C-${cast}`, {
      address: addressAt(district, 4, 61),
      adults: [{ title: 'Mrs', forename: mother, surname: 'Khan' }],
      children: [{ cast, forename: 'Mohammed', surname: 'Khan', dob, sex: 'M', ethnicity: 'APKN', language: 'URD', club: clubCard(m, 'The Hive', m.today - 120, district === 0 ? 'Mill Lane' : 'Ropewalk') }],
    })
  return [one('khan-mill-lane', first, 0, 'Shazia'), one('khan-saltholme', second, 4, 'Rukhsana')]
}

/** Pearce to her school, Lowe to social care, Ahmed to her youth club. */
const threeSurnames = (m: CastMaking): Family => {
  const contact = m.today - 300
  return family(m, 'C-pearce', {
    address: addressAt(2, 5, 18),
    adults: [{ title: 'Ms', forename: 'Dawn', surname: 'Pearce' }, { title: 'Mr', forename: 'Nadeem', surname: 'Ahmed', relationship: 'STF', responsibility: false }, { title: 'Mr', forename: 'Shaun', surname: 'Lowe', relationship: 'PAF', livesHere: false }],
    children: [
      {
        cast: 'ruby', forename: 'Ruby', surname: 'Pearce', formerSurname: 'Lowe', dob: bornAged(m.today, 12, 8, 5), sex: 'F', choice: 1,
        club: clubCard(m, 'The Hive', m.today - 220, 'Harrowfield'), earlyHelp: helpStory(m, { need: 'Behaviour at home', school: 'Harrowfield School' }),
        care: careStory(m, { contact, assessment: { start: contact + 1, end: contact + 41, factors: ['3B'] }, inNeed: { start: contact + 1, end: contact + 41, need: 'N5', reason: 'RC9' } }),
        said: { 'youth-clubs': { surname: 'Ahmed' }, 'early-help': { surname: 'Lowe' } },
      },
    ],
  })
}

/** Born on 4 July to his school and 7 April to everybody else. */
const swapped = (m: CastMaking): Family => {
  const dob = bornAged(m.today, 6, 7, 4)
  return family(m, 'C-fraser', {
    address: addressAt(5, 1, 12),
    adults: [{ title: 'Mrs', forename: 'Isobel', surname: 'Fraser', phone: '07700 900155' }],
    children: [
      {
        cast: 'callum', forename: 'Callum', surname: 'Fraser', dob, sex: 'M', centre: centreCard(m, dob + 90),
        earlyHelp: helpStory(m, { need: 'Routines + boundaries', school: 'Beckside CofE' }),
        said: { 'childrens-centre': { dob: swapDayAndMonth(dob) }, 'early-help': { dob: swapDayAndMonth(dob), forename: 'Calum' } },
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
        cast: 'tilly', forename: 'Matilda', surname: 'Marsden', knownAs: 'Tilly', dob, sex: 'F', centre: centreCard(m, dob + 200), earlyHelp: helpStory(m, { opened: m.today - 500, closed: m.today - 330, need: 'Housing', school: 'Ropewalk Primary' }),
        schooling: [at(m.today, first, makeDay(yearOf(dob) + 5, 9, 6), moved - 12), at(m.today, schoolOf(m, 'PS', 5, 0), moved)],
        said: { 'childrens-centre': { address: addressAt(4, 1, 6) }, 'early-help': { forename: 'Tilly', address: addressAt(4, 1, 6) } },
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
        cast: 'yonas', forename: 'Yonas', surname: 'Tesfay', dob: assessed, sex: 'M', ethnicity: 'BAFR', language: 'TGR', inCareOf: '899',
        schooling: [at(m.today, schoolOf(m, 'SS', 0, 0), arrived + 40)],
        said: { 'school-census': { dob: makeDay(yearOf(assessed), 1, 1) }, 'daily-attendance': { dob: makeDay(yearOf(assessed), 1, 1) } },
        care: careStory(m, {
          contact: arrived, contactSource: '6', team: 'Children in Care', worker: 'Gwen Parfitt', assessment: { start: arrived + 1, end: arrived + 40, factors: ['9A'] }, inNeed: { start: arrived + 1, need: 'N8' },
          lookedAfter: { start: arrived + 1, legal: 'V2', need: 'N8', placement: 'U6', provider: 'PR1', postcode: addressAt(0, 8, 90).postcode, unaccompanied: true },
        }),
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
    children: [{ cast: 'alex', forename: 'Alex', surname: 'Whitmore', dob, sex: 'M', before: { until, forename: 'Alexandra', sex: 'F' }, centre: centreCard(m, dob + 300), said: { 'childrens-centre': { forename: 'Alexandra', sex: 'F' } } }],
  })
}

/** Names with letters that old systems lose: Arabic script, Welsh, Gĩkũyũ. */
const scripts = (m: CastMaking): Family[] => {
  const yousef = bornAged(m.today, 7, 11, 6)
  return [
    family(m, 'C-hassan', {
      address: addressAt(0, 2, 15),
      adults: [{ title: 'Mrs', forename: 'Hanan', surname: 'Al-Hassan' }],
      children: [{ cast: 'yousef', forename: 'Yousef', surname: 'Al-Hassan', knownAs: 'يوسف', dob: yousef, sex: 'M', ethnicity: 'OOTH', language: 'ARA', earlyHelp: helpStory(m, { need: 'Housing; debt', school: 'Castle Hill' }), said: { 'early-help': { forename: 'يوسف', surname: 'الحسن' } } }],
    }),
    family(m, 'C-gwilym', {
      address: addressAt(5, 0, 4),
      adults: [{ title: 'Mr', forename: 'Geraint', surname: 'ap Gwilym', relationship: 'PAF' }],
      children: [{ cast: 'llyr', forename: 'Llŷr', surname: 'ap Gwilym', dob: bornAged(m.today, 11, 3, 1), sex: 'M', language: 'CYM', centre: centreCard(m, m.today - 3000), said: { 'childrens-centre': { forename: 'Llyr', surname: 'Gwilym' } } }],
    }),
    family(m, 'C-wathiongo', {
      address: addressAt(1, 6, 33),
      adults: [{ title: 'Mr', forename: 'Kamau', surname: "wa Thiong'o", relationship: 'PAF' }],
      children: [{ cast: 'ngugi', forename: 'Ngũgĩ', surname: "wa Thiong'o", dob: bornAged(m.today, 13, 1, 5), sex: 'M', ethnicity: 'BAFR', carer: carerStory(m, { caresFor: 'Dad', because: 'Mental health' }), said: { 'young-carers': { forename: 'Ngugi', surname: 'Wathiongo' } } }],
    }),
  ]
}

/** The hard cases of names and dates. */
export const namesAndDates = (m: CastMaking): Family[] => [
  twins(m), siblings(m), ...namesakes(m), threeSurnames(m), swapped(m), mover(m), unaccompanied(m), gender(m), ...scripts(m),
]

