import { createHash } from 'node:crypto'

const leafMark = Buffer.from([0])
const nodeMark = Buffer.from([1])

const hash = (...parts: readonly (Buffer | string)[]): Buffer =>
  parts.reduce((made, part) => made.update(part), createHash('sha256')).digest()

/** A Merkle tree that takes its leaves one by one and keeps no more than its height of them. */
export type MerkleTree = { readonly leaves: number; add(leaf: string): void; root(): Buffer }

/** A new tree. Its root is RFC 6962's tree hash (section 2.1) over SHA-256: of no leaves, the hash of nothing. */
export const merkleTree = (): MerkleTree => {
  // Whole subtrees, the largest first: those whose sizes are the ones in the binary form of the number of leaves.
  const whole: Buffer[] = []
  let leaves = 0
  return {
    get leaves() {
      return leaves
    },
    add(leaf) {
      whole.push(hash(leafMark, leaf))
      leaves++
      for (let size = leaves; size % 2 === 0; size /= 2) {
        const right = whole.pop() as Buffer
        whole.push(hash(nodeMark, whole.pop() as Buffer, right))
      }
    },
    root: () =>
      whole.reduceRight<Buffer | undefined>((right, left) => (right ? hash(nodeMark, left, right) : left), undefined) ??
      hash(''),
  }
}
