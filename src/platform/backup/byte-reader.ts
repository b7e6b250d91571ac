/** Reads what comes in pieces of any size in pieces of the size that is asked for. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#pieces = source[Symbol.asyncIterator]()
  }

  /** The next so many bytes, fewer only where the end comes before. */
  async upTo(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let missing = length; missing > 0 && !(await this.atEnd()); ) {
      const piece = this.#held.subarray(0, missing)
      this.#held = this.#held.subarray(piece.length)
      pieces.push(piece)
      missing -= piece.length
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)
  }

  /** The next so many bytes as they come. @throws Error where there are fewer. */
  async *exactly(length: number, message: string): AsyncGenerator<Buffer> {
    for (let missing = length; missing > 0; ) {
      if (await this.atEnd()) throw new Error(message)
      const piece = this.#held.subarray(0, missing)
      this.#held = this.#held.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }

  /** Is there nothing more? */
  async atEnd(): Promise<boolean> {
    while (this.#held.length === 0) {
      const next = await this.#pieces.next()
      if (next.done) return true
      this.#held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    }
    return false
  }
}
