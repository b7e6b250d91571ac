// A picture from a phone says where and when it was taken, and with what. On the record of a child whom somebody looks for, that is the
// address. What shows the picture stays, byte for byte; what describes it goes.
import { withoutHeicNotes } from './camera-notes-heic.ts'

/**
 * The picture without what its camera wrote beside it: place, time, device, small copies, and whatever stands after its end. A JPEG keeps
 * which way up it is. Other files come back as they are. Undefined for a picture that cannot be followed to its end.
 * Source: ITU-T T.81 Annex B; PNG (W3C) §5, §11.3; ISO/IEC 14496-12 §8.11.
 */
export const withoutCameraNotes = (bytes: Buffer, mediaType: string): Buffer | undefined => {
  try {
    if (mediaType === 'image/jpeg') return withoutJpegNotes(bytes)
    if (mediaType === 'image/png') return withoutPngNotes(bytes)
    if (mediaType === 'image/heic') return withoutHeicNotes(bytes)
    return bytes
  } catch (error) {
    // A length that leads past the end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const marker = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
}

const withoutJpegNotes = (bytes: Buffer): Buffer | undefined => {
  const kept = [bytes.subarray(0, 2)]
  let turned: number | undefined
  for (let at = 2; at < bytes.length; ) {
    const kind = bytes.readUInt8(at + 1)
    if (bytes.readUInt8(at) !== 0xff) return undefined
    if (kind === 0xff) {
      at += 1 // Padding.
      continue
    }
    if (kind === marker.end) return Buffer.concat([...headOf(kept, turned), bytes.subarray(at, at + 2)])
    const length = bytes.readUInt16BE(at + 2)
    const segment = bytes.subarray(at, at + 2 + length)
    if (length < 2 || segment.length < 2 + length) return undefined
    if (kind === marker.app1) turned ??= orientationOf(segment)
    else if (isNeeded(kind, segment)) kept.push(segment)
    at += segment.length
    if (kind !== marker.scan) continue
    const end = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, end))
    at = end
  }
  return undefined
}

/** Colour tables and the layout of colours are needed to show the picture; the rest of what programs add is not. */
const isNeeded = (kind: number, segment: Buffer): boolean => {
  if (kind === marker.comment) return false
  if (kind < marker.app0 || kind > marker.app15) return true
  const name = segment.toString('latin1', 4, 15)
  if (kind === marker.app2) return name === 'ICC_PROFILE'
  return (kind === marker.app14 && name.startsWith('Adobe')) || (kind === marker.app0 && name.startsWith('JFIF'))
}

/** After a scan come its bytes, in which FF 00 is data and FF D0 to FF D7 are marks within it. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw new RangeError('The scan has no end.')
}

const exif = Buffer.from('Exif\0\0', 'latin1')
const orientationTag = 0x0112

/** Which way up a picture is held (1 to 8), from its first directory; undefined where it does not say. */
const orientationOf = (segment: Buffer): number | undefined => {
  if (!segment.subarray(4, 10).equals(exif)) return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  try {
    const directory = long(4)
    for (let entry = directory + 2; entry < directory + 2 + short(directory) * 12; entry += 12)
      if (short(entry) === orientationTag) return short(entry + 8)
  } catch (error) {
    // A directory that leads past its end says nothing; the segment goes either way.
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

/** A JPEG's head: JFIF must be first where it is, then which way up. */
const headOf = (kept: readonly Buffer[], turned: number | undefined): Buffer[] => {
  if (turned === undefined || turned < 2 || turned > 8) return [...kept]
  const isJfif = kept[1]?.readUInt8(1) === marker.app0
  const note = Buffer.concat([Buffer.from([0xff, marker.app1, 0, 34]), exif, directoryOf(turned)])
  return [...kept.slice(0, isJfif ? 2 : 1), note, ...kept.slice(isJfif ? 2 : 1)]
}

/** One directory with one entry, and no next (TIFF 6.0 §2). */
const directoryOf = (turned: number): Buffer =>
  Buffer.from([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1],
    ...[1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0],
    ...[0, 0, 0, 0],
  ])

/** What a PNG needs to be shown as it was meant (W3C PNG §11.2, §11.3.2 colours, §11.3.4 transparency and size, APNG's frames). */
const shown = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
)

const withoutPngNotes = (bytes: Buffer): Buffer | undefined => {
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (shown.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}
