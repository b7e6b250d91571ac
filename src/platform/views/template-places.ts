/**
 * Where in a template a value lands, which decides what it may be: words between tags, words inside a quoted attribute,
 * an address at the start of a link or form attribute, a whole attribute inside a tag, or the number in a tag's name (h1).
 */
export type Place = 'text' | 'value' | 'url' | 'tag' | 'name'

const addressAttributes = new Set(['href', 'src', 'action', 'formaction', 'data-live', 'data-fragment'])

type Scan = {
  state: 'text' | 'tag' | 'value' | 'comment' | 'raw'
  quote: string
  attribute: string
  empty: boolean
  tag: string
}

/**
 * The place of every hole of a template, worked out once from its fixed text.
 * Throws for places where no value can be made safe: an unquoted attribute, an `on…` or `style` attribute, a comment,
 * and inside `<script>` or `<style>`.
 */
export const placesOf = (strings: readonly string[]): readonly Place[] => {
  const scan: Scan = { state: 'text', quote: '', attribute: '', empty: false, tag: '' }
  const places: Place[] = []
  strings.slice(0, -1).forEach((text, hole) => {
    read(scan, text)
    places.push(placeAt(scan, text, hole))
  })
  return places
}

const read = (scan: Scan, text: string): void => {
  for (let at = 0; at < text.length; at += 1) {
    if (scan.state === 'text') at = readText(scan, text, at)
    else if (scan.state === 'tag') readTag(scan, text, at)
    else if (scan.state === 'value') readValue(scan, text[at] as string)
    else at = readUntil(scan, text, at)
  }
}

const readText = (scan: Scan, text: string, at: number): number => {
  if (text[at] !== '<') return at
  if (text.startsWith('<!--', at)) {
    scan.state = 'comment'
    return at + 3
  }
  scan.state = 'tag'
  scan.tag = /^<([a-z0-9-]*)/i.exec(text.slice(at))?.[1]?.toLowerCase() ?? ''
  return at
}

const readTag = (scan: Scan, text: string, at: number): void => {
  const character = text[at] as string
  if (character === '>') scan.state = scan.tag === 'script' || scan.tag === 'style' ? 'raw' : 'text'
  if (character !== '"' && character !== "'") return
  scan.state = 'value'
  scan.quote = character
  scan.empty = true
  scan.attribute = /([^\s"'<>/=]+)\s*=\s*$/.exec(text.slice(0, at))?.[1]?.toLowerCase() ?? ''
}

const readValue = (scan: Scan, character: string): void => {
  if (character === scan.quote) scan.state = 'tag'
  else scan.empty = false
}

const readUntil = (scan: Scan, text: string, at: number): number => {
  const end = scan.state === 'comment' ? '-->' : `</${scan.tag}`
  const found = text.indexOf(end, at)
  if (found < 0) return text.length
  scan.state = scan.state === 'comment' ? 'text' : 'tag'
  if (scan.state === 'tag') scan.tag = ''
  return found + end.length - 1
}

const placeAt = (scan: Scan, text: string, hole: number): Place => {
  const refuse = (why: string): never => {
    throw new Error(`Template value ${hole + 1} ${why}: …${text.slice(-40)}\${…}`)
  }
  if (scan.state === 'text') return 'text'
  if (scan.state === 'tag') return /<\/?h$/i.test(text) ? 'name' : tagPlace(text, refuse)
  if (scan.state !== 'value') return refuse('is inside a comment, script or style')
  if (scan.attribute === 'style' || scan.attribute.startsWith('on')) return refuse('is in a style or event attribute')
  const first = scan.empty
  scan.empty = false
  return first && addressAttributes.has(scan.attribute) ? 'url' : 'value'
}

const tagPlace = (text: string, refuse: (why: string) => never): Place =>
  /(=\s*|<\/?)$/.test(text) ? refuse('is an attribute without quotes') : 'tag'
