import { makeNhsNumber, makeUln, makeUpn } from '../../src/kernel/index.ts'
import { northmereLa, type School } from '../world.ts'

/** Hands out numbers as registrars do, one after another: twins, entered together, get neighbouring ones. */
export interface Registry {
  readonly upn: (school: School, year: number) => string
  readonly nhs: () => string
  readonly uln: () => string
  /** The next number of a named list, counted from 1. */
  readonly next: (list: string) => number
}

const firstThat = <T>(start: number, make: (serial: number) => T | undefined): { value: T; serial: number } => {
  for (let serial = start; ; serial++) {
    const value = make(serial)
    if (value !== undefined) return { value, serial }
  }
}

/**
 * A fresh registry: the same requests in the same order give the same numbers. NHS numbers begin with 999, the range
 * that the NHS keeps for tests (from memory); each number's check letter or digit is right.
 */
export const openRegistry = (): Registry => {
  const counters = new Map<string, number>()
  const next = (list: string): number => {
    const n = (counters.get(list) ?? 0) + 1
    counters.set(list, n)
    return n
  }
  let nhsSerial = 0
  let ulnSerial = 0
  return {
    next,
    upn: (school, year) => {
      const yy = String(year % 100).padStart(2, '0')
      return makeUpn(northmereLa, school.laestab.slice(3), yy, next(`upn ${school.laestab} ${yy}`))
    },
    nhs: () => {
      const { value, serial } = firstThat(nhsSerial, n => makeNhsNumber(`999${String(n).padStart(6, '0')}`))
      nhsSerial = serial + 1
      return value
    },
    uln: () => {
      const { value, serial } = firstThat(ulnSerial, n => makeUln(`999${String(n).padStart(6, '0')}`))
      ulnSerial = serial + 1
      return value
    },
  }
}
