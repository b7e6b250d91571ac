/** A browser by hand: one jar of cookies for the machine, as browsers keep it, and no redirect followed unseen. */
export const aBrowser = () => {
  const jar = new Map<string, string>()
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { ...init, redirect: 'manual', headers: { cookie, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const follow = async (address: string, init: RequestInit = {}): Promise<Response & { at: string }> => {
    let at = address
    let answer = await go(at, init)
    while (answer.status >= 300 && answer.status < 400) {
      at = new URL(answer.headers.get('location') ?? '', at).href
      answer = await go(at)
    }
    return Object.assign(answer, { at })
  }
  return { jar, go, follow }
}
/** What a browser sends for a form. */
export const post = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
