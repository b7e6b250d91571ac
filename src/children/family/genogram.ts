/** Somebody in a picture of a family. Generations count down: -2 the grandparents’, -1 the parents’, 0 the child’s own, 1 their children’s. */
export type Kin = {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly sex: 'F' | 'M' | 'U'
  readonly generation: -2 | -1 | 0 | 1
  readonly livesHere: boolean
  readonly died?: boolean
  /** The child whose record it is. */
  readonly isChild?: boolean
}
/** Those who have, or are raising, these children together: one, where nobody knows the other. */
export type Union = {
  readonly partners: readonly string[]
  readonly children: readonly string[]
  /** Whose children by adoption they are. */
  readonly adopted?: readonly string[]
}
export type FamilyGraph = { readonly kin: readonly Kin[]; readonly unions: readonly Union[] }

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Placed = Kin & {
  /** Where the square, circle or diamond stands: its middle. */
  readonly cx: number
  readonly cy: number
  readonly label: Box
  /** The name, in at most two lines; one line of the note stands under it. */
  readonly lines: readonly string[]
  readonly under: string
}
export type Stroke = {
  readonly points: readonly (readonly [number, number])[]
  readonly kind: 'union' | 'child' | 'adopted'
}
export type Picture = {
  readonly width: number
  readonly height: number
  readonly placed: readonly Placed[]
  readonly strokes: readonly Stroke[]
  /** The outline of the household, as the corners of a shape; undefined where nobody is known to live here. */
  readonly home: readonly (readonly [number, number])[] | undefined
}

const column = 150
const half = 22
const labelHeight = 54
const labelGap = 8
const rowHeight = half * 2 + labelGap + labelHeight
/** How far apart the levels of lines between two rows are, so that no two unions share one. */
const level = 14
const margin = 24
const letters = 18

/** A text as far as it fits in one line. */
const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** A text in lines of at most as many letters as a column holds; what does not fit in two is cut, and stands whole in the list. */
export const wrap = (text: string, most = letters): string[] => {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const cut = lines.map(line => shorten(line, most))
  return cut.length > 2 ? [cut[0] ?? '', `${(cut[1] ?? '').slice(0, most - 1)}…`] : cut
}

const generations = [-2, -1, 0, 1] as const

/**
 * Places a family: one row for each generation, whoever lives with the child on the left of each row, so that one outline holds the household and
 * nobody else. Partners and brothers and sisters stand in the order in which they were given. Lines run between the rows, each union’s at a level
 * of its own, and never through a name. Pure.
 */
export const drawFamily = ({ kin, unions }: FamilyGraph): Picture => {
  const rows = generations
    .map(generation => ({
      generation,
      people: [...kin.filter(one => one.generation === generation)].sort(
        (a, b) => Number(b.livesHere) - Number(a.livesHere),
      ),
    }))
    .filter(row => row.people.length > 0)
  const placed: Placed[] = []
  let y = margin
  for (const { generation, people } of rows) {
    people.forEach((one, at) => {
      const left = margin * 2 + at * column
      placed.push({
        ...one,
        cx: left + column / 2,
        cy: y + half,
        label: { x: left + 4, y: y + half * 2 + labelGap, width: column - 8, height: labelHeight },
        lines: wrap(one.name),
        under: shorten(one.note, letters + 3),
      })
    })
    y += rowHeight + gutterOf(kin, unions, generation)
  }
  const widest = Math.max(1, ...rows.map(row => row.people.length))
  return {
    width: margin * 3 + widest * column,
    height: Math.max(y, margin) + margin / 2,
    placed,
    strokes: linesOf(placed, unions),
    home: homeOf(placed),
  }
}

/** The unions whose lines run below this generation. */
const unionsBelow = (kin: readonly Kin[], unions: readonly Union[], generation: number): Union[] =>
  unions.filter(union => union.partners.some(id => kin.find(one => one.id === id)?.generation === generation))
const gutterOf = (kin: readonly Kin[], unions: readonly Union[], generation: number): number =>
  margin + unionsBelow(kin, unions, generation).length * level * 2

/** Down along the right edge of a column, beside the name and never through it. */
const aside = column / 2 - 2

const linesOf = (placed: readonly Placed[], unions: readonly Union[]): Stroke[] => {
  const at = new Map(placed.map(one => [one.id, one]))
  const depth = new Map<number, number>()
  return unions.flatMap((union): Stroke[] => {
    const partners = union.partners.flatMap(id => at.get(id) ?? [])
    const children = union.children.flatMap(id => at.get(id) ?? [])
    const first = partners[0]
    if (!first || partners.length + children.length < 2) return []
    const used = depth.get(first.generation) ?? 0
    depth.set(first.generation, used + 1)
    const joint = first.label.y + first.label.height + 8 + used * level * 2
    const bus = joint + level
    const xs = partners.map(one => one.cx + aside).sort((a, b) => a - b)
    const [low, high] = [xs[0] ?? first.cx, xs.at(-1) ?? first.cx]
    const middle = (low + high) / 2
    const ends = [middle, ...children.map(one => one.cx)]
    const line = (kind: Stroke['kind'], ...points: (readonly [number, number])[]): Stroke => ({ kind, points })
    return [
      ...partners.map(one => line('union', [one.cx + half, one.cy], [one.cx + aside, one.cy], [one.cx + aside, joint])),
      line('union', [low, joint], [high, joint]),
      ...(children.length === 0
        ? []
        : [
            line('child', [middle, joint], [middle, bus]),
            line('child', [Math.min(...ends), bus], [Math.max(...ends), bus]),
          ]),
      ...children.map(one =>
        line(union.adopted?.includes(one.id) ? 'adopted' : 'child', [one.cx, bus], [one.cx, one.cy - half]),
      ),
    ]
  })
}

/** The corners of the shape round whoever lives here: the left part of each row, held together by a strip at the left edge. */
const homeOf = (placed: readonly Placed[]): Picture['home'] => {
  const here = placed.filter(one => one.livesHere)
  const rows = [...Map.groupBy(here, one => one.cy)].sort(([a], [b]) => a - b)
  const [top, bottom] = [rows[0]?.[1], rows.at(-1)?.[1]]
  if (!top?.[0] || !bottom?.[0]) return undefined
  const edge = (row: readonly Placed[]) => margin * 2 + row.length * column
  const left = margin
  const right = rows.flatMap(([cy, row]): (readonly [number, number])[] => {
    const [from, to] = [cy - half - 8, (row[0]?.label.y ?? cy) + labelHeight + 2]
    return [
      [margin * 2 - 8, from],
      [edge(row), from],
      [edge(row), to],
      [margin * 2 - 8, to],
    ]
  })
  const first = right[0]?.[1] ?? 0
  const last = right.at(-1)?.[1] ?? 0
  return [[left, first], ...right, [left, last]]
}
