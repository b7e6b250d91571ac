/**
 * The path of our own pages that a person asked for before signing in, or `/`. Whatever would leave this site, or lead back
 * into signing in, is `/`.
 */
export const localPath = (asked: string | undefined): string => {
  if (!asked || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return '/'
  const here = 'https://here.invalid'
  if (!URL.canParse(asked, here)) return '/'
  const { origin, pathname, search } = new URL(asked, here)
  if (origin !== here || pathname.startsWith('//') || /^\/sign-(in|out)(\/|$)/.test(pathname)) return '/'
  return pathname + search
}
