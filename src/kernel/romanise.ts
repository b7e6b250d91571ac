const pairs = (letters: string, latin: string): [string, string][] => {
  const values = latin.split(' ')
  return [...letters].map((letter, i) => [letter, values[i] ?? ''])
}

/** Russian and Ukrainian as British passports of their speakers spell them (ICAO 9303, simplified). Soft signs go. */
const cyrillic = pairs(
  'абвгдежзиіїйклмнопрстуфхцчшщъыьэюяєў',
  'a b v g d e zh z i i i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya ye u',
)

/** Arabic consonants; short vowels are not written, which the sound key does not mind. */
const arabic = pairs(
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچگ',
  'a b t th j h kh d th r z s sh s d t z a gh f q k l m n h w y  p ch g',
)

const table = new Map([...cyrillic, ...arabic])

/** Folded Cyrillic and Arabic letters in Latin ones, good enough to compare the sound; other letters as they are. */
export const romanise = (folded: string): string => [...folded].map(letter => table.get(letter) ?? letter).join('')
