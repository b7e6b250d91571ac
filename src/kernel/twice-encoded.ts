/** What Windows-1252 has where Latin-1 has control characters: the bytes 0x80 to 0x9f, blank where it has none. */
const windows = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
const byteOf = new Map([...windows].flatMap((letter, at) => (letter === ' ' ? [] : [[letter, 0x80 + at] as const])))

/** A letter with a mark, as UTF-8 writes it, each of its bytes taken for a letter: "Ã©" for é, "Å‚" for ł, "á»…" for ễ. */
const suspicious = new RegExp(
  `[ÂÃÄÅ][\\u0080-\\u00bf${windows.replaceAll(' ', '')}]|È[\\u0098-\\u009b˜™š›]|á[º»]|â[\\u0080€]`,
)

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * A text whose UTF-8 was read as Windows-1252 and written again ("InÃ©s"), as it was before ("Inés"); any other as it stands. Only
 * where every letter beyond plain ones is part of such a mistake.
 */
export const mendEncoding = (text: string): string => {
  if (!suspicious.test(text)) return text
  const bytes = [...text].map(letter => byteOf.get(letter) ?? letter.charCodeAt(0))
  if (bytes.some(byte => byte > 0xff)) return text
  try {
    return utf8.decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}
