/** A rule (`.a{…}`) or a group of rules (`@media …{…}`). */
type Node = { prelude: string; body: string } | { prelude: string; children: Node[] }

/**
 * GOV.UK Frontend's ready-made stylesheet cut to the blocks that we use, without its font (which may be used on gov.uk
 * only), its print rules (ours are for records) and addresses of files that we do not serve. Pure: the same text in
 * gives the same text out.
 * @param css the prebuilt `govuk-frontend.min.css`
 * @param blocks class names without element or modifier: `govuk-button`
 */
export const prune = (css: string, blocks: ReadonlySet<string>): string => {
  const text = css.replace(/^@charset "[^"]*";/, '').replace(/\/\*[\s\S]*?\*\//g, '')
  return written(merge(bodySize(parse(text).flatMap(node => kept(node, blocks)))))
}

const parse = (text: string): Node[] => {
  const nodes: Node[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('{', at)
    if (open < 0) break
    const prelude = text.slice(at, open).trim()
    const end = closing(text, open)
    const inside = text.slice(open + 1, end)
    nodes.push(/^@(media|supports)/.test(prelude) ? { prelude, children: parse(inside) } : { prelude, body: inside })
    at = end + 1
  }
  return nodes
}

const closing = (text: string, open: number): number => {
  let depth = 0
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  throw new Error('Stylesheet: a block is not closed')
}

const kept = (node: Node, blocks: ReadonlySet<string>): Node[] => {
  if (/^@(font-face|media print|supports not \(text-wrap|media screen and \(-ms)/.test(node.prelude)) return []
  if ('children' in node) {
    const children = node.children.flatMap(child => kept(child, blocks))
    return children.length === 0 ? [] : [{ prelude: node.prelude, children }]
  }
  if (node.prelude.startsWith('@')) return [node]
  const selectors = selectorsOf(node.prelude).filter(selector => uses(selector, blocks))
  const body = declarations(node.body)
  return selectors.length === 0 || body === '' ? [] : [{ prelude: selectors.join(','), body }]
}

/** Split at commas outside brackets: `:is(a, b)` is one selector. */
const selectorsOf = (prelude: string): string[] => prelude.split(/,(?![^(]*\))/)

const uses = (selector: string, blocks: ReadonlySet<string>): boolean =>
  [...selector.matchAll(/\.([a-z](?:[\w-]|\\.)*)/gi)].every(([, name]) =>
    blocks.has((name as string).replace(/(__|--).*$/, '')),
  )

const declarations = (body: string): string =>
  body
    .split(/;(?![^(]*\))/)
    .filter(
      one =>
        one !== '' &&
        !/^(font-family:GDS|-webkit-font-smoothing|-moz-osx-font-smoothing|--govuk-frontend-version)/.test(one),
    )
    .filter(one => !/url\((?!["']?data:)/.test(one))
    .join(';')
    .replace(/var\((--govuk-[\w-]+),[^()]*\)/g, 'var($1)')

const small = 'font-size:1rem;line-height:1.25'
const large = 'font-size:1.1875rem;line-height:1.3157894737'

/** Body text is 19px on every screen: theirs is 16px on a phone and 19px from a tablet on. */
const bodySize = (nodes: readonly Node[]): Node[] => {
  const raised = new Set<string>()
  const rest = nodes.filter(node => {
    if (!('children' in node) || node.prelude !== '@media (min-width:40.0625em)') return true
    const [only] = node.children
    if (node.children.length !== 1 || !only || !('body' in only) || only.body !== large) return true
    raised.add(only.prelude)
    return false
  })
  return rest.map(node =>
    'body' in node && raised.has(node.prelude) ? { ...node, body: node.body.replace(small, large) } : node,
  )
}

const merge = (nodes: readonly Node[]): Node[] =>
  nodes.reduce<Node[]>((made, node) => {
    const last = made.at(-1)
    if (last && 'body' in last && 'body' in node && last.prelude === node.prelude) {
      made[made.length - 1] = { prelude: last.prelude, body: `${last.body};${node.body}` }
    } else if (last && 'children' in last && 'children' in node && last.prelude === node.prelude) {
      made[made.length - 1] = { prelude: last.prelude, children: merge([...last.children, ...node.children]) }
    } else made.push(node)
    return made
  }, [])

const written = (nodes: readonly Node[]): string =>
  nodes.map(node => `${node.prelude}{${'children' in node ? written(node.children) : node.body}}`).join('')
