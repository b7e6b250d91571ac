/** The buffers that a message may hand over instead of copying: those of the typed arrays in it which threads do not share. */
export const buffersIn = (value: unknown): ArrayBuffer[] => {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : []
  if (Array.isArray(value)) return typeof value[0] === 'number' ? [] : value.flatMap(buffersIn)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(buffersIn)
  return []
}
