import { Type } from 'typebox'
import { plural } from '../../kernel/index.ts'

/** How many letters stand on a page, and are printed at once. */
export const lettersAtOnce = 25

const ref = Type.String({ maxLength: 80 })
/** The boxes that name the letters of a batch which have gone, one or several. */
export const goneLetters = Type.Optional(Type.Union([ref, Type.Array(ref, { maxItems: lettersAtOnce })]))

/** The refs that a form names, each once. */
export const lettersNamed = (letter: string | readonly string[] | undefined): ReadonlySet<string> =>
  new Set([letter ?? []].flat())

/** "3 letters are noted as gone. 1 is not: take it out of the tray.": of so many that were named, so many went. */
export const goneWords = (went: number, named: number): string => {
  const stopped = named - went
  const noted = `${plural(went, 'letter is', 'letters are')} noted as gone.`
  if (stopped <= 0) return noted
  return `${noted} ${plural(stopped, 'is', 'are')} not: take ${stopped === 1 ? 'it' : 'them'} out of the tray.`
}
