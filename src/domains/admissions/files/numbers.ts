/** A list of whole numbers that grows, without the cost of a list of objects. */
export class Numbers {
  #values = new Int32Array(1024)
  length = 0
  push(value: number): void {
    if (this.length === this.#values.length) {
      const more = new Int32Array(2 * this.length)
      more.set(this.#values)
      this.#values = more
    }
    this.#values[this.length++] = value
  }
  /** The numbers so far, without a copy. */
  get values(): Int32Array {
    return this.#values.subarray(0, this.length)
  }
}

/** Ids by the order in which they are first met, from 0. */
export class Ids {
  readonly names: string[] = []
  readonly #numbers = new Map<string, number>()
  of(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.names.length)
    return this.names.push(name) - 1
  }
  find(name: string): number | undefined {
    return this.#numbers.get(name)
  }
}

/**
 * The ids of a file. Where rows of it could not be read, nobody can say that an id is not in it: it is then taken as known, so that one fault
 * is not told again in every row of the other files.
 */
export class FileIds extends Ids {
  isWhole = true
  override find(name: string): number | undefined {
    return this.isWhole || name === '' ? super.find(name) : this.of(name)
  }
}

/** A whole number as it is written, without sign, at most nine digits; undefined for any other text. */
export const wholeNumber = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)
