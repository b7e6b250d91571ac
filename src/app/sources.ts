import type { Source } from '../intake/index.ts'
import { schoolCensus } from '../sources/school-census/index.ts'

/** Every layout and feed that we read. */
export const sources: readonly Source[] = [schoolCensus]
