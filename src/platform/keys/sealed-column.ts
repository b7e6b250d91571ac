import type { Key } from './key-store.ts'

/** A column whose values are sealed by a key of KEY_DIR that has others beside it, so that they can be sealed anew when it changes. */
export type SealedColumn = {
  /** What the key is called: `files`, `told`. */
  readonly ring: 'files' | 'told'
  readonly table: string
  readonly column: string
  /** The columns that tell a row, in SQL, as of `t`. */
  readonly id: string
  /** What tells the place of a value, as text in SQL of the row `t`; and what the value is sealed about there. */
  readonly place: string
  about(place: string): string
  /** In SQL of the row `t`: does it stand there unsealed, as it was kept before there was a seal? And what of it says so, in SQL. */
  readonly unsealed?: { readonly where: string; readonly set?: string }
  /** What else of the row is made with the key from what the value holds: the column, and how. */
  readonly also?: { readonly column: string; make(key: Key, content: Buffer): Buffer | null }
}
