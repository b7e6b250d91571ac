// Addresses, numbers and letters as they are said out loud and written down by whoever listened.
import { type Chance, oneOf } from './blind-homes.examples.ts'

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
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
/** A number below a thousand in words. */
export const numberInWords = (chance: Chance, value: number): string => {
  if (value < 20) return units[value] ?? ''
  if (value < 100) {
    const rest = value % 10
    const ten = tens[Math.floor(value / 10)] ?? ''
    return rest === 0 ? ten : `${ten}${oneOf(chance, ['-', ' ', ''])}${units[rest]}`
  }
  const rest = value % 100
  const hundred = `${units[Math.floor(value / 100)]} hundred`
  return rest === 0 ? hundred : `${hundred} ${oneOf(chance, ['and ', ''])}${numberInWords(chance, rest)}`
}
const eachDigit = (text: string, nought: string): string =>
  [...text].map(digit => (digit === '0' ? nought : (units[Number(digit)] ?? digit))).join(' ')

const alphabet: Readonly<Record<string, string>> = {
  A: 'alpha',
  B: 'bravo',
  C: 'charlie',
  D: 'delta',
  E: 'echo',
  F: 'foxtrot',
  G: 'golf',
  H: 'hotel',
  I: 'india',
  J: 'juliet',
  K: 'kilo',
  L: 'lima',
  M: 'mike',
  N: 'november',
  O: 'oscar',
  P: 'papa',
  Q: 'quebec',
  R: 'romeo',
  S: 'sierra',
  T: 'tango',
  U: 'uniform',
  V: 'victor',
  W: 'whiskey',
  X: 'x-ray',
  Y: 'yankee',
  Z: 'zulu',
}
const words: Readonly<Record<string, string>> = {
  A: 'apple',
  B: 'bravo',
  C: 'cat',
  D: 'dog',
  E: 'elephant',
  F: 'freddie',
  G: 'george',
  H: 'harry',
  I: 'India',
  J: 'john',
  K: 'king',
  L: 'london',
  M: 'mother',
  N: 'nan',
  O: 'orange',
  P: 'peter',
  Q: 'queen',
  R: 'robert',
  S: 'sugar',
  T: 'tommy',
  U: 'umbrella',
  V: 'violet',
  W: 'william',
  X: 'x-ray',
  Y: 'yellow',
  Z: 'zebra',
}

/** A postcode letter by letter, as people say one on the telephone. */
export const spokenPostcode = (chance: Chance, postcode: string): string => {
  const said = oneOf<(letter: string) => string>(chance, [
    letter => alphabet[letter] ?? letter,
    letter => (alphabet[letter] ?? letter).replace(/^./, first => first.toUpperCase()),
    letter => (words[letter] ? `${letter} for ${words[letter]}` : letter),
    letter => (words[letter] ? `${letter.toLowerCase()} as in ${words[letter]}` : letter),
    letter => letter,
  ])
  const figures = chance() < 0.6
  return [...postcode.replace(' ', '')]
    .map(letter => (/\d/.test(letter) ? (figures ? (units[Number(letter)] ?? letter) : letter) : said(letter)))
    .join(oneOf(chance, [' ', ', ', ' - ']))
}

/** A house and its street with the number in words; null where the house has a name alone. */
export const spokenHouse = (chance: Chance, house: string, street: string): string | null => {
  const found = house.match(/^(?:Flat (\d+), )?(\d+)([A-Za-z]?)$/)
  if (!found) return null
  const [, flat, number = '', letter = ''] = found
  const said = oneOf(chance, [
    numberInWords(chance, Number(number)),
    `number ${numberInWords(chance, Number(number))}`,
    eachDigit(number, 'oh'),
    `${number}, that is ${eachDigit(number, 'zero')},`,
  ])
  const before = flat ? `flat ${numberInWords(chance, Number(flat))}, ` : ''
  return `${before}${said}${letter ? ` ${letter.toLowerCase()}` : ''} ${street}`
}

/** A telephone number digit by digit. */
export const spokenPhone = (chance: Chance, phone: string): string => {
  const nought = oneOf(chance, ['oh', 'zero', 'nought', 'o'])
  return oneOf(chance, [
    eachDigit(phone, nought),
    eachDigit(phone, nought).replace(/\b(\w+) \1\b/g, 'double $1'),
    eachDigit(phone, nought).replace(/\b(\w+) \1 \1\b/g, 'triple $1'),
    `${eachDigit(phone.slice(0, 5), nought)}, ${eachDigit(phone.slice(5, 8), nought)}, ${eachDigit(phone.slice(8), nought)}`,
    `${phone.slice(0, 5)} then ${phone.slice(5, 8)} then ${phone.slice(8)}`,
  ])
}

/** An e-mail address with its signs as words. */
export const spokenEmail = (chance: Chance, email: string): string => {
  const at = oneOf(chance, [' at ', ' (at) ', '[at]', ' AT ', ' at sign '])
  const dot = oneOf(chance, [' dot ', ' (dot) ', '[dot]', ' DOT '])
  const said = email.replace('@', at).replaceAll('.', dot)
  return oneOf(chance, [said, said.replace('_', ' underscore ').replace('-', ' dash ')])
}
