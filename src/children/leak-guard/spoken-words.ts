const units = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
/** Each number below a hundred that is one word, "twentytwo" among them. */
const oneWord = new Map([
  ...units.map((word, value): [string, number] => [word, value]),
  ...tens.flatMap((ten, at) =>
    ten === ''
      ? []
      : units.slice(0, 10).map((unit, one): [string, number] => [one === 0 ? ten : ten + unit, at * 10 + one]),
  ),
])

/** Numbers in words as figures: "twenty two" is 22, "one hundred and four" is 104. */
export const inFigures = (words: readonly string[]): string[] => {
  const made: string[] = []
  for (let at = 0; at < words.length; ) {
    const [value, after] = numberAt(words, at)
    if (words[after] === 'hundred' && value !== undefined && value > 0 && value < 10) {
      const rest = words[after + 1] === 'and' ? after + 2 : after + 1
      const [more, end] = numberAt(words, rest)
      made.push(String(value * 100 + (more ?? 0)))
      at = more === undefined ? after + 1 : end
    } else {
      made.push(value === undefined ? (words[at] ?? '') : String(value))
      at = after
    }
  }
  return made
}

/** The number below a hundred that begins here in words, and where it ends. */
const numberAt = (words: readonly string[], at: number): [number | undefined, number] => {
  const value = oneWord.get(words[at] ?? '')
  const next = oneWord.get(words[at + 1] ?? '') ?? 0
  const whole = value !== undefined && value >= 20 && value % 10 === 0 && next > 0 && next < 10
  return whole ? [value + next, at + 2] : [value, at + 1]
}

/** How letters are said so that nobody mishears them: the words of the NATO alphabet. */
const letters = new Map(
  [
    ...[
      'alpha',
      'alfa',
      'bravo',
      'charlie',
      'delta',
      'echo',
      'foxtrot',
      'golf',
      'hotel',
      'india',
      'juliet',
      'juliett',
      'kilo',
      'lima',
    ],
    ...[
      'mike',
      'november',
      'oscar',
      'papa',
      'quebec',
      'romeo',
      'sierra',
      'tango',
      'uniform',
      'victor',
      'whiskey',
      'whisky',
      'xray',
    ],
    ...['yankee', 'zulu'],
  ].map(word => [word, word.slice(0, 1)]),
)
/** And its figures, where they are said otherwise. */
const figures: Readonly<Record<string, string>> = { niner: '9', fife: '5' }
const noughts = new Set(['oh', 'nought', 'naught', 'o', 'nil'])

/**
 * The words of a text that is spelt out ("K for king, six, double oh"), as the signs that are meant: one for each letter and figure that is
 * said by itself. Other words stay as they are.
 */
export const asSpelt = (words: readonly string[]): string[] => {
  const made: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const times = word === 'double' ? 2 : word === 'triple' || word === 'treble' ? 3 : 1
    const sign = signOf(words[times > 1 ? at + 1 : at] ?? '')
    if (times > 1 && sign !== undefined) {
      for (let many = 0; many < times; many++) made.push(sign)
      at++
    } else made.push(sign ?? word)
    // "k for king", "k as in king": the word that only tells the letter goes.
    if (sign?.length !== 1) continue
    const [next, after] = [words[at + 1], words[at + 2]]
    if (next === 'for' && after?.startsWith(word[0] ?? '')) at += 2
    else if (next === 'as' && after === 'in' && words[at + 3]?.startsWith(word[0] ?? '')) at += 3
    if (sign === 'x' && words[at + 1] === 'ray') at++
  }
  return inFigures(made)
}

const signOf = (word: string): string | undefined => {
  if (word.length === 1) return noughts.has(word) ? '0' : word
  const value = units.indexOf(word)
  return noughts.has(word) ? '0' : value >= 0 && value < 10 ? String(value) : (figures[word] ?? letters.get(word))
}

/** How a street's name sounds, roughly: names from other languages are spelt as they are heard ("Khursheed", "Kurshid"). */
export const asHeard = (word: string): string =>
  word
    .replace(/sk(?:iego|iej|y|a)$/, 'ski')
    .replace(/ee|ea|ie/g, 'i')
    .replace(/oo|ou/g, 'u')
    .replace(/^[kg]h/, match => match.slice(0, 1))
    .replace(/kh/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/q|c(?=[kaou])/g, 'k')
    .replace(/w/g, 'v')
    .replace(/y/g, 'i')
    .replace(/(.)\1+/g, '$1')
