export { adoptCluster, readyCopy } from './adopt-cluster.ts'
export { clusterDirectory } from './cluster.ts'
export { type CopiedFile, copyCluster } from './copy-cluster.ts'
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded.ts'
