// Ten thousand ways of writing down where a child lives, after security.md (T05), by a hand that had not read the guard. Each belongs to a
// sort, so that what is missed can be told of by sort.
import { type BlindHome, type Chance, oneOf, otherSpellings } from './blind-homes.examples.ts'
import { spokenEmail, spokenHouse, spokenPhone, spokenPostcode } from './blind-speech.examples.ts'

const abbreviations: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bRoad\b/, ['Rd', 'Rd.', 'rd', 'ROAD']],
  [/\bStreet\b/, ['St', 'St.', 'Str', 'str.']],
  [/\bAvenue\b/, ['Ave', 'Av', 'Ave.', 'Aven.']],
  [/\bLane\b/, ['Ln', 'La', 'Ln.']],
  [/\bTerrace\b/, ['Terr', 'Ter', 'Tce']],
  [/\bGardens\b/, ['Gdns', 'Gdn', 'Gardns']],
  [/\bCrescent\b/, ['Cres', 'Cresc.', 'Crs']],
  [/\bSquare\b/, ['Sq', 'Sq.']],
  [/\bDrive\b/, ['Dr', 'Drv']],
  [/\bClose\b/, ['Cl', 'Clo', 'Cl.']],
  [/\bPlace\b/, ['Pl', 'Plc']],
  [/\bGrove\b/, ['Gr', 'Grv', 'Gve']],
  [/\bCourt\b/, ['Ct', 'Crt']],
  [/\bApproach\b/, ['App', 'Appr']],
  [/\bMount\b/, ['Mt']],
  [/\bSaint\b/, ['St', 'St.']],
  [/\bSt\b/, ['Saint', 'St.']],
  [/\bNorth\b/, ['N', 'Nth']],
  [/\bGreat\b/, ['Gt', 'Gt.']],
  [/\bUpper\b/, ['Upr']],
  [/\bFlat\b/, ['Flt', 'Apt', 'F']],
  [/\bCottage\b/, ['Cott', 'Ctge']],
  [/\bHouse\b/, ['Hse', 'Ho.']],
]
const abbreviated = (chance: Chance, text: string): string =>
  abbreviations.reduce((made, [word, short]) => made.replace(word, () => oneOf(chance, short)), text)

/** A slip of the hand in one word of five letters or more. */
const mistyped = (chance: Chance, text: string): string => {
  const words = text.split(' ')
  const long = words.map((word, at) => (/^[\p{L}’]{5,}$/u.test(word) ? at : -1)).filter(at => at >= 0)
  if (long.length === 0) return text
  const at = oneOf(chance, long)
  const word = words[at] as string
  const place = 1 + Math.floor(chance() * (word.length - 2))
  words[at] = oneOf(chance, [
    word.slice(0, place) + word.slice(place + 1),
    word.slice(0, place) + word[place] + word.slice(place),
    word.slice(0, place) + word[place + 1] + word[place] + word.slice(place + 2),
    word.slice(0, place) + oneOf(chance, [...'aeiort']) + word.slice(place + 1),
  ])
  return words.join(' ')
}

const lookalikes: Readonly<Record<string, string>> = { '1': 'l', '0': 'O', I: '1', O: '0', l: '1', o: '0', i: '1' }
const swapped = (chance: Chance, text: string): string =>
  [...text].map(letter => (chance() < 0.6 ? (lookalikes[letter] ?? letter) : letter)).join('')
const cyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  A: 'А',
  E: 'Е',
  O: 'О',
  T: 'Т',
  K: 'К',
  M: 'М',
  B: 'В',
  H: 'Н',
  S: 'Ѕ',
  i: 'і',
}
const inOtherLetters = (chance: Chance, text: string): string =>
  [...text].map(letter => (chance() < 0.5 ? (cyrillic[letter] ?? letter) : letter)).join('')

const hidden = ['\u200b', '\u200c', '\u200d', '\u00ad', '\u2060', '\ufeff', '\u200e', '\u202a']
const withHidden = (chance: Chance, text: string): string =>
  [...text].map(letter => (chance() < 0.3 ? letter + oneOf(chance, hidden) : letter)).join('')
const wide = (text: string): string =>
  text.replace(/[!-~]/g, letter => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
const bold = (text: string): string =>
  text
    .replace(/[A-Z]/g, letter => String.fromCodePoint(0x1d400 + letter.charCodeAt(0) - 65))
    .replace(/[a-z]/g, letter => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97))
    .replace(/[0-9]/g, letter => String.fromCodePoint(0x1d7ce + Number(letter)))

const entities = (chance: Chance, text: string): string =>
  [...text]
    .map(letter => {
      if (letter === ' ') return oneOf(chance, ['&nbsp;', '&#32;', '&#160;', ' '])
      if (letter === '’') return oneOf(chance, ['&rsquo;', '&#39;', '&apos;', '&#x2019;'])
      const code = letter.codePointAt(0) ?? 0
      return chance() < 0.3 ? oneOf(chance, [`&#${code};`, `&#x${code.toString(16)};`]) : letter
    })
    .join('')
const inTags = (chance: Chance, text: string): string =>
  text
    .split(' ')
    .map(word => (chance() < 0.5 ? `<b>${word}</b>` : word))
    .join(oneOf(chance, [' ', '<br>', '<br/>\n', '</p> <p>', '</td><td>']))
const inAnAddressLine = (text: string): string =>
  `https://maps.example.com/?q=${encodeURIComponent(text.replace('’', "'")).replaceAll('%20', '+')}`

const spacings = ['  ', '\t', '\u00a0', '   ', '\u2003', ' \n', '\u202f']
const spaced = (chance: Chance, text: string): string => text.split(' ').join(oneOf(chance, spacings))
const splitLines = (chance: Chance, text: string): string =>
  oneOf<(words: string) => string>(chance, [
    words => words.split(' ').join('\n'),
    words => words.split(' ').join('\r\n> '),
    words => words.split(' ').join(',\n'),
    words => words.split(' ').join('\n\n'),
    words => words.replace(/(\p{L}{3})(\p{L}{3,})/u, '$1-\n$2'),
    words => words.split(' ').join(' |\n| '),
  ])(text)
const punctuated = (chance: Chance, text: string): string =>
  oneOf<(words: string) => string>(chance, [
    words => words.split(' ').join(', '),
    words => words.split(' ').join('/'),
    words => words.split(' ').join('_'),
    words => words.split(' ').join('-'),
    words => words.split(' ').join('. '),
    words =>
      words
        .split(' ')
        .map(word => `*${word}*`)
        .join(' '),
    words => `(${words.replace(' ', ') ')}`,
    words => words.split(' ').join(' – '),
    words => `“${words.split(' ').join('” “')}”`,
    words => words.split(' ').join(' ; '),
    words => words.replaceAll('’', "'"),
    words => words.replaceAll('’', ''),
    words => words.replaceAll('’', '`'),
  ])(text)

const inASentence = (chance: Chance, { house, street, numbered }: BlindHome): string => {
  const [first = house, ...rest] = house.split(', ').reverse()
  const flat = rest.length > 0 ? `, ${rest.join(' ')}` : ''
  return oneOf(
    chance,
    numbered
      ? [
          `on ${street}, at number ${first}${flat}`,
          `in ${street} – it is no. ${first}${flat}`,
          `${street} (${first}${flat})`,
          `into No ${first} ${street}${flat}`,
          `to ${street}; the house number is ${first}${flat}`,
          `the house in ${street} with ${first} on the door${flat}`,
          `number ${first}${flat} along ${street}`,
          `${street}: nr ${first}${flat}`,
          `house ${first}${flat}, which is on ${street}`,
          `#${first} ${street}${flat}`,
        ]
      : [
          `in ${street}, the house is called ${house}`,
          `a house named “${house}” on ${street}`,
          `${house}, which is on ${street}`,
          `${street} (${house})`,
          `${house} in ${street}`,
        ],
  )
}

/** Each sort of writing; null where the home has nothing for it. */
export const sorts: Readonly<Record<string, (chance: Chance, home: BlindHome) => string | null>> = {
  plain: (_, { house, street }) => `${house} ${street}`,
  'capitals or none': (chance, { house, street }) =>
    `${house} ${street}`[oneOf(chance, ['toUpperCase', 'toLowerCase'] as const)](),
  spacing: (chance, { house, street }) => spaced(chance, `${house} ${street}`),
  'no space at all': (_, { house, street }) => `${house}${street}`.replaceAll(/[ ,]/g, ''),
  abbreviation: (chance, { house, street }) => abbreviated(chance, `${house} ${street}`),
  'slip of the hand': (chance, { house, street }) => `${house} ${mistyped(chance, street)}`,
  'slip and abbreviation': (chance, { house, street }) => abbreviated(chance, `${house}, ${mistyped(chance, street)}`),
  'one for l, nought for O': (chance, { house, street }) => `${swapped(chance, house)} ${swapped(chance, street)}`,
  'other letters': (chance, { house, street }) => inOtherLetters(chance, `${house} ${street}`),
  'over lines': (chance, { house, street }) => splitLines(chance, `${house} ${street}`),
  punctuation: (chance, { house, street }) => punctuated(chance, `${house} ${street}`),
  entities: (chance, { house, street }) => entities(chance, `${house} ${street}`),
  'in tags': (chance, { house, street }) => inTags(chance, `${house} ${street}`),
  'in a link': (_, { house, street }) => inAnAddressLine(`${house} ${street}`),
  'hidden characters': (chance, { house, street }) => withHidden(chance, `${house} ${street}`),
  'full width': (chance, { house, street }) => oneOf(chance, [wide, bold])(`${house} ${street}`),
  'in a sentence': inASentence,
  'house spoken': (chance, { house, street }) => spokenHouse(chance, house, street),
  'other spelling': (chance, { house, street }) => {
    const other = otherSpellings[street]
    return other ? `${house} ${oneOf(chance, other)}` : null
  },
  postcode: (_, { postcode }) => postcode,
  'postcode without its space': (chance, { postcode }) =>
    oneOf(chance, [postcode.replace(' ', ''), postcode.replace(' ', '').toLowerCase()]),
  'postcode spaced': (chance, { postcode }) =>
    [...postcode.replace(' ', '')].join(oneOf(chance, [' ', '.', '-', ' - ', '\u00a0'])),
  'postcode split': (chance, { postcode }) =>
    postcode.replace(' ', oneOf(chance, ['\n', '-', '  ', '_', ' / ', '.', ', '])),
  'postcode look-alike': (chance, { postcode }) => swapped(chance, postcode),
  'postcode hidden': (chance, { postcode }) =>
    oneOf(chance, [withHidden(chance, postcode), wide(postcode), bold(postcode), entities(chance, postcode)]),
  'postcode spoken': (chance, { postcode }) => spokenPostcode(chance, postcode),
  'half a postcode with the street': (chance, { street, postcode }) => {
    const inward = postcode.split(' ')[1]
    return oneOf(chance, [`${street}, postcode ends ${inward}`, `${street} ${inward}`, `${inward} on ${street}`])
  },
  'half a postcode with the house': (chance, { house, street, postcode }) =>
    oneOf(chance, [
      `${house} ${street}, ${postcode.split(' ')[0]}`,
      `${house} ${abbreviated(chance, street)} ${postcode.split(' ')[1]}`,
    ]),
  telephone: (chance, { phone }) =>
    oneOf(chance, [
      phone,
      `+44 ${phone.slice(1)}`,
      `+44 (0)${phone.slice(1, 5)} ${phone.slice(5)}`,
      `0044${phone.slice(1)}`,
      `${phone.slice(0, 5)} ${phone.slice(5, 8)} ${phone.slice(8)}`,
      `${phone.slice(0, 5)}-${phone.slice(5)}`,
      `(${phone.slice(0, 5)}) ${phone.slice(5)}`,
      `${phone.slice(0, 4)}.${phone.slice(4, 7)}.${phone.slice(7)}`,
      [...phone].join(' '),
      `${phone.slice(0, 5)}\n${phone.slice(5)}`,
      phone.replaceAll('0', 'O'),
      phone.replaceAll('0', 'o').replaceAll('1', 'l'),
      wide(phone),
      withHidden(chance, phone),
    ]),
  'telephone spoken': (chance, { phone }) => spokenPhone(chance, phone),
  'e-mail': (chance, { email }) =>
    oneOf(chance, [
      email,
      email.toUpperCase(),
      `mailto:${email}`,
      `<${email}>`,
      email.replace('@', ' @ '),
      email.replace('@', '&#64;'),
      wide(email),
      withHidden(chance, email),
      email.replace('@', '@\n'),
    ]),
  'e-mail spoken': (chance, { email }) => spokenEmail(chance, email),
  school: (chance, { school }) =>
    oneOf(chance, [
      school,
      school.toUpperCase(),
      school.replaceAll('’', "'"),
      school.replaceAll('’', ''),
      mistyped(chance, school),
    ]),
  'school by its short name': (chance, { school }) => shortSchool(chance, school),
}

const shortSchool = (chance: Chance, school: string): string => {
  const short = school
    .replace(/ (Church of England|Catholic|Community|and Nursery)\b/, word =>
      oneOf(chance, [word, '', word === ' Catholic' ? ' RC' : word === ' Church of England' ? ' C of E' : '']),
    )
    .replace(/ (Primary|Infant|Junior)\b/, word =>
      oneOf(chance, [word, word.slice(0, 4), word.slice(0, 4).concat('.')]),
    )
    .replace(/ School\b/, () => oneOf(chance, ['', ' Sch', ' Sch.', ' school']))
    .replace(/ Academy\b/, () => oneOf(chance, [' Acad', ' Acad.', ' Academy']))
    .replace(/ Medical Centre\b/, () => oneOf(chance, [' Med Centre', ' Med. Ctr', ' Medical Ctr']))
    .replace(/ Surgery\b/, () => oneOf(chance, [' Surg', ' surgery']))
    .replace(/ College\b/, () => oneOf(chance, [' Coll', ' College']))
    .replace(/\b(Saint|St)\b/, () => oneOf(chance, ['St', 'St.', 'Saint']))
  return oneOf(chance, [short, short.replaceAll('’', ''), short.toLowerCase()])
}

const carriers = [
  '#',
  'Mum rang: they are now at #. She sounded tired but well.',
  'TC from nan. New address # - do not share!!',
  'Visit booked for 14:30 on 3 June 2026 (#). Take the red file.',
  'Home conditions good.\n\n#\n\nThree children seen, ages 4, 7 and 11. Next visit in 10 working days.',
  '> From: duty\n> # \n> thanks',
  'He said his new place is # and that he has 2 cats and a bike.',
  'Transport to collect from # at 8.15 each school day until 21/07/2026.',
]

/** A text that gives a home away, and in which of the sorts of writing. */
export type BlindLeak = { readonly sort: string; readonly text: string }
/** A text that gives the home away. */
export const aBlindLeak = (chance: Chance, home: BlindHome): BlindLeak => {
  for (;;) {
    const sort = oneOf(chance, Object.keys(sorts))
    const told = sorts[sort]?.(chance, home)
    if (told) return { sort, text: oneOf(chance, carriers).replace('#', () => told) }
  }
}
