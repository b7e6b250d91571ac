import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { printedNumber } from './card.ts'

export type CardFace = {
  readonly name: string
  readonly number: string
  readonly until: PlainDate
  readonly named: boolean
}

const asText = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

/**
 * The card to print, as a drawing of 85.6 by 54 mm (ISO/IEC 7810 ID-1). No word on it says why somebody has one, unless the holder chose so;
 * neither does its file's name.
 */
export const cardDrawing = ({ name, number, until, named }: CardFace): string => {
  const line = (y: number, size: number, text: string, weight = 400) =>
    `<text x="6" y="${y}" font-size="${size}" font-weight="${weight}">${asText(text)}</text>`
  // A long name is drawn smaller rather than cut.
  const nameSize = Math.min(6, 110 / Math.max(name.length, 1))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="85.6mm" height="54mm" viewBox="0 0 85.6 54" role="img" font-family="sans-serif" fill="#0e2f36">
<title>Card</title>
<rect x="0.3" y="0.3" width="85" height="53.4" rx="3.2" fill="#ffffff" stroke="#0e2f36" stroke-width="0.4"/>
${named ? line(9, 4, 'Young carer', 700) : line(9, 4, 'Card', 700)}
${line(21, nameSize, name, 700)}
${line(31, 6, printedNumber(number))}
${line(39, 3.2, `In use until ${formatDate(until)}`)}
${line(47, 2.8, 'To check it: sign in to Throughline, Check a card')}
</svg>
`
}
