import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project'

export interface Migration {
  /** The folder's name, such as 20261122090000_init; migrations are applied in the order of their names. */
  readonly name: string
  readonly sql: string
  /** sha256 of migration.sql in hexadecimal, as Prisma records it. */
  readonly checksum: string
}

export const migrationsFolder = join(projectRoot, 'prisma/migrations')

export function readMigrations(folder = migrationsFolder): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
