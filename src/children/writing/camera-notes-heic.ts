/** A box of a file of the ISO base media format: what it is, and where its content stands. */
type Box = { readonly type: string; readonly from: number; readonly to: number }

/**
 * A HEIC picture whose notes are blanked where they stand, so that nothing else moves: what is no picture and no description of how to
 * show one. Which way up it is, is no note there. Undefined where a note cannot be reached.
 * Source: ISO/IEC 14496-12 §4.2 (boxes), §8.11.3 (iloc), §8.11.6 (iinf); ISO/IEC 23008-12 Annex A.2.
 * @throws RangeError for a length that leads past the end.
 */
export const withoutHeicNotes = (bytes: Buffer): Buffer | undefined => {
  const top = boxesIn(bytes, 0, bytes.length)
  const meta = top.find(box => box.type === 'meta')
  if (!meta) return undefined
  const inside = boxesIn(bytes, meta.from + 4, meta.to)
  const [info, places] = ['iinf', 'iloc'].map(type => inside.find(box => box.type === type))
  if (!info || !places) return undefined
  const notes = noteItems(bytes, info)
  const data = inside.find(box => box.type === 'idat')
  const copy = Buffer.from(bytes)
  const extents = extentsOf(bytes, places)
  for (const { item, method, offset, length } of extents.filter(extent => notes.has(extent.item))) {
    const base = method === 0 ? 0 : method === 1 ? data?.from : undefined
    if (base === undefined || length === 0 || base + offset + length > bytes.length) return undefined
    copy.fill(0, base + offset, base + offset + length)
    notes.delete(item)
  }
  if (notes.size > 0) return undefined
  // Films and other things that some phones add beside the picture.
  const known = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip'])
  return top.every(box => known.has(box.type)) ? copy : undefined
}

const boxesIn = (bytes: Buffer, from: number, to: number): Box[] => {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    const small = bytes.readUInt32BE(at)
    const size = small === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : small === 0 ? to - at : small
    const head = small === 1 ? 16 : 8
    if (size < head || at + size > to) throw new RangeError('A box is longer than what it stands in.')
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), from: at + head, to: at + size })
    at += size
  }
  return boxes
}

const pictures = new Set(['hvc1', 'av01', 'avc1', 'jpeg', 'grid', 'iden', 'iovl'])

/** The items that are no picture: Exif, XMP (mime), and whatever else a camera thought of. */
const noteItems = (bytes: Buffer, info: Box): Set<number> => {
  const wide = bytes.readUInt8(info.from) > 0
  const items = boxesIn(bytes, info.from + (wide ? 8 : 6), info.to)
  return new Set(
    items.flatMap(({ from }) => {
      const version = bytes.readUInt8(from)
      if (version < 2) throw new RangeError('An item says its type in an old way.')
      const id = version === 2 ? bytes.readUInt16BE(from + 4) : bytes.readUInt32BE(from + 4)
      const type = bytes.toString('latin1', from + (version === 2 ? 8 : 10), from + (version === 2 ? 12 : 14))
      return pictures.has(type) ? [] : [id]
    }),
  )
}

type Extent = { readonly item: number; readonly method: number; readonly offset: number; readonly length: number }

const extentsOf = (bytes: Buffer, places: Box): Extent[] => {
  const version = bytes.readUInt8(places.from)
  const sizes = bytes.readUInt16BE(places.from + 4)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  let at = places.from + 6
  const number = (size: number): number => {
    if (size !== 0 && size !== 2 && size !== 4 && size !== 8) throw new RangeError('A number of an unknown size.')
    const value = size === 8 ? Number(bytes.readBigUInt64BE(at)) : size === 0 ? 0 : bytes.readUIntBE(at, size)
    at += size
    return value
  }
  const idSize = version < 2 ? 2 : 4
  const extents: Extent[] = []
  for (let left = number(idSize); left > 0; left--) {
    const item = number(idSize)
    const method = version === 0 ? 0 : number(2) & 15
    const elsewhere = number(2)
    if (elsewhere !== 0) throw new RangeError('An item stands in another file.')
    const base = number(baseSize)
    for (let parts = number(2); parts > 0; parts--) {
      number(indexSize)
      const offset = base + number(offsetSize)
      extents.push({ item, method, offset, length: number(lengthSize) })
    }
  }
  return extents
}
