import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What is signed over the events of finished transactions, from one transaction number up to and without another. */
export type AuditRoot = {
  /** 1 for the first, and one more for each that follows. */
  readonly number: number
  readonly from: string
  readonly until: string
  readonly events: number
  /** The tree hash of the events, hexadecimal, as are the two below. */
  readonly root: string
  /** The hash of the root before, with its signature; of the first, zeros. */
  readonly previous: string
  /** By the clock of the machine that signed, ISO 8601 in UTC. */
  readonly at: string
  readonly signature: string
}

export const beforeTheFirst = '0'.repeat(64)

const statement = (r: Omit<AuditRoot, 'signature'>): Buffer =>
  Buffer.from(['throughline audit root 1', r.number, r.from, r.until, r.events, r.root, r.previous, r.at].join('\n'))

// RFC 8410, section 7: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that signs, from the installation's audit key of 32 bytes. It never enters the database. */
export const signingKey = (auditKey: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, auditKey]), format: 'der', type: 'pkcs8' })

/** The key that anybody may hold to verify. */
export const verifyingKey = (auditKey: Buffer): KeyObject => createPublicKey(signingKey(auditKey))

/** Signs (Ed25519, RFC 8032). */
export const signRoot = (unsigned: Omit<AuditRoot, 'signature'>, key: KeyObject): AuditRoot => ({
  ...unsigned,
  signature: sign(null, statement(unsigned), key).toString('hex'),
})

/** Was this root signed with our key, and not changed since? */
export const isSigned = (root: AuditRoot, key: KeyObject): boolean =>
  verify(null, statement(root), key, Buffer.from(root.signature, 'hex'))

/** What the next root says of this one. */
export const hashOfRoot = (root: AuditRoot): string =>
  createHash('sha256').update(statement(root)).update(root.signature).digest('hex')
