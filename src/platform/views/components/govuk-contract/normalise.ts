const characters: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&amp;': '&',
}

const decoded = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#39|#x27|amp);/g, code => characters[code] as string)

const attribute = (text: string): string => {
  const [, name, , value] = /^([^=]+)(="([\s\S]*)")?$/.exec(text) ?? [text, text, undefined, undefined]
  if (value === undefined) return name as string
  const words = decoded(value).trim().replace(/\s+/g, ' ')
  return `${name}="${name === 'class' ? words.split(' ').sort().join(' ') : words}"`
}

/**
 * Markup in one form whatever its line breaks, order of attributes and way of writing characters, for comparing two
 * pieces: one line per tag or run of words.
 */
export const normalise = (markup: string): string =>
  (markup.match(/<\/?[a-zA-Z][^\s>/]*(?:\s+[^\s=>/]+(?:="[^"]*")?)*\s*\/?>|[^<]+/g) ?? [])
    .map(piece => {
      if (!piece.startsWith('<')) return decoded(piece).trim().replace(/\s+/g, ' ')
      const tag = /^<\/?[^\s>/]+/.exec(piece)?.[0] ?? piece
      const given = piece.slice(tag.length).match(/[^\s=>/]+(?:="[^"]*")?/g) ?? []
      return `${[tag, ...given.map(attribute).sort()].join(' ')}>`
    })
    .filter(piece => piece !== '')
    .join('\n')
