import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

/**
 * What a new data directory is made with. Sorting is by code point, the same on every machine; passwords are
 * SCRAM, because the only door is a TCP port that any account of the machine could knock at.
 */
export function initdbArguments(options: {
  superuser: string
  durable: boolean
  directory: string
  passwordFile: string
}): string[] {
  const { superuser, durable, directory, passwordFile } = options
  return [
    ...['-D', directory, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
    ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'],
    ...(durable ? [] : ['--no-sync']),
  ]
}

const megabytes = (share: number, most: number) => `${Math.round(Math.min(most, (totalmem() / 2 ** 20) * share))}MB`

/** The settings the server is started with, moderate for two cores and 24 GB, less where there is less memory. */
export function serverSettings({ port, durable }: { port: number; durable: boolean }): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '', // A path of more than 107 bytes would stop the server (stack.md T6).
    max_connections: durable ? 100 : 200,
    shared_buffers: megabytes(0.1, durable ? 2048 : 128),
    effective_cache_size: megabytes(0.5, 12_288),
    work_mem: '16MB',
    maintenance_work_mem: megabytes(0.05, 256),
    dynamic_shared_memory_type: sharedMemory(),
    random_page_cost: 1.1,
    max_wal_size: durable ? '2GB' : '512MB',
    // Whole pages go to the log after each checkpoint: where a million are known, to press them took half of the linker's time (decision 14).
    wal_compression: 'off',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // An error's text can quote a row, and rows are about children: the server's log keeps to its own health.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    // Tests' databases are many and short: to keep looking which of them want a vacuum costs more than any of them gains.
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

// Containers commonly allow 64 MB of /dev/shm, which a parallel hash join fills.
function sharedMemory(): string {
  if (process.platform === 'win32') return 'windows'
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize < 512 * 2 ** 20 ? 'mmap' : 'posix'
  } catch {
    return 'mmap'
  }
}
