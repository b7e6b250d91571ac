import { createHash } from 'node:crypto'
import { blockingKeys, type Identity, standardise } from '../../linkage/index.ts'
import { adultKeys } from './same-adult.ts'
import type { SourceRecord } from './source-record.ts'

const hashKey = (text: string): string => createHash('sha256').update(text).digest().readBigInt64BE().toString()

/** The numbers by which an adult may turn out to be a child on record too: nothing else of theirs meets a child. */
const numbersOnly = ({ nhsNumber, upn, uln }: Identity): Identity => ({
  ...(nhsNumber ? { nhsNumber } : {}),
  ...(upn ? { upn } : {}),
  ...(uln ? { uln } : {}),
})

/** The keys a source person is looked up by, as text of a signed int8. Adults and children meet only on numbers. */
export const keysOf = (record: SourceRecord): readonly string[] =>
  record.adult ? blockKeysOf(record.identity, true) : blockingKeys(record.standard).map(String)

/** The same of an identity alone. */
export const blockKeysOf = (identity: Identity, adult: boolean): readonly string[] =>
  adult
    ? [...adultKeys(identity).map(hashKey), ...blockingKeys(standardise(numbersOnly(identity))).map(String)]
    : blockingKeys(standardise(identity)).map(String)
