/**
 * Children grouped by family: whoever is tied to one another, directly or through others that are here, stands in one group. Groups
 * and the children in them keep the order in which they come. Pure.
 */
export const byFamily = (
  children: readonly number[],
  ties: readonly (readonly [number, number])[],
): readonly (readonly number[])[] => {
  const groupOf = new Map(children.map(child => [child, child]))
  for (const [one, other] of ties) {
    const [to, from] = [groupOf.get(one), groupOf.get(other)]
    if (to === undefined || from === undefined || to === from) continue
    for (const [child, group] of groupOf) if (group === from) groupOf.set(child, to)
  }
  return [...Map.groupBy(groupOf.keys(), child => groupOf.get(child)).values()]
}
