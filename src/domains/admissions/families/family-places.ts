import type { Key } from '../../../platform/keys/index.ts'

/** What the families' pages of school places are made with: what seals their words, and whom they call. */
export type FamilyPlaces = { readonly key: Key; readonly phone: string }
