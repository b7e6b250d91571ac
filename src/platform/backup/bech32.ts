// The letters of keys in the age format: BIP 173, without its limit of 90 characters.
const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

const polymod = (values: readonly number[]): number => {
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [i, generator] of generators.entries()) if ((top >>> i) & 1) check ^= generator
  }
  return check >>> 0
}

const prefixValues = (prefix: string): number[] => {
  const codes = [...prefix].map(letter => letter.charCodeAt(0))
  return [...codes.map(code => code >> 5), 0, ...codes.map(code => code & 31)]
}

const regroup = (values: Iterable<number>, from: number, to: number, pad: boolean): number[] | undefined => {
  const out: number[] = []
  let held = 0
  let bits = 0
  for (const value of values) {
    held = ((held << from) | value) & 0xfff
    for (bits += from; bits >= to; ) {
      bits -= to
      out.push((held >> bits) & ((1 << to) - 1))
    }
  }
  const rest = (held << (to - bits)) & ((1 << to) - 1)
  if (pad) return bits > 0 ? [...out, rest] : out
  return bits >= from || rest !== 0 ? undefined : out
}

/** Bytes in small letters behind this prefix, with a check of six letters. */
export const toBech32 = (prefix: string, bytes: Uint8Array): string => {
  const values = regroup(bytes, 8, 5, true) ?? []
  const check = polymod([...prefixValues(prefix), ...values, 0, 0, 0, 0, 0, 0]) ^ 1
  const checks = [25, 20, 15, 10, 5, 0].map(shift => (check >>> shift) & 31)
  return `${prefix}1${[...values, ...checks].map(value => letters[value]).join('')}`
}

/** The bytes behind this prefix; undefined where the text is of another, or a letter of it was mistyped. */
export const fromBech32 = (prefix: string, text: string): Buffer | undefined => {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return undefined
  const lower = text.toLowerCase()
  if (!lower.startsWith(`${prefix}1`)) return undefined
  const values = [...lower.slice(prefix.length + 1)].map(letter => letters.indexOf(letter))
  if (values.length < 6 || values.includes(-1) || polymod([...prefixValues(prefix), ...values]) !== 1) return undefined
  const bytes = regroup(values.slice(0, -6), 5, 8, false)
  return bytes && Buffer.from(bytes)
}
