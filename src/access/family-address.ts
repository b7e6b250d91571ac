import { createHmac } from 'node:crypto'
import { everyKey, type Key, open, type SealedColumn, seal } from '../platform/keys/index.ts'

type Account = { readonly issuer: string; readonly subject: string }

/** Who vouches for an account by e-mail: we ourselves, by a code. No provider of OpenID Connect can be called so (Discovery 1.0, 2: an https address). */
export const mailIssuer = 'urn:throughline:e-mail'

// Bound to the account, so that an address that is moved to another's row cannot be opened there.
const sealedFor = ({ issuer, subject }: Account): string => `family ${JSON.stringify([issuer, subject])}`

/** The e-mail address of an account, sealed. */
export const sealAddress = (key: Key, account: Account, email: string): Buffer =>
  seal(key, Buffer.from(email), sealedFor(account))
/** What `sealAddress` made of it. */
export const openAddress = (key: Key, account: Account & { readonly email: Buffer }): string =>
  open(key, account.email, sealedFor(account)).toString()

/** An address as an account by e-mail is found by it: without the key nobody tells from it whose it is. */
export const markOf = (key: Key, email: string | Buffer): Buffer =>
  createHmac('sha256', key).update('account by e-mail ').update(email).digest()
/** The same under each key that counts: accounts that a change of key has not come to yet are found as well. */
export const marksOf = (key: Key, email: string): readonly Buffer[] => everyKey(key).map(one => markOf(one, email))

/** The e-mail addresses of accounts, as a change of key seals them anew. */
export const sealedEmails: SealedColumn = {
  ...{ ring: 'told', table: 'access.family_account', column: 'email', id: 't.family_id' },
  place: 'json_build_array(t.issuer, t.subject)::text',
  about: place => {
    const [issuer, subject] = JSON.parse(place) as [string, string]
    return sealedFor({ issuer, subject })
  },
  also: { column: 'mark', make: markOf },
}
