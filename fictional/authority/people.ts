import type { Post } from './post.ts'
import { posts } from './posts.ts'

/** Somebody who may sign in. */
export interface Staff extends Omit<Post, 'extension'> {
  /** Also the subject with which the development provider signs them in. */
  readonly id: string
  readonly email: string
  /** The teams that they manage. */
  readonly manages: readonly string[]
  readonly phone: string
}

/** The council's staff, with who they are to the demo. */
export const staff: readonly Staff[] = posts.map(({ extension, manages = [], ...post }) => {
  const id = post.name.toLowerCase().replace(/[^a-z]+/g, '-')
  return { ...post, id, manages, email: `${id.replace('-', '.')}@northmere.example`, phone: `01632 960${extension}` }
})
