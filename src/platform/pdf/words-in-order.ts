/**
 * The words of a line in the order in which they are drawn from left to right. The font's own shaping turns each Arabic or Hebrew
 * word, and with it the space that follows; words that follow one another in such a script are put from right to left here, and
 * what closes them stands after them. Pure. Source: Unicode Standard Annex 9, a paragraph from left to right.
 */
export const wordsInOrder = (text: string): string => {
  const drawn: string[] = []
  let turned: string[] = []
  for (const word of text.split(' ')) {
    if (isTurned(word)) turned.push(word)
    else {
      drawn.push(...afterTurning(turned), word)
      turned = []
    }
  }
  return [...drawn, ...afterTurning(turned)].join(' ')
}

const afterTurning = (words: readonly string[]): readonly string[] => {
  if (words.length === 0) return []
  const [, last = '', close = ''] = /^(.*?)([.,;:!?)]*)$/s.exec(words.at(-1) ?? '') ?? []
  return [last, ...words.slice(0, -1).reverse(), close]
}

const isTurned = (word: string): boolean => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(word)

/** Text as it can be drawn: without characters that show nothing and only steer, but for those that shape Arabic and Persian. */
export const drawable = (text: string): string => text.replace(/[^\P{C}\n\u200c\u200d]/gu, '')
