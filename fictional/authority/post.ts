import type { RoleKey } from '../../src/access/index.ts'

/** Somebody of the council's staff, or of a school or surgery that works with it. */
export interface Post {
  readonly name: string
  readonly jobTitle: string
  readonly roles: readonly RoleKey[]
  readonly teams: readonly string[]
  readonly extension: number
  readonly manages?: readonly string[]
  /** A school's staff: its DfE number. */
  readonly school?: string
  /** One line for the sign-in page: what this person can and cannot see. */
  readonly about: string
}
