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

/** "3 letters are noted as gone. Take 1 letter out of the tray.": of so many that were named, so many went. */
export const goneWords = (went: number, named: number): string => {
  const stopped = named - went
  const noted = `${plural(went, 'letter is', 'letters are')} noted as gone.`
  return stopped > 0 ? `${noted} Take ${plural(stopped, 'letter', 'letters')} out of the tray.` : noted
}
