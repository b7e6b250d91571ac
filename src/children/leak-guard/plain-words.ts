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

/** Words of an address that are written long and short; both become the short one. */
const shortForms: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    st: 'street str saint',
    rd: 'road',
    av: 'avenue ave aven',
    ln: 'lane',
    cl: 'close clo',
    cr: 'crescent cres crsnt cresc',
    dr: 'drive drv',
    ct: 'court crt',
    gdn: 'gardens gdns garden',
    ter: 'terrace tce terr',
    pl: 'place plc',
    sq: 'square',
    gr: 'grove grv',
    pk: 'park',
    wy: 'way',
    hse: 'house hs',
    bld: 'buildings bldgs building bldg',
    est: 'estate',
    mt: 'mount',
    cott: 'cottage ctge cottages',
    fm: 'farm',
    sch: 'school schl',
    acad: 'academy acdmy',
    coll: 'college',
    prim: 'primary',
    sec: 'secondary',
  }).flatMap(([short, long]) => long.split(' ').map(word => [word, short])),
)

const units = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
].concat(['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'])
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** Numbers in words as figures: "twenty two" is 22. */
const inFigures = (words: readonly string[]): string[] => {
  const made: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const ten = tens.indexOf(word)
    const next = units.indexOf(words[at + 1] ?? '')
    if (word !== '' && ten >= 2) {
      const one = next >= 1 && next <= 9 ? next : 0
      made.push(String(ten * 10 + one))
      if (one > 0) at++
    } else made.push(units.includes(word) ? String(units.indexOf(word)) : word)
  }
  return made
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

/** The words of a text as they are written: letters and figures only. */
export const rawWords = (text: string): string[] =>
  plainLetters(text)
    .replace(/['’‘`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')

/** The words of a text for comparing with an address: long forms made short, numbers in figures. */
export const plainWords = (text: string): string[] => inFigures(rawWords(text)).map(word => shortForms[word] ?? word)
