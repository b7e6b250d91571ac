/**
 * The words of an attached file, as far as they stand in it as text: of plain text and RTF. Empty for what is packed or drawn (PDF, Office, a
 * picture), which is not read here: a reader for it belongs in a process of its own.
 */
export const wordsInFile = (bytes: Buffer, mediaType: string): string => {
  if (mediaType.startsWith('text/plain')) return bytes.toString('utf8')
  return mediaType === 'application/rtf' ? wordsInRtf(bytes.toString('latin1')) : ''
}

/** RTF 1.9.1: a control word ends at a space or any other sign; `\'e9` is a byte of the code page, `\u8217?` a character with its stand-in. */
const wordsInRtf = (rtf: string): string =>
  rtf
    .replace(/\\'([0-9a-f]{2})/gi, (_, hex: string) => new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex')))
    .replace(/\\u(-?\d{1,6}) ?\??/g, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\(?:par|line|tab|cell|row)(?![a-z]) ?/g, '\n')
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?/gi, '')
    .replace(/[{}]|\\[^a-z]/gi, '')
