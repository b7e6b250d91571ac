/** A page of records, and the address of the next. */
export type Page = { readonly data: readonly unknown[]; readonly next: string | undefined }

/** Why no page came. `forbidden`: the token is good, and this is not for it. The words name neither the address nor the token. */
export class NoPage extends Error {
  readonly forbidden: boolean
  constructor(problem: string, forbidden = false) {
    super(problem)
    this.forbidden = forbidden
  }
}

export type AskOptions = {
  readonly token: string
  /** Waits so many milliseconds, or until the signal. */
  readonly pause: (milliseconds: number) => Promise<unknown>
  readonly signal: AbortSignal
}

const tries = 5
const patienceMilliseconds = 30_000
const longestWaitMilliseconds = 120_000
const mostBytes = 32 * 1024 * 1024

/**
 * Asks for one page. Where the API says how long to wait (429 or 503 with Retry-After, RFC 9110 §10.2.3) it is waited for, up to two minutes; where it
 * fails or does not answer it is asked again after 1, 2, 4 and 8 seconds. The token goes to the page's own host alone: no redirect is followed.
 * @throws NoPage in words for the sources page.
 */
export const askPage = async (url: string, options: AskOptions): Promise<Page> => {
  let problem = ''
  for (let attempt = 0; attempt < tries; attempt++) {
    const answer = await ask(url, options)
    if ('page' in answer) return answer.page
    if (answer.forbidden) throw new NoPage(answer.problem, true)
    problem = answer.problem
    const wait = answer.wait ?? 1000 * 2 ** attempt
    if (answer.stop || wait > longestWaitMilliseconds || attempt === tries - 1) break
    await options.pause(wait)
    options.signal.throwIfAborted()
  }
  throw new NoPage(problem)
}

type Answer =
  | { readonly page: Page }
  | { readonly problem: string; readonly wait?: number; readonly stop?: true; readonly forbidden?: true }

const ask = async (url: string, { token, signal }: AskOptions): Promise<Answer> => {
  let answer: Response
  let text: string
  try {
    answer = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMilliseconds)]),
    })
    text = answer.ok ? await bodyOf(answer) : ''
    if (!answer.ok) await answer.body?.cancel()
  } catch {
    signal.throwIfAborted()
    return { problem: 'The API did not answer.' }
  }
  const { status } = answer
  if (status === 401) return { problem: 'The API refused the school’s token.', stop: true }
  if (status === 403) return { problem: 'The school has not agreed that we ask for it.', forbidden: true }
  if (status === 429 || status === 503)
    return { problem: 'The API asked us to wait.', ...waitOf(answer.headers.get('retry-after')) }
  if (status >= 500) return { problem: `The API failed (${status}).` }
  if (!answer.ok) return { problem: `The API refused what was asked (${status}).`, stop: true }
  return readPage(text, url)
}

const waitOf = (header: string | null): { wait?: number } =>
  header !== null && /^\d{1,6}$/.test(header) ? { wait: Number(header) * 1000 } : {}

const bodyOf = async (answer: Response): Promise<string> => {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength
    if (bytes > mostBytes) throw new Error('The page is too large.')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const readPage = (text: string, url: string): Answer => {
  try {
    const body = JSON.parse(text) as { data?: unknown; meta?: { pagination?: { next?: unknown; more?: unknown } } }
    if (!Array.isArray(body.data)) throw new Error('no data')
    const next = body.meta?.pagination?.next
    if (typeof next !== 'string' || next === '' || body.meta?.pagination?.more === false)
      return { page: { data: body.data, next: undefined } }
    if (new URL(next).origin !== new URL(url).origin)
      return { problem: 'The API named a next page on another host.', stop: true }
    return { page: { data: body.data, next } }
  } catch {
    return { problem: 'The API’s answer cannot be read.' }
  }
}
