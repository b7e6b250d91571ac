import { inFigures } from './spoken-words.ts'

/** Letters of other scripts that look like Latin ones: a text that was typed or copied with them reads the same to a person. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      'аa',
      'вb',
      'еe',
      'кk',
      'мm',
      'нh',
      'оo',
      'рp',
      'сc',
      'тt',
      'уy',
      'хx',
      'іi',
      'јj',
      'ѕs',
      'ԁd',
      'ԛq',
      'ԝw',
      'һh',
      'ӏl',
      'гr',
      'пn',
    ],
    ...['αa', 'βb', 'εe', 'ηn', 'ιi', 'κk', 'μm', 'νv', 'οo', 'ρp', 'τt', 'υu', 'χx', 'γy', 'ωw', 'ιi'],
    ...['ıi', 'ɡg', 'øo', 'łl', 'đd', 'ðd', 'ħh'],
  ].map(pair => [pair[0]!, pair[1]!]),
)

type Forms = Readonly<Record<string, string>>
const formsOf = (forms: Forms): Forms =>
  Object.fromEntries(Object.entries(forms).flatMap(([short, long]) => long.split(' ').map(word => [word, short])))

/** Kinds of street that are written long and short; all become the first. */
const kindForms = formsOf({
  st: 'street str saint',
  rd: 'road',
  av: 'avenue ave aven',
  ln: 'lane la',
  cl: 'close clo',
  cr: 'crescent cres crsnt cresc crs',
  dr: 'drive drv',
  ct: 'court crt',
  gdn: 'gardens gdns garden gardns',
  ter: 'terrace tce terr',
  pl: 'place plc',
  sq: 'square',
  gr: 'grove grv gve',
  pk: 'park',
  wy: 'way',
  app: 'approach appr',
})
/** Their short forms. */
export const streetKinds: ReadonlySet<string> = new Set(Object.values(kindForms))
/** And the other words of an address. */
const shortForms = {
  ...kindForms,
  ...formsOf({
    hse: 'house hs ho',
    bld: 'buildings bldgs building bldg',
    est: 'estate',
    mt: 'mount',
    n: 'north nth',
    s: 'south sth',
    gt: 'great grt',
    lt: 'little',
    upr: 'upper',
    lwr: 'lower',
    cott: 'cottage ctge cottages',
    fm: 'farm',
    flat: 'flt apt apartment unit f',
    sch: 'school schl',
    acad: 'academy acdmy',
    coll: 'college',
    prim: 'primary pri',
    sec: 'secondary',
    inf: 'infant infants',
    jun: 'junior juniors',
    ctr: 'centre center',
    med: 'medical',
    surg: 'surgery',
  }),
}

/** A text's letters as a reader takes them: without accents, invisible signs, and other alphabets' look-alikes. In small letters. */
export const plainLetters = (text: string): string =>
  [
    ...text
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .toLowerCase(),
  ]
    .map(letter => lookAlikes[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(?!\d)\p{Nd}/gu, digitOf)

/** The nought of each other script's figures that are written here: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil. */
const noughts = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6]
const digitOf = (figure: string): string => {
  const code = figure.codePointAt(0) ?? 0
  const nought = noughts.find(first => code >= first && code < first + 10)
  return nought === undefined ? figure : String(code - nought)
}

/** The words of a text as they are written: letters and figures only. */
export const rawWords = (text: string): string[] =>
  plainLetters(text)
    .replace(/['’‘`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')

/** Long forms of kinds of street made short, and nothing else: a slip in another word is a slip of one letter still. */
export const shortKinds = (words: readonly string[]): string[] => words.map(word => kindForms[word] ?? word)

/** Long forms made short. */
export const shortened = (words: readonly string[]): string[] => words.map(word => shortForms[word] ?? word)

/** The words of a text for comparing with an address: long forms made short, numbers in figures. */
export const plainWords = (text: string): string[] => shortened(inFigures(rawWords(text)))

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  quot: '"',
  apos: "'",
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  mdash: '—',
  shy: '',
  zwnj: '',
  commat: '@',
}
const tags =
  /<\/?(?:a|b|i|u|p|br|hr|em|li|ul|ol|td|th|tr|div|pre|span|font|small|strong|table|tbody|address|h[1-6])\b[^<>]{0,200}>/gi

/** A text without what a browser, a mail or a link puts into it: tags, character references, and bytes written as %20. */
export const withoutMarkup = (text: string): string =>
  /[&<%]/.test(text)
    ? text
        .replace(
          /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
          (all, ten?: string, sixteen?: string, name?: string) => {
            const code = ten ? Number(ten) : Number.parseInt(sixteen ?? '', 16)
            return name ? (named[name.toLowerCase()] ?? all) : code <= 0x10ffff ? String.fromCodePoint(code) : all
          },
        )
        .replace(/(?:%[\da-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'))
        .replace(tags, ' ')
    : text
