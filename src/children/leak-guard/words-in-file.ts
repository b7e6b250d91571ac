import { readWords, type WordsFormat } from '../../platform/files/index.ts'
import { longestText } from './long-text.ts'

const openXml = 'application/vnd.openxmlformats-officedocument.'
const formatOf = (mediaType: string): WordsFormat | undefined =>
  mediaType === 'application/pdf'
    ? 'pdf-words'
    : mediaType.startsWith(openXml) || mediaType.startsWith('application/vnd.oasis.opendocument')
      ? 'office-words'
      : undefined

/**
 * The words of an attached file, as far as they stand in it as text: of plain text and RTF, and of PDF, Office and OpenDocument files, which
 * are read in the bounded child process. Empty for what is drawn (a picture, a scanned page) and for Office files of before 2007;
 * undefined where a file could not be read to its end.
 */
export const wordsInFile = async (
  { path, body }: { readonly path: string; readonly body: Buffer },
  mediaType: string,
): Promise<string | undefined> => {
  if (mediaType.startsWith('text/plain')) return body.toString('utf8')
  if (mediaType === 'application/rtf') return wordsInRtf(body.toString('latin1'))
  const format = formatOf(mediaType)
  return format ? await readWords(path, format, longestText) : ''
}

/** RTF 1.9.1: a control word ends at a space or any other sign; `\'e9` is a byte of the code page, `\u8217?` a character with its stand-in. */
const wordsInRtf = (rtf: string): string =>
  rtf
    .replace(/\\'([0-9a-f]{2})/gi, (_, hex: string) => new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex')))
    .replace(/\\u(-?\d{1,6}) ?\??/g, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\(?:par|line|tab|cell|row)(?![a-z]) ?/g, '\n')
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?/gi, '')
    .replace(/[{}]|\\[^a-z]/gi, '')
