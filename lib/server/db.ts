import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'

/** A database connection that is inside a transaction, or the pool itself. */
export type Db = Prisma.TransactionClient

/** Prisma takes this from the client of a transaction. */
export function isTransaction(db: Db): boolean {
  return (db as { $connect?: unknown }).$connect === undefined
}

function connect(): PrismaClient {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set: start with `npm start`, which sets it')
  return new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 16 }) })
}

const shared = globalThis as { essentialsDb?: PrismaClient }

/** One pool a process; kept across hot reloads. Connects at the first query. */
export function database(): PrismaClient {
  shared.essentialsDb ??= connect()
  return shared.essentialsDb
}

/** The pool as a value, for places that only query. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => Reflect.get(database(), property),
})

/** Equal but for case. Prisma asks PostgreSQL with ILIKE, to which %, _ and \\ are no characters like others. */
export function sameText(text: string) {
  return { equals: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const
}

/** Prisma's P2002, or PostgreSQL's own 23505 from raw SQL: a unique index said no. */
export function isUniqueViolation(thrown: unknown): boolean {
  const code = (thrown as { code?: unknown } | null)?.code
  return code === 'P2002' || code === '23505'
}
