/** Every question that crosses services. */
export const reports: readonly never[] = []
