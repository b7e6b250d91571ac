import { formatDate } from '../../kernel/index.ts'
import { type PdfBlock, taggedPdf } from '../../platform/pdf/index.ts'
import type { Letter } from './letter.view.ts'

/**
 * A batch of letters as one tagged PDF, each on pages of its own, the address where an envelope's window shows it: the same words as the page that prints
 * them (`letterView`). @throws Error where it could not be made
 */
export const lettersPdf = async (letters: readonly Letter[]) => ({
  name: 'letters.pdf',
  mediaType: 'application/pdf',
  body: await taggedPdf({
    title: 'Letters to print',
    blocks: letters.flatMap((letter, at) => [...(at === 0 ? [] : [{ newPage: true } as const]), ...blocksOf(letter)]),
  }),
})

const blocksOf = ({ from, to, name, on, subject, words, signedBy, slip }: Letter): readonly PdfBlock[] => [
  { lines: from, at: 'right' },
  { lines: to ? [to.to, ...to.lines] : [name], at: 'window' },
  { text: formatDate(on) },
  { text: `Dear ${name}` },
  { heading: 1, text: subject, plain: true },
  ...words.split(/\n{2,}/).map(text => ({ text })),
  { text: 'Yours sincerely' },
  { text: `\n\n${signedBy}` },
  ...(slip ? [{ slip }] : []),
]
